"""What forms do for people: say what is wrong where it is wrong, and keep what was typed."""

from collections.abc import Callable

import pytest

from tests.browser.journey import Journey
from tests.browser.visitor import KeyboardVisitor, Visitor

pytestmark = pytest.mark.usefixtures("everybody")
Visit = Callable[..., Visitor]
TYPED = "L’été, j’irais à l’« assemblée » <b>& la suite"


def writing(visitor: Visitor, language: str) -> Journey:
    """Emma before an empty request."""
    journey = Journey(language, visitor, visitor)
    visitor.open(journey.path("cases:new"))
    journey.sign_in(visitor, "Emma Sample")
    return journey


@pytest.mark.parametrize(("language", "other", "switch"), [("en", "fr", "Français"), ("fr", "en", "English")])
def test_changing_the_language_keeps_what_was_typed(visit: Visit, language: str, other: str, switch: str) -> None:
    visitor = visit()
    journey = writing(visitor, language)
    visitor.write(journey.form("[name=subject]"), TYPED)
    visitor.press(switch)
    there = Journey(other, visitor, visitor)
    assert visitor.language() == other
    assert visitor.path() == there.path("cases:new")
    assert there.form("[name=subject]").input_value() == TYPED
    assert visitor.page.locator(".error-summary, .field--error").count() == 0
    visitor.write(there.form("[name=question]"), TYPED)
    visitor.press(there.word("Review and send"))
    assert TYPED in visitor.page.locator("main").inner_text()


def test_changing_the_language_keeps_the_answers_of_the_check(visit: Visit) -> None:
    visitor = visit(scripts=False)
    journey = Journey("en", visitor, visitor)
    visitor.open("/en/assessment/")
    visitor.pick(journey.form("[name=activity]").nth(2))
    chosen = journey.form("[name=activity]:checked").get_attribute("value")
    visitor.press("Français")
    assert visitor.path() == "/fr/evaluation/"
    assert journey.form("[name=activity]:checked").get_attribute("value") == chosen
    visitor.press("Continuer")
    answer = journey.form("fieldset").first.get_by_role("radio").nth(1)
    visitor.pick(answer)
    name, value = answer.get_attribute("name"), answer.get_attribute("value")
    visitor.press("English")
    assert visitor.path() == "/en/assessment/"
    assert journey.form(f'[name="{name}"]:checked').get_attribute("value") == value
    assert visitor.page.locator(".error-summary, .field--error").count() == 0


def test_enter_in_a_field_sends_the_form_and_leaves_the_language(visit: Visit) -> None:
    visitor = visit(scripts=False)
    journey = writing(visitor, "en")
    visitor.write(journey.form("[name=subject]"), "A subject")
    visitor.write(journey.form("[name=question]"), "A question")
    with visitor.page.expect_navigation():
        journey.form("[name=subject]").press("Enter")
    visitor.look()
    assert visitor.language() == "en"
    assert visitor.heading() == "Review and send"


@pytest.mark.parametrize(("language", "warning"), [("en", "Error: "), ("fr", "Erreur\u00a0: ")])
def test_says_first_what_is_missing_and_leads_there(visit: Visit, language: str, warning: str) -> None:
    visitor = visit(KeyboardVisitor)
    journey = writing(visitor, language)
    visitor.press(journey.word("Review and send"))
    assert visitor.page.title().startswith(warning)
    summary = visitor.page.locator(".error-summary")
    assert summary.evaluate("e => e === document.activeElement")
    assert summary.get_by_role("link").count() == 2
    first = summary.get_by_role("link").first
    visitor.reach(first)
    visitor.page.keyboard.press("Enter")
    assert journey.form("[name=subject]").evaluate("e => e === document.activeElement")
    described = journey.form("[name=subject]").get_attribute("aria-describedby") or ""
    said = " ".join(visitor.page.locator(f"#{name}").inner_text() for name in described.split())
    assert warning.strip() in said


def test_errors_are_judged_like_any_page(visit: Visit) -> None:
    for width in (320, 1280):
        visitor = visit(width=width)
        journey = writing(visitor, "fr")
        visitor.press(journey.word("Review and send"))
        assert visitor.page.locator(".field__error").count() == 2
