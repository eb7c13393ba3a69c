"""Who is told that nobody is there to answer for an organization, and that a case moved up."""

from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from cases.models import Case
from cases.notices.posting import handlers, tell
from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person


def nobody_answers(*, organization: Organization, are_away: bool, on: date, at: datetime) -> None:
    """To the Commission's officers, and in the organization to its deputy head and whoever leads the representatives."""
    concerned = Q(role=Role.COMMISSION_OFFICER) | Q(organization=organization) & (
        Q(role=Role.DEPUTY_HEAD) | Q(is_lead=True)
    )
    current = Appointment.objects.current(on).filter(concerned)
    for person in Person.objects.filter(appointments__in=current, is_active=True).distinct().order_by("pk"):
        with override(person.language):
            values = {"organization": str(organization)}
            link = reverse("outreach:directory")
        template = "everybody_is_away" if are_away else "nobody_represents"
        notify(recipient=person, template=f"cases/notices/{template}", values=values, link=link, at=at)


def case_moved_up(*, case: Case, at: datetime) -> None:
    """To the employee: who looks after the request now; and to the Commission's officers: there is a new request."""
    tell(case.requester, "case_moved_up", case, at)
    for person in handlers(case, at):
        tell(person, "case_arrived", case, at)
