"""The editor of the rules in a real browser: every page of a draft, in either language, wide and narrow, with and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from assessments.models import PublishedRulebook, RulebookDraft
from polact.access.acting import as_system
from tests import factories
from tests.assessments.rulebooks import second_administrator
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
SECTIONS = {
    "activity": "DIS.LAWN",
    "question": "M.AUD",
    "rule": "HR05",
    "floor": "FL4",
    "group": "SOC",
    "result": "MOD",
    "model": "matrix",
}


@pytest.fixture
def two(everybody: factories.People) -> factories.People:
    with transaction.atomic(), as_system():
        second_administrator()
    return everybody


def enter(visit: Visit, name: str, language: str, **window: Any) -> Journey:
    """A window of this person on the list of rulebooks, in the language of the walk."""
    visitor = visit(**window)
    journey = Journey(language, visitor, visitor)
    visitor.open(journey.path("access:sign_in"))
    journey.sign_in(visitor, name)
    visitor.open(journey.path("rulebooks:index"))
    return journey


def stored_draft() -> RulebookDraft:
    with transaction.atomic(), as_system():
        return RulebookDraft.objects.get()


@pytest.mark.parametrize(("language", "width", "scripts"), [("en", 1280, True), ("fr", 320, False)])
def test_two_people_make_a_version(
    visit: Visit, two: factories.People, language: str, width: int, scripts: bool
) -> None:
    ada = enter(visit, "Ada Sample", language, width=width, scripts=scripts)
    window = ada.asker
    window.open(ada.path("rulebooks:version", "0.1.0"))
    window.press(ada.word("Start a draft from this version"))
    key = stored_draft().pk
    for kind, code in SECTIONS.items():
        window.open(ada.path("rulebooks:section", key, kind))
        window.open(ada.path("rulebooks:part", key, kind, code))
    for page in ("details", "upload", "differences", "gate", "publish", "discard"):
        window.open(ada.path(f"rulebooks:{page}", key))
    window.open(ada.path("rulebooks:add", key, "floor"))
    window.open(ada.path("rulebooks:drop", key, "activity", "DIS.LAWN"))

    window.open(ada.path("rulebooks:part", key, "activity", "DIS.LAWN"))
    french = window.page.locator("[name=fr]")
    kept = french.input_value()
    window.write(french, "")
    if scripts:
        window.page.locator("#problems .here").wait_for()
    else:
        window.press(ada.word("Check without saving"))
        assert window.page.locator("#problems .here").count() == 1
    window.write(french, kept)
    window.page.locator("[name=reach]").select_option("1")
    window.press(ada.word("Save"))
    window.open(ada.path("rulebooks:details", key))
    window.write(window.page.locator("[name=note_en]"), "Milder.")
    window.write(window.page.locator("[name=note_fr]"), "Plus doux.")
    window.write(window.page.locator("[name=effective_from]"), timezone.localdate().isoformat())
    window.press(ada.word("Save"))
    window.open(ada.path("rulebooks:differences", key))

    noah = enter(visit, "Noah Sample", language, width=width, scripts=scripts)
    window = noah.asker
    window.open(noah.path("rulebooks:gate", key))
    window.press(noah.word("Record my review of the chosen results"))
    assert window.page.locator(".error-summary").count() == 1
    for box in window.page.locator("[name=results]").all():
        box.check()
    window.write(window.page.locator("[name=reason]"), "A sign says little.")
    window.press(noah.word("Record my review of the chosen results"))
    window.open(noah.path("rulebooks:publish", key))
    window.page.locator("[name=sure]").check()
    window.press(noah.word("Publish"))
    assert PublishedRulebook.objects.get().version == "0.2.0"
    window.open(noah.path("rulebooks:version", "0.2.0"))
    window.open(noah.path("rulebooks:draft", key))


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("fr", 1280)])
def test_representative_adds_a_rule(visit: Visit, everybody: factories.People, language: str, width: int) -> None:
    rita = enter(visit, "Ada Sample", language, width=width)
    window = rita.asker
    window.open(rita.path("rulebooks:overlays"))
    here = everybody.organization.pk
    for section in ("floors", "help", "contact", "rules"):
        window.open(rita.path("rulebooks:own_entry", here, section, "new"))
    window.write(window.page.locator("[name=when]"), "P.PUB = b2")
    for name in ("en", "fr", "basis", "basis_fr"):
        window.write(window.page.locator(f"[name={name}]"), "X.")
    window.press(rita.word("Save"))
    assert window.page.locator(".problem-list").count() == 0
