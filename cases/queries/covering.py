"""What cover means for cases: whose cases stand on whose desk, who is told besides, and for whom somebody acts."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from cases.models import Case
from polact.access.covering import Roster, absent_behind
from polact.access.models import Person
from polact.access.queries import covers_in_force, roster


def covered_by(person: Person, on: date) -> frozenset[tuple[int, int]]:
    """(absent person, organization) of everybody whose work the person does on a day. One query, none for who answers nowhere."""
    represented = person.standing.represents
    return absent_behind(person.pk, covers_in_force(on, represented)) if represented else frozenset()


def in_hands(person: Person, covered: Collection[tuple[int, int]]) -> Q:
    """The cases that the person has to look after: their own, and those of the absent for whom they stand in (`covered_by`)."""
    held = Q(assigned_to=person)
    for absent, organization in sorted(covered):
        held |= Q(assigned_to_id=absent, organization_id=organization)
    return held


def acting_for(case: Case, person: Person, on: date) -> int | None:
    """The id of the absent holder for whom the person acts on this case today; None when they act for themselves.

    Asks the database only when the case is in somebody else's hands.
    """
    if case.assigned_to_id in (None, person.pk) or person.pk == case.requester_id:
        return None
    return case.assigned_to_id if stands_in(roster(case.organization_id, on), case, person) else None


def absent_holder(case: Case, person: Person, on: date) -> Person | None:
    """The same as a person: whom a letter names beside whoever answered."""
    return case.assigned_to if acting_for(case, person, on) else None


def stands_in(known: Roster, case: Case, person: Person) -> bool:
    """Whether the person does the work of the case's absent holder, by the organization's roster of the day."""
    if case.assigned_to_id in (None, person.pk):
        return False
    worker = known.works_for(case.assigned_to_id)
    return worker is not None and worker.person_id == person.pk


def stand_in_of(case: Case, on: date) -> Person | None:
    """Whoever does the work of the case's absent holder, unless they may not know of the case. One query, or two."""
    if case.assigned_to_id is None:
        return None
    worker = roster(case.organization_id, on).works_for(case.assigned_to_id)
    barred = (case.assigned_to_id, case.requester_id, *case.walled_from)
    return Person.objects.get(pk=worker.person_id) if worker and worker.person_id not in barred else None
