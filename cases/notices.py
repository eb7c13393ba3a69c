"""Who is told what, on which occasion. The words are in templates/cases/notices, side by side in both languages."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from assessments.models import Simulation
from cases.enums import Queue
from cases.models import Case
from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from polact.base.templatetags.ui import day_in_words


def request_received(*, case: Case, at: datetime) -> None:
    """To the employee: the request arrived, and when an answer is due under the service standard."""
    language = case.requester.language
    with override(language):
        due = day_in_words(case.due_on, language) if case.due_on else ""
    _tell(case.requester, "request_received", case, at, due=due)


def case_arrived(*, case: Case, at: datetime) -> None:
    """To the assigned representative, or to all of the queue: there is a new request."""
    for person in handlers(case, at):
        _tell(person, "case_arrived", case, at)


def information_requested(*, case: Case, at: datetime) -> None:
    """To the employee: there is a question to answer."""
    _tell(case.requester, "information_requested", case, at)


def information_provided(*, case: Case, at: datetime) -> None:
    """To the representative: the answer is there."""
    for person in handlers(case, at):
        _tell(person, "information_provided", case, at)


def advice_recorded(*, case: Case, at: datetime) -> None:
    """To the employee: the answer can be read."""
    _tell(case.requester, "advice_recorded", case, at)


def request_redirected(*, case: Case, at: datetime) -> None:
    """To the employee: the request belongs elsewhere, and where."""
    _tell(case.requester, "request_redirected", case, at)


def request_withdrawn(*, case: Case, at: datetime) -> None:
    """To whoever had it: nothing more to do."""
    for person in handlers(case, at):
        _tell(person, "request_withdrawn", case, at)


def simulation_finished(*, simulation: Simulation, at: datetime) -> None:
    """To the administrator who started it: the counts can be read."""
    person = simulation.started_by
    with override(person.language):
        link = reverse("cases:simulation", args=[simulation.pk])
    notify(
        recipient=person,
        template="cases/notices/simulation_finished",
        values={"name": simulation.name},
        link=link,
        at=at,
    )


def handlers(case: Case, at: datetime) -> list[Person]:
    """The assignee; else the organization's representatives, or for the central queue the Commission's officers."""
    if case.assigned_to is not None:
        return [case.assigned_to]
    current = Appointment.objects.current(clock.local_date(at)).exclude(person_id=case.requester_id)
    if case.queue == Queue.CENTRAL:
        current = current.filter(role=Role.COMMISSION_OFFICER)
    else:
        current = current.filter(role=Role.REPRESENTATIVE, organization_id=case.organization_id)
    return [appointment.person for appointment in current.select_related("person")]


def _tell(person: Person, occasion: str, case: Case, at: datetime, **values: str) -> None:
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
