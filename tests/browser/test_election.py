"""An election is called: the Commission records it, a rule sends what comes to one person, and the case says why."""

from collections.abc import Callable

import pytest
from django.db import transaction

from cases.models import Case, RoutingRule
from polact.access.acting import as_system
from polact.base import clock
from tests import factories
from tests.browser.journey import SUBJECT, Journey
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
NAME = {"en": "Federal general election", "fr": "Élection générale fédérale"}


def enter(visit: Visit, name: str, language: str, door: str, **window: int | bool) -> Journey:
    visitor = visit(**window)
    journey = Journey(language, visitor, visitor)
    visitor.open(journey.path("access:sign_in"))
    journey.sign_in(visitor, name)
    visitor.open(journey.path(door))
    return journey


def choose(window: Visitor, name: str, value: str) -> None:
    window.page.locator(f"#main-form [name={name}]").select_option(value)


@pytest.mark.parametrize(("language", "width", "scripts"), [("en", 1280, True), ("fr", 320, False)])
def test_an_election_is_called(
    visit: Visit, everybody: factories.People, language: str, width: int, scripts: bool
) -> None:
    with transaction.atomic():
        factories.make_lead(everybody.rita, everybody.organization)
        factories.make_case(everybody.emma, everybody.organization, at=clock.now(), subject="Sent before")
    called(enter(visit, "Olive Sample", language, "routing:elections", width=width, scripts=scripts))
    ruled(enter(visit, "Rita Sample", language, "routing:index", width=width, scripts=scripts), everybody)

    emma = enter(visit, "Emma Sample", language, "cases:new", width=width, scripts=scripts)
    emma.write()
    emma.send()
    with as_system():
        case = Case.objects.latest("pk")
        assert case.assigned_to == everybody.rene

    rene = enter(visit, "René Sample", language, "cases:desk", width=width, scripts=scripts)
    rene.asker.press(SUBJECT[language], role="link")
    page = rene.asker.page.locator("main").inner_text()
    for told in (rene.word("Why it came here"), "René Sample", rene.word("Election period"), rene.word("Federal")):
        assert told in page


def called(olive: Journey) -> None:
    """The officer records the period, after an attempt that does not fit."""
    window = olive.asker
    window.press(olive.word("Record an election period"), role="link")
    window.pick(window.page.locator("#main-form [name=level][value=FEDERAL]"))
    choose(window, "jurisdiction", "ON")
    for field, words in (("label_en", NAME["en"]), ("label_fr", NAME["fr"]), ("source", "Proclamation, 2026")):
        window.write(window.page.locator(f"#main-form [name={field}]"), words)
    window.press(olive.word("Record the period"))
    assert window.page.locator(".error-summary").count() == 1
    assert window.page.locator("[name=source]").input_value() == "Proclamation, 2026"
    choose(window, "jurisdiction", "CA")
    window.press(olive.word("Record the period"))
    assert NAME[olive.language] in window.page.locator("main").inner_text()


def ruled(rita: Journey, people: factories.People) -> None:
    """The lead writes a rule for the period, sees what it would do, and lets it count."""
    window = rita.asker
    window.press(rita.word("Routing rules"), role="link")
    assert NAME[rita.language] in window.page.locator("main").inner_text()
    window.open(rita.path("routing:preview", people.organization.pk))
    window.open(rita.path("routing:rules", people.organization.pk))
    window.press(rita.word("Add a rule"), role="link")
    choose(window, "election", "FEDERAL")
    choose(window, "assign_to", str(people.rene.pk))
    window.write(window.page.locator("#main-form [name=priority]"), "10")
    window.press(rita.word("See what it would do"))
    assert "Sent before" in window.page.locator("main").inner_text()
    window.press(rita.word("Go back and change it"))
    assert window.page.locator("[name=election]").input_value() == "FEDERAL"
    window.press(rita.word("See what it would do"))
    window.press(rita.word("Let it count"))
    rule = RoutingRule.objects.get(election="FEDERAL")
    window.open(rita.path("routing:rule", people.organization.pk, rule.ref))
    window.press(rita.word("Change it"), role="link")
    window.press(rita.word("See what it would do"))
    window.open(rita.path("routing:end", people.organization.pk, rule.ref))
