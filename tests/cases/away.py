"""Absences, leads and departures for tests: what happens to representatives."""

from datetime import date, timedelta

from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Cover, Organization, Person
from tests.factories import NOON

TODAY = NOON.date()


def away(absent: Person, stand_in: Person, organization: Organization, since: date = TODAY, days: int = 7) -> Cover:
    """The absent person is away from a day on for so many calendar days."""
    with as_system():
        return Cover.objects.create(
            absent=absent,
            stand_in=stand_in,
            organization=organization,
            active_from=since,
            active_to=since + timedelta(days=days),
        )


def leads(person: Person, organization: Organization) -> Person:
    """The person leads the organization's representatives."""
    with as_system():
        person.appointments.filter(organization=organization, role=Role.REPRESENTATIVE).update(is_lead=True)
    return person


def left(person: Person, organization: Organization, on: date = TODAY) -> None:
    """The person represents the organization no more as of a day."""
    with as_system():
        person.appointments.filter(organization=organization, role=Role.REPRESENTATIVE).update(active_to=on)


def balances(organization: Organization) -> Organization:
    """New cases of the organization go to whoever has least open work."""
    organization.assigns_by_balance = True
    organization.save(update_fields=["assigns_by_balance"])
    return organization
