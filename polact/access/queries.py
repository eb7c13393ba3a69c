"""Reading organizations and people."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from polact.access.covering import Member, Roster
from polact.access.enums import Role
from polact.access.models import Appointment, Cover, Organization, Person


def fictional_people() -> list[Person]:
    """The demonstration's people with what each can do, in the order in which they were made."""
    return list(
        Person.objects.filter(is_fictional=True, is_active=True)
        .prefetch_related("appointments__organization")
        .order_by("pk")
    )


def organizations_that_take_requests() -> list[Organization]:
    """Those known to be under Part 7, without dormant ones."""
    return [organization for organization in Organization.objects.active() if organization.takes_requests]


def organizations_by_need() -> list[Organization]:
    """All but the dormant ones, in the order of their names in the current language."""
    return sorted(Organization.objects.active(), key=lambda organization: sorting_key(str(organization)))


def sorting_key(name: str) -> str:
    """French and English names in one alphabet: accents and case do not count."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(mark))


@dataclass(frozen=True)
class Represented:
    """What everybody may know of a current representative: the name, and who stands in until when, if they are away."""

    organization_id: int
    name: str
    away_to: date | None
    stand_in: str


def directory(on: date) -> list[Represented]:
    """Every current representative, by organization and name. The database gives this and nothing more of people."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access_directory(%s)", [on])
        return [Represented(pk, name, away_to, stand_in or "") for pk, name, away_to, stand_in in cursor.fetchall()]


def representatives_of(organization: Organization, on: date) -> list[Person]:
    """The current representatives as people, for those who may see them; by name."""
    current = Appointment.objects.current(on).filter(organization=organization, role=Role.REPRESENTATIVE)
    return list(Person.objects.filter(appointments__in=current).distinct().order_by("family_name", "given_name"))


def covers_in_force(on: date, organizations: Iterable[int]) -> list[Cover]:
    """The covers of a day in these organizations; what `covering` follows."""
    return list(Cover.objects.filter(active_from__lte=on, active_to__gt=on, organization_id__in=list(organizations)))


def roster(organization_id: int, on: date) -> Roster:
    """The representatives of an organization on a day, with who stands in for whom: one query, whoever acts."""
    return rosters(on, organization_id).get(organization_id, Roster(organization_id))


def rosters(on: date, organization_id: int | None = None) -> dict[int, Roster]:
    """The same for every organization that has representatives on a day, or for one of them."""
    members: dict[int, list[Member]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select * from access_roster(%s, %s)", [organization_id, on])
        for pk, *told in cursor.fetchall():
            members.setdefault(pk, []).append(Member(*told))
    return {pk: Roster(pk, tuple(found)) for pk, found in members.items()}


def covers_of(organization: Organization, on: date) -> list[Cover]:
    """The covers that have not ended, the next first."""
    ahead = Cover.objects.filter(organization=organization, active_to__gt=on)
    return list(ahead.select_related("absent", "stand_in", "organization").order_by("active_from", "pk"))
