"""Each action of the table of candidacies up to the analysis, and the operation that does it: for pages and API alike."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cases.enums.candidacy import CandidacyAction
from cases.leaving import Parcel, check
from cases.models import Candidacy
from cases.operations.candidacy_commission import (
    acknowledge,
    ask_for_items,
    end_without_decision,
    file_directly,
    find_complete,
    provide_items,
    send,
    withdraw,
)
from cases.operations.candidacy_inputs import start_check
from cases.operations.candidacy_intake import sign
from polact.access.models import Person

A = CandidacyAction
CANDIDACY_DEEDS: dict[CandidacyAction, tuple[Callable[..., Any], str]] = {
    A.SIGN: (sign, "signed_by"),
    A.START_CHECK: (start_check, "started_by"),
    A.SEND: (send, "sent_by"),
    A.FILE_DIRECTLY: (file_directly, "filed_by"),
    A.ACKNOWLEDGE: (acknowledge, "acknowledged_by"),
    A.ASK_FOR_ITEMS: (ask_for_items, "asked_by"),
    A.PROVIDE_ITEMS: (provide_items, "provided_by"),
    A.FIND_COMPLETE: (find_complete, "found_by"),
    A.END_WITHOUT_DECISION: (end_without_decision, "ended_by"),
    A.WITHDRAW: (withdraw, "withdrawn_by"),
}
"""The operation, and the name under which it takes the person who acts. An opinion is given on a page of its own."""
TOLD_TO_THE_EMPLOYEE = {A.ASK_FOR_ITEMS: "texts", A.END_WITHOUT_DECISION: "reasons"}


def perform_on_candidacy(
    *, action: CandidacyAction, candidacy: Candidacy, by: Person, at: datetime, **given: Any
) -> Any:
    """Do an action. Returns what the operation returns; raises what it raises, and WrongRecipient for words to the
    employee that mention another case."""
    operation, who = CANDIDACY_DEEDS[action]
    if action in TOLD_TO_THE_EMPLOYEE:
        written = str(given.get(TOLD_TO_THE_EMPLOYEE[action], ""))
        check(Parcel(candidacy.case, candidacy.case.requester, at, written=(written,), sender=by))
    return operation(candidacy=candidacy, at=at, **{who: by}, **given)
