"""Into whose hands a case can come: what somebody may do about its holder now. Pure, given the roster of the day."""

from dataclasses import dataclass

from cases.enums import Queue
from cases.models import Case
from cases.permissions import may_direct, may_handle, may_send_back
from cases.queries.covering import stands_in
from polact.access.covering import Roster
from polact.access.models import Person


@dataclass(frozen=True)
class Hands:
    """What somebody may do: take it, give it to a colleague, pass on what is theirs to look after, give it back, send it back."""

    take: bool = False
    assign: bool = False
    pass_on: bool = False
    release: bool = False
    send_back: bool = False

    @property
    def hand_over(self) -> bool:
        return self.assign or self.pass_on


def possible(person: Person, case: Case, known: Roster) -> Hands:
    """What the person may do with an open case; nothing with one that has ended or that they may not handle."""
    if not case.is_open or not may_handle(person, case):
        return Hands()
    holds = case.assigned_to_id == person.pk or stands_in(known, case, person)
    directs = directs_it(person, case, known)
    return Hands(
        take=case.assigned_to_id != person.pk and (is_free(case, known) or directs or holds),
        assign=directs,
        pass_on=holds,
        release=case.assigned_to_id is not None and (holds or may_direct(person, case)),
        send_back=may_send_back(person, case),
    )


def directs_it(person: Person, case: Case, known: Roster) -> bool:
    """Whether the person may give the case to others: as the lead, or because nobody leads the representatives there."""
    return may_direct(person, case) or (
        case.organization_id in person.standing.represents and may_handle(person, case) and not known.leads()
    )


def is_free(case: Case, known: Roster) -> bool:
    """Whether nobody looks after the case: nobody has it, or who has it left, or is away with nobody at work behind them."""
    if case.assigned_to_id is None:
        return True
    if case.queue == Queue.CENTRAL and case.assigned_to_id not in known.by_person:
        return False  # an officer of the Commission has it
    return known.works_for(case.assigned_to_id) is None
