"""The requester is my manager: the request never reaches me. And what goes with it: stepping aside, asking an expert."""

from collections.abc import Callable

import pytest
from django.db import transaction

from cases.enums import CaseStatus
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment
from polact.base import clock
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
SUBJECT = "A sign in my garden"


@pytest.fixture
def at_work(everybody: factories.People) -> factories.People:
    """Rita reports to Emma; René leads the representatives."""
    with transaction.atomic(), as_system():
        Appointment.objects.filter(person=everybody.rita).update(reports_to=everybody.emma)
        Appointment.objects.filter(person=everybody.rene, role=Role.REPRESENTATIVE).update(is_lead=True)
    return everybody


def signed_in(visit: Visit, language: str, width: int, name: str, where: str) -> tuple[Visitor, Journey]:
    visitor = visit(width=width)
    journey = Journey(language, visitor, visitor)
    visitor.open(journey.path(where))
    journey.sign_in(visitor, name)
    return visitor, journey


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 320)])
def test_the_requester_is_my_manager(visit: Visit, at_work: factories.People, language: str, width: int) -> None:
    """Emma asks. Rita, who reports to her, sees nothing of it; René has it, and reads that there was a conflict."""
    emma, asking = signed_in(visit, language, width, "Emma Sample", "cases:new")
    emma.write(asking.form("[name=subject]"), SUBJECT)
    emma.write(asking.form("[name=question]"), "May I put up a sign?")
    assert "Rita Sample" in emma.page.locator("main").inner_text()
    emma.press(asking.word("Review and send"))
    emma.press(asking.word("Send the request"))

    rita, _desk = signed_in(visit, language, width, "Rita Sample", "cases:desk")
    assert SUBJECT not in rita.page.locator("main").inner_text()
    assert asking.word("Nothing here now") in rita.page.locator("main").inner_text()
    number = emma.path().rstrip("/").split("/")[-1]
    answer = rita.page.goto(rita.address + asking.path("cases:case", int(number)))
    assert answer is not None
    assert answer.status == 404

    rene, leading = signed_in(visit, language, width, "René Sample", "cases:recusals")
    told = rene.page.locator("main").inner_text()
    assert "Rita Sample" in told
    assert leading.word("one of the two reports to the other") in told
    assert "Emma" not in told
    rene.open(leading.path("cases:desk"))
    rene.press(SUBJECT, role="link")

    # René is her friend: he steps aside too, and nobody of the organization is left.
    rene.press(leading.word("Step aside from this request"), role="link")
    rene.press(leading.word("Step aside for good"))  # without a reason
    assert (
        leading.word("Say why: the reason is kept, and nobody at the desk sees it.")
        in rene.page.locator("main").inner_text()
    )
    rene.write(rene.page.locator("#main-form [name=reason]"), "Friends of old.")
    rene.press(leading.word("Step aside for good"))
    assert rene.path() == leading.path("cases:desk")
    assert SUBJECT not in rene.page.locator("main").inner_text()

    olive, central = signed_in(visit, language, width, "Olive Sample", "cases:desk")
    olive.press(SUBJECT, role="link")
    olive.open(central.path("cases:recusals"))
    assert "Friends" not in olive.page.locator("main").inner_text()


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("fr", 1280)])
def test_my_manager_is_asked_only_if_i_agree(
    visit: Visit, at_work: factories.People, language: str, width: int
) -> None:
    """René asks Luc's manager: first Luc is asked, then she sees the question and what was picked, and answers once."""
    with transaction.atomic():
        mia = factories.make_person("Mia", at_work.organization, Role.EMPLOYEE)
        with as_system():
            Appointment.objects.filter(person=at_work.luc).update(reports_to=mia, organization=at_work.organization)
        factories.make_case(
            at_work.luc, at_work.organization, status=CaseStatus.IN_REVIEW, by=at_work.rene, subject=SUBJECT,
            at=clock.now(),
        )  # fmt: skip
    rene, asking = signed_in(visit, language, width, "René Sample", "cases:desk")
    rene.press(SUBJECT, role="link")
    rene.press(asking.word("Ask for an expert opinion"), role="link")
    rene.press(asking.word("Ask the expert"))
    assert asking.word("Write the question for the expert.") in rene.page.locator("main").inner_text()
    form = rene.page.locator("#main-form")
    rene.pick(form.locator("[name=kind][value=MANAGER]"))
    rene.write(form.locator("[name=question]"), "Is the post in the public eye?")
    rene.pick(form.locator("[name=shown][value=QUESTION]"))
    rene.press(asking.word("Ask the expert"))
    assert asking.word("Waiting for the employee’s consent") in rene.page.locator("main").inner_text()

    expert, answering = signed_in(visit, language, width, "Mia Sample", "cases:consultations")
    assert answering.word("Nothing is asked of you now") in expert.page.locator("main").inner_text()

    luc, consenting = signed_in(visit, language, width, "Luc Sample", "cases:mine")
    luc.press(SUBJECT, role="link")
    luc.press(consenting.word("Say whether your manager may be asked"), role="link")
    assert "Is the post in the public eye?" in luc.page.locator("main").inner_text()
    luc.pick(luc.page.locator("#main-form [name=agrees][value=yes]"))
    luc.press(consenting.word("Send my answer"))

    expert.open(answering.path("notifications:inbox"))
    expert.press(answering.word("Opinions asked of me"), role="link")
    expert.press("Is the post in the public eye?", role="link")
    shown = expert.page.locator("main").inner_text()
    assert "election sign" in shown
    assert "Luc" not in shown
    expert.write(expert.page.locator("#main-form [name=text]"), "No, it is not.")
    expert.press(answering.word("Send my opinion"))
    assert answering.word("Nothing is asked of you now") in expert.page.locator("main").inner_text()

    rene.open(asking.path("cases:desk"))
    rene.press(SUBJECT, role="link")
    assert "No, it is not." in rene.page.locator("main").inner_text()
