"""Pages of sessions for those who come: open to read, a place behind a sign-in, a constant price."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from polact.access.acting import as_system
from polact.access.models import Person
from polact.base import clock
from polact.outreach.models import SignUp
from polact.outreach.operations.sessions import cancel_session
from polact.outreach.operations.signing_up import record_attendance
from tests.cases.views.pages import queries, text
from tests.factories import People, acting, make_person
from tests.polact.outreach.sessions import LINK, come, make_session

ClientOf = Callable[[Person], Client]


@pytest.fixture
def now() -> datetime:
    """Pages read the clock: sessions of these tests lie around it."""
    return clock.now()


@pytest.fixture
def soon(now: datetime) -> datetime:
    return now + timedelta(days=5)


def path(name: str, *args: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"outreach:{name}", args=args)


def test_list_is_open_to_everybody_and_says_what_is_next_first(people: People, client: Client, now, soon) -> None:
    make_session(people.olive, None, at=now, starts_at=soon + timedelta(days=1), title_en="Second")
    make_session(people.rita, people.organization, at=now, starts_at=soon, title_en="First")
    page = text(client.get(path("sessions")))
    assert page.index("First") < page.index("Second")
    assert "Eastern Time" in page
    assert "Les règles en une heure" in text(client.get(path("sessions", language="fr")))
    assert LINK not in page


def test_list_is_narrowed_by_the_language_that_one_follows(people: People, client: Client, now, soon) -> None:
    only_french = {"language": "FR", "title_en": "", "description_en": "", "place_en": "", "title_fr": "Seulement"}
    make_session(people.olive, None, at=now, starts_at=soon, **only_french)
    make_session(people.olive, None, at=now, starts_at=soon, title_en="In both")
    in_english = text(client.get(path("sessions"), {"language": "en"}))
    assert "In both" in in_english
    assert "Seulement" not in in_english
    everything = text(client.get(path("sessions")))
    assert '<a href="' in everything
    assert 'lang="fr">Seulement</a>' in everything


def test_empty_list_says_what_will_appear(people: People, client: Client) -> None:
    assert "No session is planned" in text(client.get(path("sessions")))
    assert "No session in this language" in text(client.get(path("sessions"), {"language": "fr"}))


def test_list_goes_on_where_the_page_before_ended(people: People, client: Client, now, soon) -> None:
    for number in range(23):
        make_session(people.olive, None, at=now, starts_at=soon, title_en=f"Number {number:02}")
    first = client.get(path("sessions"), {"language": "en"})
    following = next(part for part in text(first).split('"') if "after=" in part).replace("&amp;", "&")
    second = text(client.get(following))
    shown = [f"Number {number:02}" for number in range(23)]
    assert [name in text(first) for name in shown] == [True] * 20 + [False] * 3
    assert [name in second for name in shown] == [False] * 20 + [True] * 3


@pytest.mark.parametrize("after", ["x", "1-", "99999999999999-1", "-", "1-99999999999999999999"])
def test_cursor_that_makes_no_sense_is_no_cursor(people: People, client: Client, now, soon, after: str) -> None:
    make_session(people.olive, None, at=now, starts_at=soon, title_en="First")
    assert "First" in text(client.get(path("sessions"), {"after": after}))


@pytest.mark.parametrize("many", [1, 15])
def test_list_costs_the_same_with_few_and_many(
    people: People, client: Client, client_of: ClientOf, now, soon, many: int
) -> None:
    for _ in range(many):
        come(make_session(people.olive, None, at=now, starts_at=soon), people.emma, at=now)
    with queries() as asked:
        client.get(path("sessions"))
    assert len(asked) == 1  # the sessions
    emma = client_of(people.emma)
    with queries() as asked:
        emma.get(path("sessions"))
    assert len(asked) == 6  # session, binding, person, sessions, own places, unread messages
    with queries() as asked:
        emma.get(path("my_sessions"))
    assert len(asked) == 5


def test_link_is_on_the_page_of_those_with_a_place_only(
    people: People, client: Client, client_of: ClientOf, now, soon
) -> None:
    session = make_session(people.olive, None, at=now, starts_at=soon, capacity=1)
    come(session, people.emma, people.luc, at=now)
    page = path("session", session.pk)
    assert LINK in text(client_of(people.emma).get(page))
    assert LINK in text(client_of(people.olive).get(page))
    for stranger in (client, client_of(people.luc), client_of(people.sam)):
        assert LINK not in text(stranger.get(page))
        assert LINK not in text(stranger.get(path("session_calendar", session.pk)))
    unfolded = text(client_of(people.emma).get(path("session_calendar", session.pk))).replace("\r\n ", "")
    assert LINK in unfolded


def test_calendar_file_is_one(people: People, client: Client, now, soon) -> None:
    session = make_session(people.olive, None, at=now, starts_at=soon)
    answer = client.get(path("session_calendar", session.pk, language="fr"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="seance-{session.pk}.ics"'
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(people: People, client: Client, now, soon) -> None:
    session = make_session(people.olive, None, at=now, starts_at=soon)
    assert "Sign in and sign up" in text(client.get(path("session", session.pk)))
    answer = client.get(path("sign_up", session.pk))
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"next={path('sign_up', session.pk)}")


def test_person_signs_up_and_gives_the_place_up_again(people: People, client_of: ClientOf, now, soon) -> None:
    session = make_session(people.olive, None, at=now, starts_at=soon, capacity=1)
    emma = client_of(people.emma)
    assert "How your information is used" in text(emma.get(path("sign_up", session.pk)))
    page = text(emma.post(path("sign_up", session.pk), follow=True))
    assert "You have a place" in page
    assert "Give up my place" in page
    luc = client_of(people.luc)
    assert "liste d’attente" in text(luc.post(path("sign_up", session.pk, language="fr"), follow=True))
    assert "You are no longer signed up" in text(emma.post(path("give_up", session.pk), follow=True))
    assert "Vous avez une place" in text(luc.get(path("session", session.pk, language="fr")))
    assert "Libérer ma place" in text(luc.get(path("my_sessions", language="fr")))


def test_session_of_another_organization_can_be_read_but_not_joined(
    people: People, client_of: ClientOf, now, soon
) -> None:
    session = make_session(people.rita, people.organization, at=now, starts_at=soon)
    luc = client_of(people.luc)
    assert "This session is for the people of" in text(luc.get(path("session", session.pk)))
    assert luc.get(path("sign_up", session.pk)).status_code == 302
    refused = luc.post(path("sign_up", session.pk))
    assert refused.status_code == 403
    assert "another organization" in text(refused)
    with as_system():
        assert not SignUp.objects.exists()


def test_cancelled_session_says_why_in_the_language_of_the_page(people: People, client: Client, now, soon) -> None:
    session = make_session(people.olive, None, at=now, starts_at=soon)
    cancel_session(session=session, reason_en="The speaker is ill.", reason_fr="Maladie de l’animatrice.",
                   cancelled_by=acting(people.olive), at=now)  # fmt: skip
    assert "The speaker is ill." in text(client.get(path("session", session.pk)))
    assert "Maladie de l’animatrice." in text(client.get(path("session", session.pk, language="fr")))
    assert "Annulée" in text(client.get(path("sessions", language="fr")))


def test_sessions_of_ones_own_say_what_will_appear_when_there_are_none(people: People, client_of: ClientOf) -> None:
    assert "No session yet" in text(client_of(people.emma).get(path("my_sessions")))


def test_certificate_is_had_by_whoever_was_there_and_nobody_else(
    people: People, client: Client, client_of: ClientOf, now
) -> None:
    begun = now - timedelta(hours=2)
    session = make_session(people.olive, None, at=now - timedelta(days=3), starts_at=begun)
    come(session, people.luc, people.emma, at=now - timedelta(days=2))
    with as_system():
        luc = SignUp.objects.get(person=people.luc).pk
    record_attendance(session=session, present=[luc], recorded_by=acting(people.olive), at=now)
    had = client_of(people.luc).get(path("certificate", session.pk))
    assert had.headers["Content-Type"] == "application/pdf"
    assert had.headers["Content-Disposition"] == f'inline; filename="certificate-{session.pk}-fr.pdf"'
    other = client_of(people.luc).get(path("certificate", session.pk), {"language": "en"})
    assert "-en.pdf" in other.headers["Content-Disposition"]
    assert "Attestation de présence" in text(client_of(people.luc).get(path("session", session.pk, language="fr")))
    for person in (people.emma, people.sam, people.olive):
        assert client_of(person).get(path("certificate", session.pk)).status_code == 404
    assert client.get(path("certificate", session.pk)).status_code == 302


@pytest.mark.parametrize("name", ["session", "session_calendar"])
def test_what_is_not_there_is_not_found(people: People, client: Client, name: str) -> None:
    assert client.get(path(name, 10**9)).status_code == 404


@pytest.mark.parametrize(
    "name", ["sign_up", "give_up", "certificate", "participants", "change_session", "cancel_session"]
)
def test_what_is_not_there_is_not_found_by_organizers_either(people: People, client_of: ClientOf, name: str) -> None:
    assert client_of(people.olive).get(path(name, 10**9)).status_code == 404


def test_navigation_leads_everybody_to_the_sessions(people: People, client: Client, client_of: ClientOf) -> None:
    for visitor in (client, client_of(make_person("Nova", people.elsewhere))):
        assert 'href="/en/sessions/">Sessions' in text(visitor.get("/en/"))
