"""The main job in a real browser, as different people live it. Every page on the way is judged (see visitor.py)."""

from collections.abc import Callable

import pytest

from tests.browser.journey import Journey
from tests.browser.visitor import KeyboardVisitor, QuickVisitor, Visitor

pytestmark = pytest.mark.usefixtures("everybody")
Visit = Callable[..., Visitor]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_job_is_done_from_question_to_advice(visit: Visit, language: str) -> None:
    journey = Journey(language, visit(), visit())
    journey.whole()
    assert len(journey.asker.seen) + len(journey.adviser.seen) >= 25


@pytest.mark.parametrize("language", ["en", "fr"])
def test_job_is_done_on_a_narrow_screen(visit: Visit, language: str) -> None:
    Journey(language, visit(QuickVisitor, width=320), visit(QuickVisitor, width=320)).whole()


def test_job_is_done_without_scripts(visit: Visit) -> None:
    Journey("en", visit(scripts=False), visit(scripts=False)).whole()


def test_job_is_done_with_the_keyboard_alone(visit: Visit) -> None:
    Journey("fr", visit(KeyboardVisitor), visit(KeyboardVisitor)).whole()
