"""From a result to a document, to a code and back on another device, to a request; and feedback. In either language."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.urls import reverse
from django.utils import translation

from assessments.models import Assessment
from assessments.operations.saving import save_sitting
from assessments.sitting import Sitting, Situation
from polact.access.acting import as_system
from polact.base import clock
from tests.assessments.newer import newer_rulebook
from tests.assessments.test_evaluation import EXAMPLE
from tests.browser.visitor import KeyboardVisitor, Visitor
from tests.factories import People
from tests.polact.paper.conformance import faults

Visit = Callable[..., Visitor]
LANGUAGES = ["en", "fr"]


class Traveller:
    """Somebody with a result, who speaks one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def word(self, english: str) -> str:
        with translation.override(self.language):
            translated = translation.gettext(english)
        assert self.language == "en" or translated != english, f"no French for {english!r}"
        return translated

    def path(self, name: str, *args: Any) -> str:
        with translation.override(self.language):
            return reverse(name, args=args)

    def come_to_a_result(self, visitor: Visitor) -> None:
        """By the shortest way: an activity, and the result with what was said so far."""
        visitor.open(self.path("assessments:start"))
        visitor.pick(visitor.page.locator("#main-form [name=activity][value='SOC.POST']"))
        visitor.press(self.word("Continue"))
        visitor.press(self.word("Show the result with what I have said so far"))
        assert visitor.page.locator(".level__title").count()

    def save(self, visitor: Visitor) -> str:
        visitor.press(self.word("Save and come back later"))
        return visitor.page.locator(".saved-code code").inner_text()

    def open_with(self, visitor: Visitor, code: str) -> None:
        visitor.open(self.path("assessments:saved"))
        visitor.write(visitor.page.locator("#id_code"), code)
        visitor.press(self.word("Open my result"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_takes_the_result_as_a_document(visit: Visit, committed_db: None, language: str) -> None:
    traveller, visitor = Traveller(language), visit(scripts=False)
    traveller.come_to_a_result(visitor)
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name=traveller.word("Download as PDF")).click()
    made = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename == "polact.pdf"
    assert faults(made, language) == []
    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) >= 1
    assert visitor.context.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_saves_comes_back_on_another_device_and_asks(visit: Visit, everybody: People, language: str) -> None:
    traveller = Traveller(language)
    first = visit()
    traveller.come_to_a_result(first)
    code = traveller.save(first)
    assert first.context.cookies() == []
    assert code not in first.page.url
    first.press("Français" if language == "en" else "English")
    assert first.page.locator(".saved-code code").inner_text() == code

    second = visit(width=320)
    traveller.open_with(second, code.lower().replace("-", " "))
    assert traveller.word("Your saved result") in second.heading()
    assert second.context.cookies() == []
    second.press(traveller.word("Ask my representative"))
    second.press(traveller.word("Go on and sign in"))
    second.follow(second.page.locator("button.person", has_text="Emma Sample"))
    assert second.path() == traveller.path("cases:new")
    second.write(second.page.locator("#main-form [name=question]"), "?")
    second.press(traveller.word("Review and send"))
    second.press(traveller.word("Send the request"))
    with as_system():
        assert [kept.activity for kept in Assessment.objects.all()] == ["SOC.POST"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_deletes_what_is_saved_and_is_then_told_what_everybody_is_told(
    visit: Visit, committed_db: None, language
) -> None:
    traveller, visitor = Traveller(language), visit(width=320)
    traveller.come_to_a_result(visitor)
    code = traveller.save(visitor)
    traveller.open_with(visitor, code)
    visitor.press(traveller.word("Delete what is saved"))
    visitor.press(traveller.word("Delete for good"))
    traveller.open_with(visitor, code)
    assert visitor.page.locator(".error-summary").count() == 1
    assert visitor.page.evaluate("document.activeElement.className") == "error-summary"
    assert visitor.page.locator("#id_code").input_value() == code


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("fr", 1280)])
def test_puts_then_and_now_side_by_side(visit: Visit, committed_db: None, tmp_path: Path, language, width) -> None:
    traveller, visitor = Traveller(language), visit(width=width)
    said = Sitting("0.1.0", (Situation("SOC.POST", EXAMPLE), Situation("INF.LEARN", {})))
    code, _goes_on = save_sitting(sitting=said, on=clock.local_date(clock.now()))
    with newer_rulebook(tmp_path):
        traveller.open_with(visitor, code)
        visitor.press(traveller.word("Compare with the current rulebook"))
        assert visitor.page.locator(".compared__sides .level").count() == 3  # the activity that has gone has no now


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 320)])
def test_says_whether_it_helped_and_goes_back_to_the_result(visit: Visit, everybody: People, language, width) -> None:
    traveller, visitor = Traveller(language), visit(width=width)
    traveller.come_to_a_result(visitor)
    visitor.page.get_by_text(traveller.word("Add a few words (optional)")).click()
    visitor.write(visitor.page.locator("#feedback-words"), "<b>Clear.</b>")
    visitor.press(traveller.word("Helpful"))
    assert visitor.context.cookies() == []
    visitor.press(traveller.word("Back to my result"))
    assert visitor.page.locator(".level__title").count()

    reader = visit(width=width)
    reader.open(traveller.path("assessments:feedback_given"))
    reader.follow(reader.page.locator("button.person", has_text="Ada Sample"))
    assert reader.page.get_by_text("<b>Clear.</b>").count() == 1


def test_everything_can_be_done_by_keyboard_and_without_scripts(visit: Visit, committed_db: None) -> None:
    traveller = Traveller("en")
    plain = visit(scripts=False)
    traveller.come_to_a_result(plain)
    code = traveller.save(plain)
    keyboard = visit(KeyboardVisitor)
    traveller.open_with(keyboard, code)
    keyboard.press("Go on answering")
    assert keyboard.page.locator(".level__title").count()
