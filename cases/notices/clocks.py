"""That the nightly replay of the clocks found something."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment
from polact.base import clock


def clocks_differ(*, count: int, at: datetime) -> None:
    """To all administrators: so many stored due dates are not what the facts give."""
    current = Appointment.objects.current(clock.local_date(at)).filter(role=Role.ADMINISTRATOR)
    for person in {appointment.person for appointment in current.select_related("person")}:
        with override(person.language):
            link = reverse("cases:clock_differences")
        values = {"count": str(count)}
        notify(recipient=person, template="cases/notices/clocks_differ", values=values, link=link, at=at)
