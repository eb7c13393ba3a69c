"""The desk in a browser: several at once without scripts, shortcuts that can be switched off, views, 320 px, French."""

from collections.abc import Callable

import pytest
from django.db import transaction

from cases.enums import CaseStatus
from cases.tasks import learn_words
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
SUBJECTS = ("A sign in Moncton", "A sign in Kamloops", "A sign in Gatineau")


@pytest.fixture
def busy(everybody: factories.People) -> factories.People:
    with transaction.atomic():
        for subject in SUBJECTS:
            factories.make_case(everybody.emma, everybody.organization, subject=subject)
        factories.make_case(
            everybody.emma,
            everybody.organization,
            status=CaseStatus.IN_REVIEW,
            by=everybody.rita,
            subject="One in review",
        )
    learn_words(days=3650)
    return everybody


def at_the_desk(visit: Visit, language: str, **window: object) -> tuple[Visitor, Journey]:
    visitor = visit(**window)
    journey = Journey(language, visitor, visitor)
    visitor.open(journey.path("cases:desk"))
    journey.sign_in(visitor, "Rita Sample")
    return visitor, journey


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 320)])
def test_several_are_given_to_a_colleague_and_taken_back_without_scripts(
    visit: Visit, busy: factories.People, language: str, width: int
) -> None:
    visitor, journey = at_the_desk(visit, language, width=width, scripts=False)
    visitor.pick(visitor.page.locator("#bulk-all"))
    visitor.press(journey.word("See what would happen"))
    visitor.page.locator("[name=to]").select_option(label="René Sample")
    visitor.press(journey.word("Give them"))
    assert visitor.page.locator("tbody .badge--success").count() == 4
    visitor.press(journey.word("Take it back"))
    assert visitor.page.locator(".notice--success, .messages").count() >= 1


def test_keys_lead_through_the_list_and_can_be_switched_off(visit: Visit, busy: factories.People) -> None:
    visitor, _journey = at_the_desk(visit, "en")
    page = visitor.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("tbody tr").nth(1).locator("[type=checkbox]").is_checked()
    page.keyboard.press("k")
    assert page.locator("tbody tr").nth(0).locator("th a").evaluate("e => e === document.activeElement")
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert page.locator("[name=words]").input_value() == "jk?"
    page.locator("h1").click()
    with page.expect_navigation():
        page.keyboard.press("?")
    visitor.look()
    visitor.press("Switch them off")
    visitor.press("To the desk", role="link")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 320)])
def test_a_view_is_saved_and_watched(visit: Visit, busy: factories.People, language: str, width: int) -> None:
    visitor, journey = at_the_desk(visit, language, width=width)
    visitor.page.locator("[name=waiting]").select_option("anyone")
    visitor.press(journey.word("Show"))
    visitor.press(journey.word("Save this view"), role="link")
    visitor.press(journey.word("Save"))
    visitor.page.locator(".error-summary a").first.click()
    visitor.write(visitor.page.locator("#main-form [name=name]"), "Libres / Free")
    visitor.press(journey.word("Save"))
    visitor.pick(visitor.page.locator("[name=kind][value=EACH]"))
    visitor.press(journey.word("Save"))
    visitor.press("Libres / Free", role="link")
    assert visitor.page.locator("tbody tr").count() == 3


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("fr", 1280)])
def test_a_slip_of_the_finger_finds_it_and_nothing_says_so(
    visit: Visit, busy: factories.People, language: str, width: int
) -> None:
    visitor, journey = at_the_desk(visit, language, width=width)
    visitor.write(visitor.page.locator("[name=words]"), "kamlops")
    visitor.press(journey.word("Show"))
    assert visitor.page.locator("mark").inner_text() == "Kamloops"
    visitor.write(visitor.page.locator("[name=words]"), "zzzzzz")
    visitor.press(journey.word("Show"))
    assert journey.word("Nothing found") in visitor.page.locator("main").inner_text()
