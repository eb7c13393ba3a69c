"""The employee never replies: the representative finds out, asks once more, and goes on. Time moves by recorded dates."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from cases.enums import CaseStatus
from cases.models import Case, InformationRequest
from cases.operations.conversing import write_note
from cases.operations.reminding import remind_of_questions
from cases.operations.triage import request_information
from polact.access.acting import as_system
from polact.base import clock
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import KeyboardVisitor, Visitor

Visit = Callable[..., Visitor]
NEEDED = ("The weeks in which it would be done", "Who would see it")


def asked_long_ago(people: factories.People, asker: str = "emma") -> Case:
    """A case that was sent 30 days ago, in which a question was asked 20 days ago that nobody answered."""
    now, days = clock.now(), timedelta(days=1)
    with transaction.atomic():
        person = getattr(people, asker)
        case = factories.make_case(
            person, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita, at=now - 30 * days
        )
        request_information(
            case=case, asked_by=people.rita, question="When and where?", items=NEEDED, at=now - 20 * days
        )
        write_note(case=case, written_by=people.rita, text="Ask the lead if nothing comes.", at=now - 20 * days)
    return case


def last_day_was(case: Case, day: date) -> None:
    """Let the recorded last day for the answer be this one."""
    with transaction.atomic(), as_system():
        InformationRequest.objects.filter(case=case).update(answer_by=day)


def test_the_employee_never_replies(visit: Visit, everybody: factories.People) -> None:
    case = asked_long_ago(everybody)
    now = clock.now()
    assert remind_of_questions(at=now) == 1
    rita, emma = visit(), visit(width=320, scripts=False)
    journey = Journey("en", emma, rita)

    rita.open(journey.path("notifications:inbox"))
    journey.sign_in(rita, "Rita Sample")
    assert f"No answer came: request {case.number}" in rita.page.locator("main").inner_text()
    rita.open(journey.path("cases:case", case.pk))
    shown = rita.page.locator("main").inner_text()
    assert "The employee has not replied" in shown
    assert "paused since" in shown
    stands = Case.objects
    with transaction.atomic(), as_system():
        before = stands.get(pk=case.pk).due_on

    rita.press("Ask once more", role="link")
    form = rita.page.locator("#main-form")
    rita.write(form.locator("[name=answer_by]"), clock.local_date(now).isoformat())
    rita.press("Ask once more")  # too near: said, and nothing is lost
    assert "Leave at least one business day" in rita.page.locator(".error-summary").inner_text()
    rita.write(form.locator("[name=answer_by]"), (clock.local_date(now) + timedelta(days=10)).isoformat())
    rita.press("Ask once more")
    assert "Waiting for the employee" in rita.page.locator("#waiting").inner_text()

    emma.open(journey.path("cases:request", case.pk))
    journey.sign_in(emma, "Emma Sample")
    told = emma.page.locator("main").inner_text()
    assert "Why the clock stands still" in told
    assert "If you answered today" in told
    assert "Ask the lead" not in told

    last_day_was(case, clock.local_date(now) - timedelta(days=1))
    assert remind_of_questions(at=now) == 1
    rita.open(journey.path("cases:case", case.pk))
    rita.press("Go on without the answer", role="link")
    rita.write(form.locator("[name=reasons]"), "The lawn alone can be answered.")
    rita.press("Go on with the review")
    with transaction.atomic(), as_system():
        stands_now = stands.get(pk=case.pk)
    assert (stands_now.status, stands_now.due_on > before) == (CaseStatus.IN_REVIEW, True)
    assert "The lawn alone can be answered." in rita.page.locator("main").inner_text()
    emma.open(journey.path("cases:request", case.pk))
    assert "The lawn alone can be answered." in emma.page.locator("main").inner_text()


def test_answer_comes_in_parts_by_keyboard_in_french(visit: Visit, everybody: factories.People) -> None:
    case = asked_long_ago(everybody, "rene")
    rene, rita = visit(KeyboardVisitor), visit(width=320)
    journey = Journey("fr", rene, rita)
    rene.open(journey.path("cases:request_action", case.pk, "provide-information"))
    journey.sign_in(rene, "René Sample")
    answers = rene.page.locator("#main-form textarea[name^=item-]")
    rene.write(answers.nth(0), "En mai.")
    rene.press(journey.word("Keep it as a draft"))
    rene.press(journey.word("Answer the question"), role="link")
    assert answers.nth(0).input_value() == "En mai."
    rene.press(journey.word("Send the answer"))
    assert answers.count() == 0
    rene.press(journey.word("Answer the question"), role="link")
    assert answers.count() == 1

    rita.open(journey.path("cases:case", case.pk))
    journey.sign_in(rita, "Rita Sample")
    assert "En mai." in rita.page.locator("main").inner_text()
    rita.pick(rita.page.get_by_label(NEEDED[1]))
    rita.press(journey.word("Mark as not needed"))
    with transaction.atomic(), as_system():
        assert Case.objects.get(pk=case.pk).status == CaseStatus.IN_REVIEW


def test_messages_and_notes_in_a_narrow_window(visit: Visit, everybody: factories.People) -> None:
    case = asked_long_ago(everybody)
    emma, rita = visit(width=320), visit(width=320)
    journey = Journey("en", emma, rita)
    emma.open(journey.path("cases:request", case.pk))
    journey.sign_in(emma, "Emma Sample")
    emma.write(emma.page.locator("#message_text"), "I am away until Monday.")
    emma.press("Send the message")
    rita.open(journey.path("cases:case", case.pk))
    journey.sign_in(rita, "Rita Sample")
    rita.press("Mark as read")
    rita.press("Keep the note")  # an empty one: said, on a page of its own
    rita.write(rita.page.locator("#main-form [name=text]"), "Away until Monday.")
    rita.press("Save and go back")
    assert rita.page.locator(".note").count() == 2
    emma.open(journey.path("cases:request", case.pk))
    assert "read " in emma.page.locator(".conversation .mine").last.inner_text()
    assert "Away until Monday." not in emma.page.content()
