"""Two requests that look alike are linked, and a question is asked again after its answer, in a browser."""

from collections.abc import Callable

import pytest
from django.db import transaction

from cases.enums import CaseStatus
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]


@pytest.mark.parametrize(("language", "width", "scripts"), [("en", 320, True), ("fr", 1280, True)])
def test_requests_that_look_alike_are_linked(
    visit: Visit, everybody: factories.People, language: str, width: int, scripts: bool
) -> None:
    with transaction.atomic():
        first = factories.make_case(
            everybody.emma, everybody.organization, status=CaseStatus.ANSWERED, by=everybody.rita
        )
        second = factories.make_case(everybody.emma, everybody.organization)

    rita = visit(width=width, scripts=scripts)
    journey = Journey(language, rita, rita)
    rita.open(journey.path("access:sign_in"))
    journey.sign_in(rita, "Rita Sample")
    rita.open(journey.path("cases:case", second.pk))
    link = rita.page.get_by_role("link", name=f"{journey.word('Link them')} {first.number}")
    rita.follow(link.first)
    assert rita.page.locator("[name=other]").input_value() == first.number
    rita.press(journey.word("Link them"))
    assert rita.page.locator(".error-summary").count() == 1
    rita.pick(rita.page.locator("[name=kind][value=DUPLICATE]"))
    rita.press(journey.word("Link them"))
    assert first.number in rita.page.locator("table").inner_text()
    rita.open(journey.path("cases:case", first.pk))
    assert journey.word("The same request again") in rita.page.locator("main").inner_text()

    emma = visit(width=width, scripts=scripts)
    journey = Journey(language, emma, emma)
    emma.open(journey.path("access:sign_in"))
    journey.sign_in(emma, "Emma Sample")
    emma.open(journey.path("cases:request", first.pk))
    emma.press(journey.word("Ask again"))
    assert emma.page.locator("[name=subject]").input_value() == first.subject
