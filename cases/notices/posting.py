"""Handing a message about a case to the mail room, and who handles a case."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from cases.enums import Queue
from cases.leaving import Parcel, check
from cases.models import Case
from cases.queries.covering import stand_in_of
from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock


def handlers(case: Case, at: datetime) -> list[Person]:
    """The assignee, while they hold the role, and whoever stands in for them; else `everybody`."""
    people = everybody(case, at)
    holder = [person for person in people if person.pk == case.assigned_to_id]
    stand_in = stand_in_of(case, clock.local_date(at)) if holder else None
    return [*(holder or people), *([stand_in] if stand_in else [])]


def everybody(case: Case, at: datetime) -> list[Person]:
    """All who may handle a case by their appointment, whoever has it: the organization's representatives, or for the
    central queue the Commission's officers. Never the requester, nor anybody walled off."""
    current = Appointment.objects.current(clock.local_date(at))
    current = current.filter(person__is_active=True).exclude(person_id__in=[case.requester_id, *case.walled_from])
    if case.queue == Queue.CENTRAL:
        current = current.filter(role=Role.COMMISSION_OFFICER)
    else:
        current = current.filter(role=Role.REPRESENTATIVE, organization_id=case.organization_id)
    return [appointment.person for appointment in current.select_related("person")]


def tell(
    person: Person,
    occasion: str,
    case: Case,
    at: datetime,
    *,
    shared_with: frozenset[int] = frozenset(),
    related: frozenset[int] = frozenset(),
    link: str = "",
    **values: str,
) -> None:
    """Hand one notice to the mail room, after the check that all of it belongs to this case and this person.

    `link` is where it leads, if not to the page of the case.
    `shared_with` and `related` are those of `leaving.Parcel`. Raises WrongRecipient: then nobody is told anything, and
    the deed is undone. One query more for a recipient other than the requester.
    """
    page = "cases:request" if person.pk == case.requester_id else "cases:case"
    with override(person.language):
        link = link or reverse(page, args=[case.pk])
    values = {"number": case.number, **values}
    check(Parcel(case, person, at, texts=tuple(values.values()), link=link, shared_with=shared_with, related=related))
    notify(
        recipient=person,
        template=f"cases/notices/{occasion}",
        values=values,
        link=link,
        at=at,
    )


def administrators(at: datetime) -> list[Person]:
    """Who keeps the system, in a fixed order."""
    current = Appointment.objects.current(clock.local_date(at)).filter(role=Role.ADMINISTRATOR)
    people = {one.person_id: one.person for one in current.select_related("person").order_by("person_id")}
    return list(people.values())
