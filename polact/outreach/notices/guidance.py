"""Who is told what about guidance. The words are in templates/outreach/notices, side by side in both languages."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from notifications.operations import notify
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from polact.outreach.models import GuidanceVersion


def draft_waits(*, version: GuidanceVersion, at: datetime) -> None:
    """To the other administrators: a draft waits for a second person."""
    current = Appointment.objects.current(clock.local_date(at)).filter(role=Role.ADMINISTRATOR)
    for person in {appointment.person for appointment in current.select_related("person")}:
        if person.pk != version.drafted_by_id:
            _tell(person, "draft_waits", version, at)


def draft_published(*, version: GuidanceVersion, at: datetime) -> None:
    """To whoever wrote it: it is in force."""
    if version.drafted_by is not None:
        _tell(version.drafted_by, "draft_published", version, at)


def _tell(person: Person, occasion: str, version: GuidanceVersion, at: datetime) -> None:
    with override(person.language):
        link = reverse("outreach:guidance_version", args=[version.page.code, version.number])
        title = version.localized("title")
    notify(
        recipient=person,
        template=f"outreach/notices/{occasion}",
        values={"title": title, "version": str(version.number)},
        link=link,
        at=at,
    )
