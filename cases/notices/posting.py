"""Handing a message about a case to the mail room, and who handles a case."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from cases.enums import Queue
from cases.models import Case
from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock


def handlers(case: Case, at: datetime) -> list[Person]:
    """The assignee; else the organization's representatives, or for the central queue the Commission's officers."""
    return [case.assigned_to] if case.assigned_to is not None else everybody(case, at)


def everybody(case: Case, at: datetime) -> list[Person]:
    """All who may handle a case by their appointment, whoever has it."""
    current = Appointment.objects.current(clock.local_date(at))
    current = current.exclude(person_id__in=[case.requester_id, *case.walled_from])
    if case.queue == Queue.CENTRAL:
        current = current.filter(role=Role.COMMISSION_OFFICER)
    else:
        current = current.filter(role=Role.REPRESENTATIVE, organization_id=case.organization_id)
    return [appointment.person for appointment in current.select_related("person")]


def tell(person: Person, occasion: str, case: Case, at: datetime, **values: str) -> None:
    page = "cases:request" if person.pk == case.requester_id else "cases:case"
    with override(person.language):
        link = reverse(page, args=[case.pk])
    notify(
        recipient=person,
        template=f"cases/notices/{occasion}",
        values={"number": case.number, **values},
        link=link,
        at=at,
    )
