"""Fictional sessions for tests, made by the product's own operations."""

from datetime import datetime, timedelta
from typing import Any

from polact.access.models import Organization, Person
from polact.outreach.models import InformationSession
from polact.outreach.operations.sessions import Announcement, announce_session
from polact.outreach.operations.signing_up import sign_up
from tests.factories import NOON, acting

LINK = "https://meet.example/room-7"
SOON = NOON + timedelta(days=10)


def announced(**changes: Any) -> Announcement:
    """A session in both languages, ten days from noon, an hour long, in a room and online."""
    starts_at = changes.pop("starts_at", SOON)
    told: dict[str, Any] = {
        "language": "BOTH",
        "title_en": "The rules in an hour",
        "title_fr": "Les règles en une heure",
        "description_en": "What you may do, and whom to ask.",
        "description_fr": "Ce que vous pouvez faire, et à qui demander conseil.",
        "place_en": "Room 7",
        "place_fr": "Salle 7",
        "url": LINK,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "capacity": None,
    }
    return Announcement(**{**told, **changes})


def make_session(
    organizer: Person, organization: Organization | None, *, at: datetime = NOON, **changes: Any
) -> InformationSession:
    return announce_session(
        announced=announced(**changes), organization=organization, created_by=acting(organizer), at=at
    )


def come(session: InformationSession, *people: Person, at: datetime = NOON) -> None:
    """They sign up one after the other, a minute apart."""
    for number, person in enumerate(people):
        sign_up(session=session, person=acting(person), at=at + timedelta(minutes=number))
