"""Information sessions in a browser: signing up without scripts, noting who came by keyboard, mistakes at 320 px."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from polact.access.acting import as_system
from polact.base import clock
from polact.outreach.models import SignUp
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import KeyboardVisitor, Visitor
from tests.polact.outreach.sessions import come, make_session

Visit = Callable[..., Visitor]


def test_two_sign_up_without_scripts_and_the_second_moves_up(visit: Visit, everybody: factories.People) -> None:
    now = clock.now()
    with transaction.atomic():
        session = make_session(everybody.olive, None, at=now, starts_at=now + timedelta(days=9), capacity=1)
    emma, luc = visit(scripts=False, width=320), visit(scripts=False, width=320)
    english, french = Journey("en", emma, emma), Journey("fr", luc, luc)
    emma.open(english.path("outreach:session", session.pk))
    emma.page.get_by_role("link", name="Sign in and sign up").click()
    english.sign_in(emma, "Emma Sample")
    emma.press("Sign up")
    assert "You have a place" in emma.page.locator("main").inner_text()
    luc.open(french.path("outreach:sign_up", session.pk))
    french.sign_in(luc, "Luc Sample")
    luc.press(french.word("Join the waiting list"))
    assert french.word("You are on the waiting list") in luc.page.locator("main").inner_text()
    emma.press("Give up my place", role="link")
    emma.press("Give up my place")
    luc.open(french.path("outreach:session", session.pk))
    assert french.word("You have a place") in luc.page.locator("main").inner_text()


def test_attendance_is_noted_by_keyboard(visit: Visit, everybody: factories.People) -> None:
    now = clock.now()
    with transaction.atomic():
        session = make_session(
            everybody.rita, everybody.organization, at=now - timedelta(days=3), starts_at=now - timedelta(hours=3)
        )
        come(session, everybody.emma, everybody.rene, at=now - timedelta(days=2))
    visitor = visit(KeyboardVisitor)
    journey = Journey("en", visitor, visitor)
    visitor.open(journey.path("outreach:participants", session.pk))
    journey.sign_in(visitor, "Rita Sample")
    visitor.pick(visitor.page.get_by_label("Emma Sample came"))
    visitor.press("Save who came")
    assert "1 person came" in visitor.page.locator("main").inner_text()
    with as_system():
        assert dict(SignUp.objects.values_list("person__given_name", "attended")) == {"Emma": True, "René": False}


def test_mistakes_of_an_announcement_lead_to_their_fields(visit: Visit, everybody: factories.People) -> None:
    visitor = visit(width=320)
    journey = Journey("fr", visitor, visitor)
    visitor.open(journey.path("outreach:new_session"))
    journey.sign_in(visitor, "Olive Sample")
    visitor.write(journey.form("[name=title_fr]"), "Les règles en une heure")
    visitor.press(journey.word("Announce the session"))
    visitor.page.locator(".error-summary a").first.click()
    assert visitor.page.evaluate("document.activeElement.name") == "held_on"
    assert journey.form("[name=title_fr]").input_value() == "Les règles en une heure"
