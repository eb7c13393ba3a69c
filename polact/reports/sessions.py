"""The report `sessions`: who signed up for information sessions and who came, by organization, session and month."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, QuerySet, Value, When
from django.utils.translation import pgettext

from polact.access.models import Organization, Person
from polact.base.text import Text
from polact.catalogue.fiscal import bounds
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.models.session import SignUpState
from polact.reports.reading import Reading
from polact.reports.report import Choice, Column, Filter, Report, Row, Section, alphabetical
from polact.reports.requests import BY_ORGANIZATION, BY_YEAR, MONTHS, NAMES, FirstOfMonth, FirstYear

CAME, ABSENT, NOT_NOTED = "CAME", "ABSENT", "NOT_NOTED"
STATES = (CAME, ABSENT, NOT_NOTED, SignUpState.WAITING.value, SignUpState.CANCELLED.value)
STATE = Case(
    When(state=SignUpState.WAITING, then=Value(SignUpState.WAITING.value)),
    When(state=SignUpState.CANCELLED, then=Value(SignUpState.CANCELLED.value)),
    When(attended=True, then=Value(CAME)),
    When(attended=False, then=Value(ABSENT)),
    default=Value(NOT_NOTED),
    output_field=CharField(),
)


def state_name(code: str) -> str:
    return {
        CAME: pgettext("participant", "Attended"),
        ABSENT: pgettext("participant", "Did not attend"),
        NOT_NOTED: pgettext("participant", "Signed up, attendance not noted"),
        SignUpState.WAITING.value: pgettext("participant", "On the waiting list"),
        SignUpState.CANCELLED.value: pgettext("participant", "Gave the place back"),
    }[code]


def states(person: Person | None, on: date) -> list[Choice]:
    return [Choice(code, state_name(code)) for code in STATES]


def counted_sign_ups(person: Person | None) -> QuerySet[SignUp]:
    """What is counted: the sign-ups of all sessions that took place or will, or of those that the person organizes."""
    sign_ups = SignUp.objects.filter(session__cancelled_at=None)
    if person is None or person.standing.sees_all:
        return sign_ups
    return sign_ups.filter(session__organization_id__in=list(person.standing.represents))


def rows(reading: Reading, by: Sequence[str]) -> list[Row]:
    """Counted in SQL, in one statement; names are put to the codes afterwards, and rows sorted by them."""
    sign_ups = counted_sign_ups(reading.person)
    if year := reading.chosen.get("fiscal_year"):
        first, next_first = bounds(year)
        sign_ups = sign_ups.filter(session__held_on__gte=first, session__held_on__lt=next_first)
    if organization := reading.chosen.get("organization"):
        sign_ups = sign_ups.filter(organization_id=int(organization))
    sign_ups = sign_ups.annotate(standing=STATE)
    if state := reading.chosen.get("state"):
        sign_ups = sign_ups.filter(standing=state)
    columns = [STORED.get(key, key) for key in by]
    computed = {name: COMPUTED[name] for name in columns if name in COMPUTED}
    counted = sign_ups.annotate(**computed).order_by().values_list(*columns)
    words = [WORDS[key]() for key in by]
    found = [
        {**{key: word(value) for key, word, value in zip(by, words, codes, strict=True)}, "people": count}
        for *codes, count in counted.annotate(people=Count("*"))
    ]
    return sorted(found, key=lambda row: [alphabetical(row[key]) for key in by])


STORED = {
    "organization": "organization_id",
    "session": "session_id",
    "state": "standing",
    "month": "first_of_month",
    "fiscal_year": "first_year",
}
COMPUTED = {"first_of_month": FirstOfMonth("session__held_on"), "first_year": FirstYear("session__held_on")}


def _organization_names() -> Callable[[int | None], str]:
    names = {organization.pk: str(organization) for organization in Organization.objects.only(*NAMES)}
    nowhere = pgettext("participant", "No organization on record")
    return lambda pk: names[pk] if pk else nowhere


def _session_names() -> Callable[[int], str]:
    told = InformationSession.objects.only("title_en", "title_fr", "held_on")
    names = {session.pk: f"{session} ({session.held_on:%Y-%m-%d}, {session.pk})" for session in told}
    return names.__getitem__


WORDS: dict[str, Callable[[], Callable[[Any], str]]] = {
    **MONTHS,
    "organization": _organization_names,
    "session": _session_names,
    "state": lambda: state_name,
}

SESSIONS = Report(
    slug="sessions",
    version=1,
    title=Text("Attendance at information sessions", "Présences aux séances d’information"),
    question=Text(
        "How many people of each organization signed up for information sessions, and how many came?",
        "Combien de personnes de chaque administration se sont inscrites à des séances d’information, et combien y sont venues?",
    ),
    columns=(
        Column("organization", Text("Organization", "Administration")),
        Column("session", Text("Session", "Séance")),
        Column("state", Text("Attendance", "Présence")),
        Column("month", Text("Month", "Mois"), "month"),
        Column("people", Text("People", "Personnes"), "count"),
    ),
    filters=(
        BY_YEAR,
        BY_ORGANIZATION,
        Filter("state", Text("Attendance", "Présence"), Text("Everybody", "Tout le monde"), states),
    ),
    notes=(
        Text(
            "The organization is the one where a person worked when they signed up. A session counts in the month in "
            "which it is held, by the calendar of its place. Cancelled sessions do not count.",
            "L’administration est celle où la personne travaillait au moment de s’inscrire. Une séance compte dans le "
            "mois où elle se tient, selon le calendrier du lieu. Les séances annulées ne comptent pas.",
        ),
        Text(
            "Representatives count the sessions that their own organizations hold.",
            "Les représentants comptent les séances que tiennent leurs propres administrations.",
        ),
        Text(
            "For use inside government: small numbers are shown as they are, and must not be published so.",
            "Pour usage interne au gouvernement\u00a0: les petits nombres sont montrés tels quels et ne doivent pas être "
            "publiés ainsi.",
        ),
    ),
    counted=rows,
    section=Section.PEOPLE,
)
