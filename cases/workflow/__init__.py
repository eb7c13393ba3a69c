"""The table: one row per action. Buttons, API actions, the tests' matrix and docs/workflow.md come from these rows.

Reading it answers: in which status, who, what becomes of the status, what stands in the trail, what the form asks.
"""

from dataclasses import dataclass

from cases.enums import CaseAction, CaseStatus
from cases.models import Case
from cases.permissions import Predicate, is_requester, may_answer_alone, may_approve, may_handle
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.catalogue.kinds import Family
from polact.catalogue.registry import codes_of

S = CaseStatus


@dataclass(frozen=True)
class Row:
    """One action: for which request types, from which statuses to which, by whom, what the trail says, what is asked."""

    action: CaseAction
    request_types: frozenset[str]
    before: tuple[CaseStatus, ...]
    after: CaseStatus
    who: Predicate
    verb: Verb
    asks: tuple[str, ...] = ()

    def allows(self, person: Person, case: Case) -> bool:
        return case.request_type in self.request_types and case.status in self.before and self.who(person, case)


ADVICE_TYPES = codes_of(Family.ADVICE)
ADVICE_PARTS = (
    *("outcome", "reasons", "mitigations", "facts_relied_on", "actual", "perceived", "findings", "limits"),
    *("valid_until", "sources", "departure", "departure_note"),
)
"""What an advice consists of; an operation's own defaults say what may be left out."""

ROWS: tuple[Row, ...] = (
    Row(CaseAction.SUBMIT, ADVICE_TYPES, (S.DRAFT,), S.SUBMITTED, is_requester, Verb.CASE_SUBMITTED),
    Row(CaseAction.TAKE_UP, ADVICE_TYPES, (S.SUBMITTED,), S.IN_REVIEW, may_handle, Verb.CASE_TAKEN_UP),
    Row(
        CaseAction.REQUEST_INFORMATION,
        ADVICE_TYPES,
        (S.IN_REVIEW,),
        S.AWAITING_INFORMATION,
        may_handle,
        Verb.INFORMATION_REQUESTED,
        ("question", "items", "answer_by"),
    ),
    Row(
        CaseAction.PROVIDE_INFORMATION,
        ADVICE_TYPES,
        (S.AWAITING_INFORMATION,),
        S.IN_REVIEW,
        is_requester,
        Verb.INFORMATION_PROVIDED,
        ("answer",),
    ),
    Row(
        CaseAction.REMIND_AGAIN,
        ADVICE_TYPES,
        (S.AWAITING_INFORMATION,),
        S.AWAITING_INFORMATION,
        may_handle,
        Verb.INFORMATION_REMINDED,
        ("answer_by",),
    ),
    Row(
        CaseAction.GO_ON,
        ADVICE_TYPES,
        (S.AWAITING_INFORMATION,),
        S.IN_REVIEW,
        may_handle,
        Verb.WENT_ON,
        ("reasons",),
    ),
    Row(
        CaseAction.CLOSE_UNANSWERED,
        ADVICE_TYPES,
        (S.AWAITING_INFORMATION,),
        S.CLOSED,
        may_handle,
        Verb.CASE_CLOSED_UNANSWERED,
        ("reasons",),
    ),
    Row(
        CaseAction.RECORD_ADVICE,
        ADVICE_TYPES,
        (S.IN_REVIEW,),
        S.ANSWERED,
        may_answer_alone,
        Verb.ADVICE_RECORDED,
        ADVICE_PARTS,
    ),
    Row(
        CaseAction.PROPOSE_ADVICE,
        ADVICE_TYPES,
        (S.IN_REVIEW,),
        S.AWAITING_APPROVAL,
        may_handle,
        Verb.ADVICE_PROPOSED,
        ADVICE_PARTS,
    ),
    Row(
        CaseAction.APPROVE_ADVICE,
        ADVICE_TYPES,
        (S.AWAITING_APPROVAL,),
        S.ANSWERED,
        may_approve,
        Verb.ADVICE_APPROVED,
    ),
    Row(
        CaseAction.RETURN_ADVICE,
        ADVICE_TYPES,
        (S.AWAITING_APPROVAL,),
        S.IN_REVIEW,
        may_handle,
        Verb.ADVICE_RETURNED,
        ("comment",),
    ),
    Row(
        CaseAction.REDIRECT,
        ADVICE_TYPES,
        (S.SUBMITTED, S.IN_REVIEW),
        S.REDIRECTED,
        may_handle,
        Verb.CASE_REDIRECTED,
        ("destination", "reasons"),
    ),
    Row(
        CaseAction.WITHDRAW,
        ADVICE_TYPES,
        (S.SUBMITTED, S.IN_REVIEW, S.AWAITING_INFORMATION, S.AWAITING_APPROVAL),
        S.WITHDRAWN,
        is_requester,
        Verb.CASE_WITHDRAWN,
        ("reasons",),
    ),
    Row(CaseAction.CLOSE, ADVICE_TYPES, (S.ANSWERED, S.REDIRECTED), S.CLOSED, may_handle, Verb.CASE_CLOSED),
    Row(
        CaseAction.REOPEN,
        ADVICE_TYPES,
        (S.ANSWERED, S.REDIRECTED, S.CLOSED),
        S.IN_REVIEW,
        may_handle,
        Verb.CASE_REOPENED,
        ("reasons",),
    ),
)

BY_ACTION = {row.action: row for row in ROWS}


def available_actions(person: Person, case: Case) -> list[CaseAction]:
    """What this person can do with this case now, in the order of the table."""
    return [row.action for row in ROWS if row.allows(person, case)]
