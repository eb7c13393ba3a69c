"""Pages of those who hold sessions: what is typed is never lost, strangers find nothing, a constant price."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Person
from polact.base import clock
from polact.outreach.models import InformationSession, SignUp
from tests.cases.views.pages import hidden, queries, text
from tests.factories import People, make_person
from tests.polact.outreach.sessions import LINK, come, make_session
from tests.polact.outreach.views.test_sessions import path

ClientOf = Callable[[Person], Client]


@pytest.fixture
def now() -> datetime:
    return clock.now()


def typed(now: datetime, **changes: Any) -> dict[str, Any]:
    return {
        "organization": "",
        "language": "BOTH",
        "title_en": "The rules in an hour",
        "title_fr": "Les règles en une heure",
        "description_en": "What you may do.",
        "description_fr": "Ce que vous pouvez faire.",
        "place_en": "Room 7",
        "place_fr": "Salle 7",
        "url": LINK,
        "held_on": f"{now + timedelta(days=9):%Y-%m-%d}",
        "starts_at": "13:30",
        "ends_at": "14:30",
        "time_zone": "America/Vancouver",
        "capacity": "20",
        "reminder_hours": "24",
        **changes,
    }


def test_officer_announces_a_session_for_all(people: People, client_of: ClientOf, now) -> None:
    olive = client_of(people.olive)
    page = text(olive.post(path("new_session"), typed(now), follow=True))
    assert "The session is announced" in page
    assert "1:30\u00a0pm to 2:30\u00a0pm (Pacific Time)" in page
    session = InformationSession.objects.get()
    assert (session.organization, session.capacity, session.has_link) == (None, 20, True)


def test_representative_announces_for_their_own_organization_only(people: People, client_of: ClientOf, now) -> None:
    rita = client_of(people.rita)
    page = text(rita.get(path("new_session")))
    assert "Employment and Social Development Canada" in page
    assert "Statistics Canada" not in page
    assert "All organizations" not in page
    assert rita.post(path("new_session"), typed(now, organization=str(people.elsewhere.pk))).status_code == 422
    assert rita.post(path("new_session"), typed(now, organization=str(people.organization.pk))).status_code == 302
    assert rita.post(path("new_session"), typed(now)).status_code == 403
    assert InformationSession.objects.get().organization == people.organization


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title_fr", "", "Write this in each language"),
        ("held_on", "2020-01-01", "A session begins in the future"),
        ("ends_at", "13:00", "A session ends after it begins"),
        ("ends_at", "25:99", "Give a time such as 13:30"),
        ("url", "http://meet.example/x", "A link begins with https://"),
        ("capacity", "-3", "greater than or equal to 1"),
        ("language", "", "Choose the language"),
    ],
)
def test_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(
    people: People, client_of: ClientOf, now, field: str, value: str, said: str
) -> None:
    answer = client_of(people.olive).post(path("new_session"), typed(now, **{field: value}))
    page = text(answer)
    assert answer.status_code == 422
    assert said in page
    assert page.index("error-summary") < page.index("<h1>")
    assert "Ce que vous pouvez faire." in page
    assert "<title>Error: " in page
    assert not InformationSession.objects.exists()


def test_hour_that_the_clocks_jump_over_is_refused(people: People, client_of: ClientOf, now) -> None:
    jump = typed(now, held_on="2027-03-14", starts_at="02:30", ends_at="04:00", time_zone="America/Toronto")
    assert "clocks are put forward" in text(client_of(people.olive).post(path("new_session"), jump))


def test_other_language_keeps_what_was_typed(people: People, client_of: ClientOf, now) -> None:
    page = text(
        client_of(people.olive).post(
            path("new_session", language="fr"), typed(now, title_en="Half a ti", _language="fr")
        )
    )
    assert "Half a ti" in page
    assert "Annoncer une séance" in page
    assert "error-summary" not in page


def test_session_is_changed_and_a_stale_page_is_told(people: People, client_of: ClientOf, now) -> None:
    session = make_session(people.olive, None, at=now, starts_at=now + timedelta(days=9), capacity=5)
    olive, ada = client_of(people.olive), client_of(people.ada)
    version = hidden(olive.get(path("change_session", session.pk)))
    assert "The changes are saved" in text(
        ada.post(path("change_session", session.pk), typed(now, title_en="Ada’s", version=version), follow=True)
    )
    stale = olive.post(path("change_session", session.pk), typed(now, title_en="Olive’s", version=version))
    assert stale.status_code == 409
    assert "Somebody was here before you" in text(stale)
    assert "Olive’s" in text(stale)


def test_session_is_cancelled_after_a_confirmation_with_a_reason(people: People, client_of: ClientOf, now) -> None:
    session = make_session(people.olive, None, at=now, starts_at=now + timedelta(days=9))
    come(session, people.emma, people.luc, at=now)
    olive = client_of(people.olive)
    assert "2 people who signed up or wait are told" in text(olive.get(path("cancel_session", session.pk)))
    assert olive.post(path("cancel_session", session.pk), {"reason_en": "Ill."}).status_code == 422
    page = text(
        olive.post(path("cancel_session", session.pk), {"reason_en": "Ill.", "reason_fr": "Maladie."}, follow=True)
    )
    assert "This session does not take place" in page
    assert olive.get(path("change_session", session.pk)).status_code == 302


def test_attendance_of_everybody_is_saved_at_once(people: People, client_of: ClientOf, now) -> None:
    session = make_session(
        people.rita, people.organization, at=now - timedelta(days=3), starts_at=now - timedelta(hours=3)
    )
    come(session, people.emma, people.rene, at=now - timedelta(days=2))
    rita = client_of(people.rita)
    page = text(rita.get(path("participants", session.pk)))
    assert page.count('type="checkbox"') == 2
    with as_system():
        emma = SignUp.objects.get(person=people.emma).pk
    assert "1 person came" in text(rita.post(path("participants", session.pk), {"present": [emma]}, follow=True))
    again = text(rita.get(path("participants", session.pk)))
    assert again.count(" checked>") == 1
    assert rita.post(path("participants", session.pk), {"present": ["0"]}).status_code == 422


def test_participants_before_it_begins_are_named_without_boxes(people: People, client_of: ClientOf, now) -> None:
    session = make_session(people.olive, None, at=now, starts_at=now + timedelta(days=2), capacity=1)
    olive = client_of(people.olive)
    assert "Nobody has signed up yet" in text(olive.get(path("participants", session.pk)))
    come(session, people.emma, people.luc, at=now)
    page = text(olive.get(path("participants", session.pk)))
    assert "checkbox" not in page
    assert page.index("Emma Sample") < page.index("Waiting list, the next one first") < page.index("Luc Sample")


@pytest.mark.parametrize("name", ["emma", "sam", "audrey"])
def test_pages_of_organizers_are_not_there_for_strangers(
    people: People, client: Client, client_of: ClientOf, now, name: str
) -> None:
    session = make_session(people.rita, people.organization, at=now, starts_at=now + timedelta(days=9))
    stranger = client_of(getattr(people, name))
    for page in ("participants", "change_session", "cancel_session"):
        assert stranger.get(path(page, session.pk)).status_code == 404
        assert stranger.post(path(page, session.pk), {}).status_code == 404
        assert client.get(path(page, session.pk)).status_code == 302


@pytest.mark.parametrize("name", ["emma", "audrey"])
def test_nothing_to_organize_for_those_who_may_not(people: People, client_of: ClientOf, name: str) -> None:
    for page in ("organized_sessions", "new_session"):
        assert client_of(getattr(people, name)).get(path(page)).status_code == 404


def test_list_of_organizers_holds_their_own_sessions(people: People, client_of: ClientOf, now) -> None:
    make_session(people.rita, people.organization, at=now, starts_at=now + timedelta(days=9), title_en="Ours")
    make_session(people.sam, people.elsewhere, at=now, starts_at=now + timedelta(days=9), title_en="Theirs")
    page = text(client_of(people.rita).get(path("organized_sessions")))
    assert "Ours" in page
    assert "Theirs" not in page
    assert "Theirs" in text(client_of(people.olive).get(path("organized_sessions")))


def test_list_of_organizers_says_what_will_appear(people: People, client_of: ClientOf) -> None:
    assert "No session yet" in text(client_of(people.rita).get(path("organized_sessions")))


@pytest.mark.parametrize("many", [1, 12])
def test_pages_of_organizers_cost_the_same_with_few_and_many(
    people: People, client_of: ClientOf, now, many: int
) -> None:
    crowd = [make_person(f"P{number}", people.organization, Role.EMPLOYEE) for number in range(many)]
    for _ in range(many):
        session = make_session(people.rita, people.organization, at=now, starts_at=now + timedelta(days=9), capacity=7)
    come(session, *crowd, at=now)
    rita = client_of(people.rita)
    with queries() as asked:
        rita.get(path("organized_sessions"))
    assert len(asked) == 5  # session, binding, person, sessions, unread messages
    with queries() as asked:
        rita.get(path("participants", session.pk))
    assert len(asked) == 7  # … the session, its places, their people
