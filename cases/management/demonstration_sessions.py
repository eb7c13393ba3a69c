"""Fictional information sessions of the demonstration: one for all, one that is full, one that is over."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from cases.management.demonstration_desk import acting
from polact.access.models import Person
from polact.base import clock
from polact.outreach.models.session import TimeZone
from polact.outreach.operations.sessions import Announcement, announce_session
from polact.outreach.operations.signing_up import record_attendance, sign_up

OTTAWA = ZoneInfo(TimeZone.EASTERN)


class Session(NamedTuple):
    """By whom, in how many days (before today where negative), from when, how long, who comes, who came, and the words."""

    by: str
    days: int
    begins: time
    minutes: int
    coming: tuple[str, ...]
    came: tuple[str, ...]
    words: dict[str, Any]
    for_all: bool = False


SESSIONS = (
    Session(
        "Olive", 12, time(13, 30), 90, ("Emma", "Luc"), (),
        {
            "language": "BOTH",
            "title_en": "Political activities: your rights and your limits",
            "title_fr": "Activités politiques\u00a0: vos droits et leurs limites",
            "description_en": "The test of the Act in plain words, with examples from everyday life: signs, social media, "
            "donations, helping a campaign. Half of the time is for questions. Presented in both languages.",
            "description_fr": "Le critère de la Loi en mots simples, avec des exemples de tous les jours\u00a0: pancartes, "
            "médias sociaux, dons, aide à une campagne. La moitié du temps est réservée aux questions. Présentée dans "
            "les deux langues.",
            "url": "https://meet.example/political-activities",
        },
        for_all=True,
    ),
    Session(
        "Rita", 5, time(10, 0), 60, ("Emma", "Mathilde", "Renée"), (),
        {
            "language": "EN",
            "title_en": "Social media and your job",
            "description_en": "What others see when you share, like and comment, and how to keep it apart from your work.",
            "place_en": "140 Promenade du Portage, Gatineau, room 3B",
            "capacity": 2,
        },
    ),
    Session(
        "Sylvain", -8, time(9, 0), 60, ("Luc", "Noor"), ("Luc",),
        {
            "language": "FR",
            "title_fr": "Se porter candidat\u00a0: par où commencer",
            "description_fr": "La permission, le congé sans solde, les délais\u00a0: ce qu’il faut prévoir avant toute démarche.",
            "place_fr": "Immeuble R.-H.-Coats, Ottawa, salle 120",
        },
    ),
)  # fmt: skip


def hold_sessions(people: dict[str, Person], now: datetime) -> None:
    """Announce the sessions and fill them by the product's own operations."""
    for session in SESSIONS:
        begins = datetime.combine(_working_day(now, session.days), session.begins, OTTAWA)
        announced_at = min(now, begins) - timedelta(days=14)
        organizer = acting(people[session.by], now)
        held = announce_session(
            announced=Announcement(
                starts_at=begins, ends_at=begins + timedelta(minutes=session.minutes), **session.words
            ),
            organization=None
            if session.for_all
            else organizer.appointments.select_related("organization")[0].organization,
            created_by=organizer,
            at=announced_at,
        )
        places = {
            name: sign_up(
                session=held, person=acting(people[name], now), at=announced_at + timedelta(days=1, minutes=7 * number)
            ).pk
            for number, name in enumerate(session.coming)
        }
        if session.days < 0:
            record_attendance(
                session=held,
                present=[places[name] for name in session.came],
                recorded_by=acting(organizer, now),
                at=begins + timedelta(minutes=session.minutes + 20),
            )


def _working_day(now: datetime, days: int) -> date:
    """So many days from today, or the next working day after it towards the future, before it towards the past."""
    day = clock.local_date(now) + timedelta(days=days)
    while day.weekday() >= 5:
        day += timedelta(days=1 if days > 0 else -1)
    return day
