"""After a permission was granted: somebody changes jobs, and somebody is elected."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from cases.models import Candidacy
from cases.operations.touching import look_for_changes
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment
from polact.base import clock
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor
from tests.cases.granted import granted

Visit = Callable[..., Visitor]
WINDOWS = [("en", 1280, True), ("fr", 320, False)]


def enter(visit: Visit, name: str, language: str, door: str, *args: int, **window: int | bool) -> Journey:
    visitor = visit(**window)
    journey = Journey(language, visitor, visitor)
    visitor.open(journey.path("access:sign_in"))
    journey.sign_in(visitor, name)
    visitor.open(journey.path(door, *args))
    return journey


def shown(journey: Journey) -> str:
    return journey.asker.page.locator("main").inner_text()


@pytest.mark.parametrize(("language", "width", "scripts"), WINDOWS)
def test_i_changed_jobs_after_permission(
    visit: Visit, everybody: factories.People, language: str, width: int, scripts: bool
) -> None:
    today = clock.local_date(clock.now())
    with transaction.atomic(), as_system():
        mine = Appointment.objects.filter(person=everybody.emma, role=Role.EMPLOYEE)
        mine.update(position_title="Analyst")
        candidacy = granted(everybody, "MUNICIPAL")
        mine.update(active_to=today)
        Appointment.objects.create(
            person=everybody.emma,
            organization=everybody.organization,
            role=Role.EMPLOYEE,
            position_title="Press secretary",
            active_from=today,
        )
    look_for_changes(at=clock.now())

    emma = enter(visit, "Emma Sample", language, "cases:request", candidacy.pk, width=width, scripts=scripts)
    assert "Analyst → Press secretary" in shown(emma)
    emma.asker.press(emma.word("Have it looked at again"), role="link")
    field = emma.asker.page.locator("#main-form [name=change]")
    assert "Press secretary" in field.input_value()
    emma.asker.write(field, "")
    emma.asker.press(emma.word("Begin the request"))
    assert emma.asker.page.locator(".error-summary").count() == 1
    emma.asker.write(field, "Press secretary since today.")
    emma.asker.press(emma.word("Begin the request"))
    with transaction.atomic():
        factories.acting(everybody.emma)
        begun = Candidacy.objects.select_related("case").get(parent=candidacy)
    assert (begun.position_title, begun.district) == ("Press secretary", candidacy.district)
    assert begun.case.number in emma.asker.page.locator("body").inner_text()

    rita = enter(visit, "Rita Sample", language, "after:touched", width=width, scripts=scripts)
    assert rita.word("Nothing was touched") in shown(rita)
    rita.asker.open(rita.path("after:conditions"))
    assert "Emma Sample" in shown(rita)


@pytest.mark.parametrize(("language", "width", "scripts"), WINDOWS)
def test_i_was_elected(visit: Visit, everybody: factories.People, language: str, width: int, scripts: bool) -> None:
    with transaction.atomic():
        candidacy = granted(everybody)
    yesterday = (clock.local_date(clock.now()) - timedelta(days=1)).isoformat()
    olive = enter(visit, "Olive Sample", language, "cases:case", candidacy.pk, width=width, scripts=scripts)
    window = olive.asker
    window.press(olive.word("Record what became of the candidacy"), role="link")
    window.press(olive.word("Record it"))
    assert window.page.locator(".error-summary").count() == 1
    window.pick(window.page.locator("#main-form [name=kind][value=ELECTED]"))
    window.write(window.page.locator("#main-form [name=happened_on]"), yesterday)
    window.press(olive.word("Record it"))
    assert olive.word("Declared elected") in shown(olive)
    for door in ("after:gazette", "after:gazette_words", "after:public"):
        window.open(olive.path(door))

    emma = enter(visit, "Emma Sample", language, "cases:request", candidacy.pk, width=width, scripts=scripts)
    assert "114(8)" in shown(emma)
    emma.asker.press(emma.word("Acknowledge the conditions"), role="link")
    emma.asker.pick(emma.asker.page.locator("#main-form [name=statement]"))
    emma.asker.press(emma.word("Acknowledge"))
    assert emma.word("You acknowledged the conditions.") in shown(emma)
    emma.asker.open(emma.path("notifications:inbox"))
    assert candidacy.case.number in shown(emma)
