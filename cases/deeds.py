"""Each action of the table and the operation that does it: one place, for pages, API and commands alike."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cases.enums import CaseAction
from cases.leaving import Parcel, check
from cases.models import Case
from cases.operations.advising import approve_advice, propose_advice, record_advice, return_advice
from cases.operations.ending import close_request, close_unanswered, redirect_request, withdraw_request
from cases.operations.reopening import reopen_request
from cases.operations.submission import submit_request
from cases.operations.triage import go_on, provide_information, remind_again, request_information, take_up
from polact.access.models import Person

DEEDS: dict[CaseAction, tuple[Callable[..., Any], str]] = {
    CaseAction.SUBMIT: (submit_request, "submitted_by"),
    CaseAction.TAKE_UP: (take_up, "taken_by"),
    CaseAction.REQUEST_INFORMATION: (request_information, "asked_by"),
    CaseAction.PROVIDE_INFORMATION: (provide_information, "provided_by"),
    CaseAction.REMIND_AGAIN: (remind_again, "reminded_by"),
    CaseAction.GO_ON: (go_on, "gone_on_by"),
    CaseAction.CLOSE_UNANSWERED: (close_unanswered, "closed_by"),
    CaseAction.RECORD_ADVICE: (record_advice, "decided_by"),
    CaseAction.PROPOSE_ADVICE: (propose_advice, "proposed_by"),
    CaseAction.APPROVE_ADVICE: (approve_advice, "approved_by"),
    CaseAction.RETURN_ADVICE: (return_advice, "returned_by"),
    CaseAction.REDIRECT: (redirect_request, "redirected_by"),
    CaseAction.WITHDRAW: (withdraw_request, "withdrawn_by"),
    CaseAction.CLOSE: (close_request, "closed_by"),
    CaseAction.REOPEN: (reopen_request, "reopened_by"),
}
"""The operation, and the name under which it takes the person who acts."""


TOLD_TO_THE_EMPLOYEE = {
    CaseAction.REQUEST_INFORMATION: ("question", "items"),
    CaseAction.GO_ON: ("reasons",),
    CaseAction.CLOSE_UNANSWERED: ("reasons",),
    CaseAction.REDIRECT: ("reasons",),
    CaseAction.REOPEN: ("reasons",),
}
"""The actions that send something to the employee, and which of what is asked the employee reads. An advice goes out as a
letter, and is checked as that, with all of its parts (`letters.parcel`)."""


def perform(*, action: CaseAction, case: Case, by: Person, at: datetime, **given: Any) -> Any:
    """Do an action of the table. `given` is what its row asks for, and the `version` that a page showed, if any.

    Returns what the operation returns; raises what it raises, and WrongRecipient
    for a text to the employee that mentions another case or other people of one's desk.
    """
    operation, who = DEEDS[action]
    if written := tuple(str(given.get(name, "")) for name in TOLD_TO_THE_EMPLOYEE.get(action, ())):
        check(Parcel(case, case.requester, at, written=written, sender=by))
    return operation(case=case, at=at, **{who: by}, **given)
