"""Reading information sessions for the pages and the API."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q

from polact.access.models import Organization, Person
from polact.outreach.models import InformationSession, JoiningLink, SignUp
from polact.outreach.models.session import ORGANIZES_ALL, InformationSessionQuerySet, SignUpState

PAGE = 20


@dataclass(frozen=True)
class Page:
    """A page of sessions and the cursor of the next one, empty on the last."""

    sessions: list[InformationSession]
    following: str


def upcoming(at: datetime, language: str = "", after: str = "") -> Page:
    """Sessions that are not over, the next one first, cancelled ones among them. For everybody; one query."""
    found = InformationSession.objects.upcoming(at)
    if language in ("en", "fr"):
        found = found.held_in(language)
    return _page(found, after, latest_first=False)


def organized(person: Person, after: str = "") -> Page:
    """The sessions that the person organizes, the latest first. One query."""
    return _page(InformationSession.objects.organized_by(person), after, latest_first=True)


def own_sign_ups(person: Person) -> list[SignUp]:
    """The person's own sign-ups, the latest session first. One query."""
    own = SignUp.objects.filter(person=person).select_related("session__organization")
    return list(own.order_by("-session__starts_at", "-session")[:200])


def session(pk: int) -> InformationSession:
    """One session. Raises InformationSession.DoesNotExist."""
    return InformationSession.objects.select_related("organization").get(pk=pk)


def sign_up_of(person: Person, session: InformationSession) -> SignUp | None:
    """The person's own sign-up, also a cancelled one."""
    return SignUp.objects.filter(person=person, session=session).first()


def own_states(person: Person, sessions: list[InformationSession]) -> dict[int, SignUp]:
    """The person's own sign-ups for these sessions, by the session's key. One query."""
    return {found.session_id: found for found in SignUp.objects.filter(person=person, session__in=sessions)}


def joining_link(person: Person, session: InformationSession) -> str:
    """The link by which one joins, if the person may see it; else empty. No query where there is none."""
    if not session.has_link:
        return ""
    return JoiningLink.objects.visible_to(person).filter(session=session).values_list("url", flat=True).first() or ""


def participants(person: Person, session: InformationSession) -> list[SignUp]:
    """Everybody with a place, by name, then those who wait, the next one first. Two queries, however many."""
    found = list(
        SignUp.objects.visible_to(person)
        .filter(session=session)
        .exclude(state=SignUpState.CANCELLED)
        .select_related("organization")
        .order_by("asked_at", "pk")
    )
    people = Person.objects.in_bulk({sign_up.person_id for sign_up in found})
    for sign_up in found:
        sign_up.person = people[sign_up.person_id]
    return found


def places_to_organize(person: Person) -> list[Organization]:
    """The organizations for which the person may hold a session, by name."""
    known = Organization.objects.active()
    if not person.standing.holds(*ORGANIZES_ALL):
        known = known.filter(pk__in=list(person.standing.represents))
    return sorted(known, key=str)


def _page(found: InformationSessionQuerySet, after: str, *, latest_first: bool) -> Page:
    place = _place(after)
    if place is not None:
        moment, pk = place
        way = "lt" if latest_first else "gt"
        found = found.filter(Q(**{f"starts_at__{way}": moment}) | Q(**{"starts_at": moment, f"pk__{way}": pk}))
    order = ("-starts_at", "-pk") if latest_first else ("starts_at", "pk")
    rows = list(found.select_related("organization").order_by(*order)[: PAGE + 1])
    shown = rows[:PAGE]
    return Page(shown, f"{shown[-1].starts_at.timestamp():.0f}-{shown[-1].pk}" if len(rows) > PAGE else "")


def _place(after: str) -> tuple[datetime, int] | None:
    """Where the page before ended; a cursor that makes no sense is no cursor."""
    moment, _dash, pk = after.partition("-")
    if not (moment.isdecimal() and pk.isdecimal() and len(moment) < 12 and len(pk) < 19):
        return None
    return datetime.fromtimestamp(int(moment), UTC), int(pk)
