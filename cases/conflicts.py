"""Who must not handle a request, found from what is on record. Pure functions over rows; nothing is read or changed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cases.enums import Ground
from polact.access.enums import SEES_ALL, Role
from polact.access.models import Appointment
from polact.access.queries import sorting_key


@dataclass(frozen=True)
class Conflict:
    """Somebody who must not handle the request, and the first ground found, in the order of `Ground`."""

    person_id: int
    ground: Ground


def conflicts_of(
    *, requester_id: int, organization_id: int, named: Collection[int], appointments: Iterable[Appointment]
) -> list[Conflict]:
    """Everybody who could otherwise see or handle a request to an organization, and has a conflict of interest.

    `appointments` are those of the day, of the requester and of everybody who might handle or read the request:
    the organization's representatives, and those whose role sees everything. `named` are kept away whatever they may be
    today. By person, in the order of their keys.
    """
    by_person: dict[int, list[Appointment]] = {person_id: [] for person_id in named}
    for appointment in appointments:
        by_person.setdefault(appointment.person_id, []).append(appointment)
    own = by_person.get(requester_id, [])
    found = []
    for person_id, held in sorted(by_person.items()):
        if person_id in named or any(would_see(appointment, organization_id) for appointment in held):
            ground = _ground(person_id, held, requester_id, own, named)
            if ground:
                found.append(Conflict(person_id, ground))
    return found


def would_see(appointment: Appointment, organization_id: int) -> bool:
    """Whether an appointment opens an organization's submitted requests to its holder."""
    if appointment.role == Role.REPRESENTATIVE:
        return appointment.organization_id == organization_id
    return appointment.role in SEES_ALL


def _ground(
    person_id: int, held: list[Appointment], requester_id: int, own: list[Appointment], named: Collection[int]
) -> Ground | None:
    if person_id == requester_id:
        return Ground.REQUESTER
    if _reports(held, requester_id) or _reports(own, person_id):
        return Ground.MANAGER
    if units_of(held) & units_of(own):
        return Ground.SAME_UNIT
    return Ground.NAMED if person_id in named else None


def _reports(held: list[Appointment], manager_id: int) -> bool:
    return any(appointment.reports_to_id == manager_id for appointment in held)


def units_of(held: Iterable[Appointment]) -> frozenset[tuple[int, str]]:
    """(organization, unit) of appointments; case, accents and outer blanks do not count, an empty unit is none."""
    folded = ((appointment.organization_id, sorting_key(appointment.unit.strip())) for appointment in held)
    return frozenset(place for place in folded if place[1])
