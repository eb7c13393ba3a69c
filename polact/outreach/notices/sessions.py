"""Who is told what about information sessions. The words are in templates/outreach/notices, in both languages."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from notifications.operations import notify
from polact.access.models import Person
from polact.outreach.models.session import InformationSession
from polact.outreach.when import in_words


def signed_up(*, session: InformationSession, person: Person, at: datetime) -> None:
    """To whoever signed up: they have a place."""
    _tell([person], "session_signed_up", session, at)


def waits(*, session: InformationSession, person: Person, at: datetime) -> None:
    """To whoever signed up for a full session: they are on the waiting list."""
    _tell([person], "session_waits", session, at)


def moved_up(*, session: InformationSession, person: Person, at: datetime) -> None:
    """To whoever waited longest: there is a place for them now."""
    _tell([person], "session_moved_up", session, at)


def session_changed(*, session: InformationSession, people: Iterable[Person], at: datetime) -> None:
    """To everybody who signed up or waits: when, where or how to join is different."""
    _tell(people, "session_changed", session, at)


def session_cancelled(*, session: InformationSession, people: Iterable[Person], at: datetime) -> None:
    """To everybody who signed up or waits: it does not take place. The reason is on its page."""
    _tell(people, "session_cancelled", session, at)


def session_soon(*, session: InformationSession, person: Person, at: datetime) -> None:
    """To whoever has a place: it begins soon."""
    _tell([person], "session_soon", session, at)


def attendance_noted(*, session: InformationSession, people: Iterable[Person], at: datetime) -> None:
    """To those who came: there is a certificate."""
    _tell(people, "session_attended", session, at)


def _tell(people: Iterable[Person], occasion: str, session: InformationSession, at: datetime) -> None:
    for person in people:
        with override(person.language):
            link = reverse("outreach:session", args=[session.pk])
            values = {"title": str(session), "when": in_words(session, person.language)}
        notify(recipient=person, template=f"outreach/notices/{occasion}", values=values, link=link, at=at)
