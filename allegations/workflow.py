"""The table: one row per action. Buttons, API actions and the tests' matrix come from these rows."""

from dataclasses import dataclass

from allegations.enums import AllegationAction, AllegationStatus
from allegations.models import Allegation
from allegations.permissions import Predicate, may_decide, may_investigate
from polact.access.models import Person
from polact.audit.verbs import Verb

A, S = AllegationAction, AllegationStatus
UNDER_WAY = (S.RECEIVED, S.EXAMINED, S.INVESTIGATING, S.HEARD)


@dataclass(frozen=True)
class Row:
    """One action: from which statuses to which (None: it stays), by whom, what the trail says, what is asked."""

    action: AllegationAction
    before: tuple[AllegationStatus, ...]
    after: AllegationStatus | None
    who: Predicate
    verb: Verb
    asks: tuple[str, ...] = ()

    def allows(self, person: Person, allegation: Allegation) -> bool:
        return allegation.status in self.before and self.who(person, allegation)


FACTS = (
    *("email", "organization", "postmarked_on", "metered_on", "began_on", "during_election", "period_ended_on"),
    "aware_on",
)
"""What an investigator completes: who in polact the person is, where they work, and the dates of PAR 8."""

ROWS: tuple[Row, ...] = (
    Row(A.EXAMINE, (S.RECEIVED,), S.EXAMINED, may_investigate, Verb.ALLEGATION_EXAMINED, FACTS),
    Row(A.CORRECT, (S.EXAMINED,), None, may_investigate, Verb.ALLEGATION_CORRECTED, FACTS),
    Row(
        A.INVESTIGATE,
        (S.EXAMINED,),
        S.INVESTIGATING,
        may_decide,
        Verb.ALLEGATION_INVESTIGATED,
        ("reasons", "rests_on_ground"),
    ),
    Row(
        A.NOT_INVESTIGATE,
        (S.EXAMINED,),
        S.NOT_INVESTIGATED,
        may_decide,
        Verb.ALLEGATION_NOT_INVESTIGATED,
        ("reasons",),
    ),
    Row(
        A.RECORD_STEP,
        (S.INVESTIGATING, S.HEARD),
        None,
        may_investigate,
        Verb.ALLEGATION_STEP_RECORDED,
        ("kind", "party", "manner", "happened_on", "text"),
    ),
    Row(A.CONCLUDE_HEARING, (S.INVESTIGATING,), S.HEARD, may_investigate, Verb.ALLEGATION_HEARD),
    Row(
        A.DECIDE,
        (S.HEARD,),
        S.DECIDED,
        may_decide,
        Verb.ALLEGATION_DECIDED,
        ("substantiated", "measure", "measure_text", "reasons"),
    ),
    Row(
        A.RECORD_SENDING,
        (S.INVESTIGATING, S.HEARD, S.DECIDED, S.NOT_INVESTIGATED),
        None,
        may_investigate,
        Verb.ALLEGATION_LETTER_SENT,
        ("notice", "sent_on", "how"),
    ),
    Row(
        A.RECORD_WITHDRAWAL,
        UNDER_WAY,
        None,
        may_investigate,
        Verb.ALLEGATION_WITHDRAWN,
        ("withdrawn_on", "text"),
    ),
    Row(
        A.DISCLOSE,
        (S.DECIDED, S.CLOSED),
        None,
        may_decide,
        Verb.ALLEGATION_DISCLOSED,
        ("purpose", "disclosed", "disclosed_to", "public_interest", "privacy", "disclosed_on"),
    ),
    Row(A.CLOSE, (S.DECIDED, S.NOT_INVESTIGATED), S.CLOSED, may_investigate, Verb.ALLEGATION_CLOSED),
)

BY_ACTION = {row.action: row for row in ROWS}


def available_actions(person: Person, allegation: Allegation) -> list[AllegationAction]:
    """What this person can do with this allegation now, in the order of the table."""
    return [row.action for row in ROWS if row.allows(person, allegation)]
