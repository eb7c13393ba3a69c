"""My department is slow: the manager does not answer, the page says that nothing was sent, and I send it myself."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils.translation import override

from cases.enums import ElectionLevel
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor
from tests.cases.candidacies import manager_of

Visit = Callable[..., Visitor]


@pytest.mark.parametrize(("language", "width", "scripts"), [("en", 320, False), ("fr", 1280, True)])
def test_my_department_is_slow(
    visit: Visit, everybody: factories.People, language: str, width: int, scripts: bool
) -> None:
    with transaction.atomic():
        manager_of(everybody.emma, everybody)
    emma = visit(width=width, scripts=scripts)
    journey = Journey(language, emma, emma)
    emma.open(journey.path("access:sign_in"))
    journey.sign_in(emma, "Emma Sample")
    emma.open(journey.path("cases:mine"))
    emma.press(journey.word("Ask for permission to be a candidate"), role="link")
    emma.press(journey.word("Go on to the request"))  # nothing chosen: each question says what it needs
    assert emma.page.locator(".error-summary").count() == 1
    emma.pick(emma.page.locator("[name=level][value=MUNICIPAL]"))
    emma.page.locator("[name=jurisdiction]").select_option("QC")
    emma.pick(emma.page.locator("[name=employment][value=INDETERMINATE]"))
    emma.press(journey.word("Go on to the request"))

    for name in ("district", "office", "position_title", "group_level", "work_location", "duties", "visibility"):
        emma.write(emma.page.locator(f"[name={name}]"), "Gatineau")
    emma.press(journey.word("Save, and go on to sign"))
    assert journey.word("Before you have permission") in emma.page.locator("main").inner_text()
    emma.pick(emma.page.locator("[name=agrees]"))
    emma.press(journey.word("Sign and send to my organization"))
    told = emma.page.locator("main").inner_text()
    assert journey.word("This request has not yet been sent to the Commission.") in told
    assert "Mia Sample" in told
    with override(language):
        assert str(ElectionLevel.MUNICIPAL.label) in emma.heading()

    emma.press(journey.word("Send to the Commission myself"), role="link")
    emma.press(journey.word("Send to the Commission myself"))
    told = emma.page.locator("main").inner_text()
    assert journey.word("This request has not yet been sent to the Commission.") not in told
    assert journey.word("The Commission has not confirmed receipt yet.") in told

    olive = visit(width=1280)
    desk = Journey(language, olive, olive)
    olive.open(desk.path("access:sign_in"))
    desk.sign_in(olive, "Olive Sample")
    olive.open(desk.path("cases:desk"))
    olive.press("Gatineau", role="link", exact=False)
    olive.press(desk.word("Confirm receipt"), role="link")
    olive.press(desk.word("Confirm receipt"))
    emma.open(emma.path())
    assert journey.word("The Commission has not confirmed receipt yet.") not in emma.page.locator("main").inner_text()
