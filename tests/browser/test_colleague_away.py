"""A colleague is away: their requests are on the stand-in's desk, and the answer says for whom. Every page is judged."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from cases.enums import CaseStatus
from cases.models import Case
from polact.base import clock
from tests.browser.journey import REASONS, Journey
from tests.browser.visitor import QuickVisitor, Visitor
from tests.cases.away import leads, left
from tests.factories import People, make_case

Visit = Callable[..., Visitor]
FOR = {"en": "René Sample, for Rita Sample", "fr": "René Sample, pour Rita Sample"}


@pytest.fixture
def held(everybody: People) -> Case:
    """Emma's request, in review, in Rita's hands."""
    with transaction.atomic():
        return make_case(
            everybody.emma, everybody.organization, status=CaseStatus.IN_REVIEW, by=everybody.rita, at=clock.now()
        )


def away(journey: Journey, visitor: Visitor, people: People) -> None:
    """Rita records on the office's page that she is away from today on, and that René stands in."""
    today = clock.local_date(clock.now())
    visitor.open(journey.path("outreach:cover", people.organization.pk))
    journey.sign_in(visitor, "Rita Sample")
    form = visitor.page.locator("#main-form")
    form.locator("[name=stand_in]").select_option(label="René Sample")
    visitor.write(form.locator("[name=active_from]"), today.isoformat())
    visitor.write(form.locator("[name=active_to]"), (today + timedelta(days=7)).isoformat())
    visitor.press(journey.word("Record the absence"))


@pytest.mark.parametrize(
    ("language", "window"),
    [("en", {}), ("fr", {"kind": QuickVisitor, "width": 320}), ("en", {"scripts": False})],
    ids=["english", "french and narrow", "without scripts"],
)
def test_a_colleague_is_away(
    visit: Visit, everybody: People, held: Case, language: str, window: dict[str, Any]
) -> None:
    journey = Journey(language, visit(**window), visit(**window))
    stand_in, asker = journey.adviser, journey.asker
    away(journey, visit(**window), everybody)

    stand_in.open(journey.path("cases:desk") + "?tab=mine")
    journey.sign_in(stand_in, "René Sample")
    stand_in.open(journey.path("cases:desk") + "?tab=mine")
    assert {"en": "for Rita Sample", "fr": "pour Rita Sample"}[language] in stand_in.page.locator("main").inner_text()
    stand_in.press(held.subject, role="link")
    stand_in.press(journey.word("Record advice"), role="link")
    form = stand_in.page.locator("#main-form")
    stand_in.pick(form.locator("[name=outcome]").first)
    stand_in.write(form.locator("[name=reasons]"), REASONS[language])
    stand_in.press(journey.word("Record the advice"))
    assert FOR[language] in stand_in.page.locator("main").inner_text()
    stand_in.open(journey.path("outreach:office", everybody.organization.pk))
    assert "Rita Sample" in stand_in.page.locator("main").inner_text()

    asker.open(journey.path("cases:request", held.pk))
    journey.sign_in(asker, "Emma Sample")
    assert FOR[language] in asker.page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_colleague_left_and_nothing_is_dropped(visit: Visit, everybody: People, held: Case, language: str) -> None:
    """The lead finds it in the net, explains it, then gives it to somebody who is there."""
    with transaction.atomic():
        leads(everybody.rene, everybody.organization)
        left(everybody.rita, everybody.organization, clock.local_date(clock.now()))
    lead = visit()
    journey = Journey(language, visit(), lead)
    lead.open(journey.path("cases:safety_net"))
    journey.sign_in(lead, "René Sample")
    lead.open(journey.path("cases:holdings"))
    lead.open(journey.path("cases:safety_net"))
    lead.press(f"{journey.word('Explain')} {held.number}", role="link")
    form = lead.page.locator("#main-form")
    lead.press(journey.word("Keep the explanation"))  # with nothing filled in: the page says what is missing
    lead.write(form.locator("[name=text]"), REASONS[language])
    lead.write(form.locator("[name=until]"), (clock.local_date(clock.now()) + timedelta(days=2)).isoformat())
    lead.press(journey.word("Keep the explanation"))
    assert lead.path() == journey.path("cases:safety_net")
    lead.open(journey.path("cases:case", held.pk))
    lead.press(journey.word("Take the request"), role="link")
    lead.press(journey.word("Take the request"))
    lead.open(journey.path("cases:history", held.pk))
    assert "René Sample" in lead.page.locator("main").inner_text()
