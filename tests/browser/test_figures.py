"""Simulations and figures in a real browser: by keyboard, at any width, without scripts, with something to show."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction

from assessments.models import ResultCount, Simulation
from cases.operations.simulating import evaluate_part, start_replay, start_simulation
from polact.access.acting import as_system
from polact.base import clock
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor
from tests.cases.operations.test_simulating import STRICTER
from tests.factories import NOON, acting
from tests.polact.reports.test_gauge import advised

Visit = Callable[..., Visitor]


@pytest.fixture
def figures(everybody: factories.People) -> factories.People:
    """Advice on a dozen self-assessments, a run of each kind that has ended, and counters."""
    cache.clear()
    with transaction.atomic():
        advised(everybody, "STOP", "COMPATIBLE", times=12)
        advised(everybody, "LOW", "NOT_ADVISED", times=2)
        runs = [
            start_simulation(content=STRICTER, started_by=acting(everybody.ada), at=NOON),
            start_replay(started_by=everybody.ada, at=NOON),
        ]
        for group, count in (("SOC", 90), ("MEM", 40), ("DIS", 3)):
            ResultCount.objects.create(month="2026-10", group=group, result="LOW", language="en", count=count)
    with as_system():
        for run in runs:
            while evaluate_part(simulation_id=run.pk, at=NOON):
                pass
    return everybody


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("fr", 1280)])
def test_administrator_starts_a_run_and_reads_what_came_out(
    visit: Visit, figures: factories.People, language: str, width: int
) -> None:
    visitor = visit(width=width, scripts=False)
    journey = Journey(language, visitor, visitor)
    visitor.open(journey.path("access:sign_in"))
    journey.sign_in(visitor, "Ada Sample")
    visitor.open(journey.path("cases:simulations"))
    visitor.page.locator("#main-form button.button").click()
    visitor.look()
    assert visitor.page.locator(".error-summary").is_visible()
    visitor.page.select_option("select[name=draft]", "0.2.0")
    visitor.page.locator("#main-form button.button").click()
    visitor.look()
    with as_system():
        runs = list(Simulation.objects.all())
    assert len(runs) == 3
    for run in runs:
        visitor.open(f"/{language}/simulations/{run.pk}/")
    visitor.open(journey.path("reports:over_restriction"))


@pytest.mark.parametrize(("page", "width"), [("/en/published-figures/", 320), ("/fr/chiffres-publies/", 1280)])
def test_published_figures_look_well_with_figures(
    visit: Visit, figures: factories.People, monkeypatch: pytest.MonkeyPatch, page: str, width: int
) -> None:
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr("polact.base.clock.now", lambda: later)
    visitor = visit(width=width)
    visitor.open(page)
    assert "12" in visitor.page.locator("#shares-caption").locator("xpath=ancestor::table").inner_text()
    assert visitor.page.locator("table").count() >= 3
