"""The table of candidacies: one row per action, as in `cases.workflow`, over the stages of domain.md 8."""

from dataclasses import dataclass

from cases.enums.candidacy import AFTER_DECISION, BEFORE_DECISION, WITH_ORGANIZATION, CandidacyAction, Stage
from cases.models import Candidacy
from cases.permissions.candidacy import (
    CandidacyPredicate,
    is_awaited,
    is_candidate,
    may_analyse,
    may_check,
    may_complete,
    may_decide,
    may_follow,
    may_start_check,
)
from polact.access.models import Person
from polact.audit.verbs import Verb

A, S = CandidacyAction, Stage


@dataclass(frozen=True)
class CandidacyRow:
    """One action: from which stages to which, by whom, what the trail says."""

    action: CandidacyAction
    before: tuple[Stage, ...]
    after: Stage
    who: CandidacyPredicate
    verb: Verb

    def allows(self, person: Person, candidacy: Candidacy) -> bool:
        return candidacy.stage in self.before and self.who(person, candidacy)


CANDIDACY_ROWS: tuple[CandidacyRow, ...] = (
    CandidacyRow(A.SIGN, (S.DRAFT,), S.GATHERING_INPUT, is_candidate, Verb.CANDIDACY_SIGNED),
    CandidacyRow(A.GIVE_INPUT, (S.GATHERING_INPUT,), S.GATHERING_INPUT, is_awaited, Verb.CANDIDACY_INPUT_GIVEN),
    CandidacyRow(A.START_CHECK, (S.GATHERING_INPUT,), S.DEPARTMENTAL_CHECK, may_start_check, Verb.CANDIDACY_CHECKED),
    CandidacyRow(A.SEND, (S.DEPARTMENTAL_CHECK,), S.SENT, may_check, Verb.CANDIDACY_SENT),
    CandidacyRow(A.FILE_DIRECTLY, WITH_ORGANIZATION, S.SENT, is_candidate, Verb.CANDIDACY_FILED_DIRECTLY),
    CandidacyRow(A.ACKNOWLEDGE, (S.SENT,), S.ACKNOWLEDGED, may_analyse, Verb.CANDIDACY_ACKNOWLEDGED),
    CandidacyRow(A.ASK_FOR_ITEMS, (S.ACKNOWLEDGED, S.ANALYSIS), S.INCOMPLETE, may_analyse, Verb.CANDIDACY_ITEMS_ASKED),
    CandidacyRow(A.PROVIDE_ITEMS, (S.INCOMPLETE,), S.ACKNOWLEDGED, may_complete, Verb.CANDIDACY_ITEMS_PROVIDED),
    CandidacyRow(A.FIND_COMPLETE, (S.ACKNOWLEDGED,), S.ANALYSIS, may_analyse, Verb.CANDIDACY_COMPLETE),
    CandidacyRow(A.SUBMIT_FOR_DECISION, (S.ANALYSIS,), S.BEFORE_DECIDER, may_analyse, Verb.CANDIDACY_SUBMITTED),
    CandidacyRow(A.RETURN_TO_OFFICER, (S.BEFORE_DECIDER,), S.ANALYSIS, may_decide, Verb.CANDIDACY_RETURNED),
    CandidacyRow(A.DECIDE, (S.BEFORE_DECIDER,), S.DECIDED, may_decide, Verb.CANDIDACY_DECIDED),
    CandidacyRow(A.CONFIRM_NOTICES, (S.DECIDED,), S.NOTIFIED, may_follow, Verb.CANDIDACY_NOTIFIED),
    CandidacyRow(A.RECORD_PUBLICATION, (S.NOTIFIED,), S.GAZETTED, may_follow, Verb.CANDIDACY_GAZETTED),
    CandidacyRow(A.FOLLOW_CONDITIONS, (S.NOTIFIED, S.GAZETTED), S.MONITORING, may_follow, Verb.CANDIDACY_MONITORED),
    CandidacyRow(A.DECIDE_AGAIN, AFTER_DECISION, S.ANALYSIS, may_follow, Verb.CANDIDACY_TAKEN_UP_AGAIN),
    CandidacyRow(A.END_WITHOUT_DECISION, BEFORE_DECISION, S.NO_DECISION, may_analyse, Verb.CANDIDACY_NOT_DECIDED),
    CandidacyRow(
        A.WITHDRAW, (*WITH_ORGANIZATION, *BEFORE_DECISION), S.WITHDRAWN, is_candidate, Verb.CANDIDACY_WITHDRAWN
    ),
    CandidacyRow(A.CLOSE, AFTER_DECISION, S.CLOSED, may_follow, Verb.CANDIDACY_CLOSED),
)

CANDIDACY_ROW = {row.action: row for row in CANDIDACY_ROWS}


def available_on(person: Person, candidacy: Candidacy) -> list[CandidacyAction]:
    """What this person can do with this candidacy now, in the order of the table."""
    return [row.action for row in CANDIDACY_ROWS if row.allows(person, candidacy)]
