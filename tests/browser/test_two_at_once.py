"""Two of us answer at once: the second is told who was first and when, and loses nothing that was typed."""

import re
from collections.abc import Callable

from django.db import transaction

from cases.enums import CaseStatus
from cases.models import Advice
from polact.access.acting import as_system
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
FIRST = "Your duties have no link with it."
SECOND = "Vos fonctions n’ont aucun lien avec l’activité; voici pourquoi, en détail."


def answering(journey: Journey, visitor: Visitor, name: str, case: int, reasons: str) -> None:
    """Open the page of the answer and fill it in, without sending it."""
    visitor.open(journey.path("cases:case_action", case, "record-advice"))
    journey.sign_in(visitor, name)
    form = visitor.page.locator("#main-form")
    visitor.pick(form.locator("[name=outcome]").first)
    visitor.write(form.locator("[name=reasons]"), reasons)


def test_two_of_us_answer_at_once(visit: Visit, everybody: factories.People) -> None:
    with transaction.atomic():
        case = factories.make_case(
            everybody.emma, everybody.organization, status=CaseStatus.IN_REVIEW, by=everybody.rita
        )
    rita, rene = visit(), visit(locale="fr-CA")
    english, french = Journey("en", rita, rita), Journey("fr", rene, rene)
    answering(english, rita, "Rita Sample", case.pk, FIRST)
    answering(french, rene, "René Sample", case.pk, SECOND)
    rita.press("Record the advice")
    rene.press(french.word("Record the advice"))
    told = rene.page.locator(".notice--warning").inner_text()
    assert "Rita Sample" in told
    assert re.search(r"\d{1,2} \w+ \d{4}", told), told
    assert rene.page.locator("#main-form [name=reasons]").input_value() == SECOND
    assert rene.page.locator("#main-form [name=outcome]").first.is_checked()
    rene.press(french.word("See the request as it is now"), role="link")
    assert FIRST in rene.page.locator("main").inner_text()
    with as_system():
        assert [advice.author_id for advice in Advice.objects.filter(case=case)] == [everybody.rita.pk]


def test_the_desk_says_who_has_it(visit: Visit, everybody: factories.People) -> None:
    with transaction.atomic():
        factories.make_case(everybody.emma, everybody.organization, status=CaseStatus.IN_REVIEW, by=everybody.rita)
    rene = visit(width=320, locale="fr-CA")
    journey = Journey("fr", rene, rene)
    rene.open(journey.path("cases:desk"))
    journey.sign_in(rene, "René Sample")
    assert "Rita Sample" in rene.page.locator("tbody").inner_text()
