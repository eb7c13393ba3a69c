"""Where somebody should answer, and what waits there."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from cases.enums import OPEN, Queue
from cases.models import Case, Vacancy
from polact.access.enums import UNDER_PART_7, Role
from polact.access.models import Appointment, Organization


def offices(on: date) -> list[Organization]:
    """The organizations that had a representative until a day, or have open cases in their own queue."""
    named = Appointment.objects.filter(organization=OuterRef("pk"), role=Role.REPRESENTATIVE, active_from__lte=on)
    waiting = Case.objects.filter(organization=OuterRef("pk"), queue=Queue.ORGANIZATION, status__in=OPEN)
    under = Organization.objects.active().filter(regime__in=UNDER_PART_7)
    return list(under.filter(Q(Exists(named)) | Q(Exists(waiting))).order_by("pk"))


def open_vacancies() -> dict[int, Vacancy]:
    """The times in which nobody is there that have not ended, by organization."""
    return {vacancy.organization_id: vacancy for vacancy in Vacancy.objects.filter(until=None)}


def waiting_in(organization: Organization) -> list[Case]:
    """The open cases of an organization's own queue, locked, oldest first."""
    waiting = Case.objects.filter(organization=organization, queue=Queue.ORGANIZATION).open()
    return list(waiting.select_for_update().order_by("pk"))
