"""Asking the employee: the list, the answer in parts, going on without it, reminders, and the clock that follows."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from cases.enums import CaseStatus, ClockKind, ClockReason, ItemState
from cases.models import AnswerDraft, Case, ClockDifference, Ending, InformationReminder, InformationRequest
from cases.operations.ending import close_unanswered
from cases.operations.reminding import remind_of_questions
from cases.operations.replaying import replay_clocks
from cases.operations.triage import (
    go_on,
    provide_information,
    remind_again,
    request_information,
    save_answer_draft,
    send_items,
    settle_items,
)
from cases.queries import checklist_of, questions_of
from cases.timing import timing_of
from notifications.models import Message
from polact.access.acting import as_system
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from polact.catalogue.calendars import BUSINESS_VERSION, add_business_days
from tests.conftest import acting_as
from tests.factories import NOON, People, acting, make_case

pytestmark = pytest.mark.django_db
TODAY = NOON.date()  # a Monday


def later(days: int) -> datetime:
    """So many calendar days after the case was sent."""
    return NOON + timedelta(days=days)


@pytest.fixture
def case(people: People) -> Case:
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def ask(case: Case, people: People, *items: str, **more: Any) -> InformationRequest:
    return request_information(
        case=case, asked_by=acting(people.rita), question="Which weeks?", items=items, **{"at": later(1), **more}
    )


def items_of(case: Case) -> dict[str, Any]:
    """Each thing on the list of the last question, by its words."""
    return {item.needed: item for item in questions_of(case)[-1].checklist}


def fresh(case: Case) -> Case:
    return Case.objects.select_related("organization").get(pk=case.pk)


def told(occasion: str) -> list[tuple[str, str]]:
    """Who was told this, and the words."""
    with as_system():
        found = Message.objects.filter(template=f"cases/notices/{occasion}").select_related("recipient")
        return [(message.recipient.given_name, message.body) for message in found]


# Asking -------------------------------------------------------------------------------------------------------


def test_asks_for_things_until_the_organizations_day(people: People, case: Case) -> None:
    asked = ask(case, people, "The dates", " ", "Your  duties")
    assert asked.answer_by == add_business_days(TODAY + timedelta(days=1), people.organization.answer_days)[0]
    assert [item.needed for item in questions_of(case)[0].checklist] == ["The dates", "Your duties"]
    assert told("information_requested")[0][0] == "Emma"
    assert "Which weeks?" not in told("information_requested")[0][1]
    entry = trail_of(case.ref)[-1]
    assert entry.facts["items"] == ["The dates", "Your duties"]
    assert entry.facts["answer_by"] == asked.answer_by.isoformat()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("answer_by", {"answer_by": TODAY + timedelta(days=1)}),
        ("answer_by", {"answer_by": TODAY + timedelta(days=800)}),
        ("items", {"items": ["x"] * 21}),
        ("items", {"items": ["x" * 301]}),
        ("question", {"question": " "}),
    ],
)
def test_refuses_a_question_that_cannot_be_answered(people: People, case: Case, field: str, given: Any) -> None:
    with pytest.raises(Invalid) as refused:
        request_information(**{"case": case, "asked_by": people.rita, "question": "Which?", "at": later(1), **given})
    assert refused.value.field == field


def test_the_day_for_an_answer_leaves_a_business_day(people: People, case: Case) -> None:
    friday = datetime(2026, 11, 27, 17, 0, tzinfo=NOON.tzinfo)
    with pytest.raises(Invalid):
        ask(case, people, at=friday, answer_by=date(2026, 11, 29))
    assert ask(case, people, at=friday, answer_by=date(2026, 11, 30)).answer_by == date(2026, 11, 30)


# Answering ----------------------------------------------------------------------------------------------------


def test_part_of_an_answer_keeps_the_case_waiting(people: People, case: Case) -> None:
    ask(case, people, "The dates", "Your duties")
    emma = acting(people.emma)
    send_items(case=case, sent_by=emma, answers={items_of(case)["The dates"].id: "May"}, at=later(2))
    assert fresh(case).status == CaseStatus.AWAITING_INFORMATION
    assert [item.state for item in items_of(case).values()] == [ItemState.RECEIVED, ItemState.NEEDED]
    assert trail_of(case.ref)[-1].verb == Verb.INFORMATION_PART_PROVIDED
    assert [name for name, _body in told("part_provided")] == ["Rita"]


def test_review_goes_on_when_everything_is_received(people: People, case: Case) -> None:
    ask(case, people, "The dates", "Your duties")
    for number, needed in enumerate(["The dates", "Your duties"]):
        send_items(
            case=case, sent_by=acting(people.emma), answers={items_of(case)[needed].id: "So."}, at=later(3 + number)
        )
    assert fresh(case).status == CaseStatus.IN_REVIEW
    assert questions_of(case)[0].answered_at == later(4)
    assert [name for name, _body in told("information_provided")] == ["Rita"]


def test_review_goes_on_when_the_rest_is_not_needed(people: People, case: Case) -> None:
    ask(case, people, "The dates", "Your duties")
    items = items_of(case)
    send_items(case=case, sent_by=acting(people.emma), answers={items["The dates"].id: "May"}, at=later(2))
    settle_items(case=case, settled_by=acting(people.rita), not_needed=[items["Your duties"].id], at=later(3))
    assert fresh(case).status == CaseStatus.IN_REVIEW
    assert [entry.verb for entry in trail_of(case.ref)][-2:] == [Verb.INFORMATION_NOT_NEEDED, Verb.WENT_ON]
    assert questions_of(case)[0].went_on_at == later(3)


def test_one_text_answers_everything(people: People, case: Case) -> None:
    ask(case, people, "The dates", "Your duties")
    dates = items_of(case)["The dates"].id
    provide_information(
        case=case, provided_by=acting(people.emma), answer="All in one.", items={dates: "May"}, at=later(2)
    )
    assert fresh(case).status == CaseStatus.IN_REVIEW
    assert {name: (item.state, item.answer) for name, item in items_of(case).items()} == {
        "The dates": (ItemState.RECEIVED, "May"),
        "Your duties": (ItemState.RECEIVED, ""),
    }


def test_refuses_answers_to_what_is_not_asked(people: People, case: Case) -> None:
    ask(case, people, "The dates")
    emma = acting(people.emma)
    for answers in ({}, {items_of(case)["The dates"].id: " "}, {uuid4(): "May"}):
        with pytest.raises(Invalid):
            send_items(case=case, sent_by=emma, answers=answers, at=later(2))
    with pytest.raises(Conflict):
        send_items(case=case, sent_by=emma, answers={items_of(case)["The dates"].id: "May"}, at=later(2), version=1)


def test_only_the_employee_answers_and_only_handlers_settle(people: People, case: Case) -> None:
    ask(case, people, "The dates")
    dates = items_of(case)["The dates"].id
    with pytest.raises(NotPermitted):
        send_items(case=case, sent_by=acting(people.rita), answers={dates: "May"}, at=later(2))
    with pytest.raises(NotPermitted):
        save_answer_draft(case=case, saved_by=people.rita, answer="x", items={}, at=later(2))
    for name in ("emma", "audrey"):
        with pytest.raises(NotPermitted):
            settle_items(case=case, settled_by=acting(getattr(people, name)), not_needed=[dates], at=later(2))
    with pytest.raises(Case.DoesNotExist):
        settle_items(case=case, settled_by=acting(people.sam), not_needed=[dates], at=later(2))


def test_draft_of_an_answer_is_the_employees_alone_and_goes_when_it_is_sent(people: People, case: Case) -> None:
    ask(case, people, "The dates")
    dates, before = items_of(case)["The dates"].id, len(trail_of(case.ref))
    save_answer_draft(case=case, saved_by=acting(people.emma), answer="Perh", items={dates: "M"}, at=later(2))
    save_answer_draft(case=case, saved_by=people.emma, answer="Perhaps", items={dates: "May"}, at=later(2))
    assert [draft.answer for draft in AnswerDraft.objects.all()] == ["Perhaps"]
    assert len(trail_of(case.ref)) == before
    for name in ("rita", "olive", "ada", "audrey", "sam"):
        with acting_as(getattr(people, name)):
            assert not AnswerDraft.objects.exists()
    provide_information(case=case, provided_by=acting(people.emma), answer="May.", at=later(3))
    assert not AnswerDraft.objects.exists()
    with pytest.raises(NotNow):
        save_answer_draft(case=case, saved_by=people.emma, answer="Late", items={}, at=later(4))


# Without an answer --------------------------------------------------------------------------------------------


def test_going_on_needs_a_reason_that_the_employee_is_led_to(people: People, case: Case) -> None:
    ask(case, people)
    rita = acting(people.rita)
    with pytest.raises(Invalid):
        go_on(case=case, gone_on_by=rita, reasons=" ", at=later(9))
    go_on(case=case, gone_on_by=rita, reasons="Enough is known.", at=later(9))
    assert fresh(case).status == CaseStatus.IN_REVIEW
    assert questions_of(case)[0].went_on_reasons == "Enough is known."
    assert [name for name, body in told("went_on")] == ["Emma"]
    request_information(case=case, asked_by=rita, question="And now?", at=later(10))  # another one can be asked


def test_closing_without_a_reply_waits_for_the_day_to_pass(people: People, case: Case) -> None:
    asked = ask(case, people)
    rita = acting(people.rita)
    assert asked.answer_by is not None
    on_the_day = datetime.combine(asked.answer_by, NOON.timetz())
    with pytest.raises(NotNow):
        close_unanswered(case=case, closed_by=rita, reasons="No reply.", at=on_the_day)
    close_unanswered(case=case, closed_by=rita, reasons="No reply.", at=on_the_day + timedelta(days=1))
    assert (fresh(case).status, fresh(case).outcome) == (CaseStatus.CLOSED, "NO_REPLY")
    assert Ending.objects.get(case=case).reasons == "No reply."
    assert [name for name, body in told("closed_unanswered")] == ["Emma"]


# Reminders ----------------------------------------------------------------------------------------------------


def test_reminds_ahead_on_the_day_and_tells_that_it_passed_each_once(people: People, case: Case) -> None:
    ask(case, people, answer_by=date(2026, 12, 3))  # a Thursday: two business days ahead is the Tuesday
    for day in range(1, 15):
        for _run in range(2):
            remind_of_questions(at=later(day))
    with as_system():
        sent = [(row.kind, row.sent_at) for row in InformationReminder.objects.order_by("sent_at")]
    assert sent == [("AHEAD", later(8)), ("ON_THE_DAY", later(10)), ("PASSED", later(11))]
    assert [name for name, _body in told("answer_is_awaited")] == ["Emma", "Emma"]
    assert [name for name, _body in told("never_answered")] == ["Rita"]


def test_a_new_day_is_reminded_of_anew(people: People, case: Case) -> None:
    ask(case, people, answer_by=date(2026, 12, 3))
    remind_of_questions(at=later(11))
    remind_again(case=case, reminded_by=acting(people.rita), answer_by=date(2026, 12, 10), at=later(14))
    assert [name for name, _body in told("reminded_again")] == ["Emma"]
    for day in (14, 15, 17, 18, 19):
        remind_of_questions(at=later(day))
    assert len(told("answer_is_awaited")) == 2
    assert len(told("never_answered")) == 2


def test_nobody_is_reminded_of_what_is_answered(people: People, case: Case) -> None:
    ask(case, people, answer_by=date(2026, 12, 3))
    provide_information(case=case, provided_by=acting(people.emma), answer="May.", at=later(2))
    assert remind_of_questions(at=later(20)) == 0


# The clock ----------------------------------------------------------------------------------------------------


def test_due_date_moves_by_the_business_days_of_waiting(people: People, case: Case) -> None:
    first = fresh(case)
    assert (first.standard_days, first.clock_calendar, first.clock_reason) == (10, BUSINESS_VERSION, "SUBMITTED")
    ask(case, people, at=later(1))
    assert fresh(case).due_on == first.due_on  # never recomputed while the clock stands still
    provide_information(case=case, provided_by=acting(people.emma), answer="May.", at=later(4))  # Tue–Thu waited
    moved = fresh(case)
    assert first.due_on is not None
    assert moved.due_on == add_business_days(first.due_on, 3)[0]
    assert (moved.clock_reason, moved.clock_read_at) == (ClockReason.RESUMED, later(4))
    assert trail_of(case.ref)[-1].facts["due_on"] == moved.due_on.isoformat()


def test_page_knows_what_an_answer_today_would_give(people: People, case: Case) -> None:
    ask(case, people, at=later(1))
    today = TODAY + timedelta(days=4)
    timing = timing_of(fresh(case), questions_of(case), today)
    assert timing is not None
    assert timing.paused_since == TODAY + timedelta(days=1)
    provide_information(case=case, provided_by=acting(people.emma), answer="May.", at=later(4))
    assert fresh(case).due_on == timing.if_answered_today
    after = timing_of(fresh(case), questions_of(case), today)
    assert after is not None
    assert (after.paused_since, after.agrees) == (None, True)


def test_replay_finds_nothing_where_nothing_is_wrong(people: People, case: Case) -> None:
    ask(case, people, at=later(1))
    other = make_case(people.emma, people.organization)
    provide_information(case=case, provided_by=acting(people.emma), answer="May.", at=later(4))
    assert replay_clocks(at=later(5)) == max(case.pk, other.pk)
    assert replay_clocks(at=later(5), after=max(case.pk, other.pk)) is None
    with as_system():
        assert not ClockDifference.objects.exists()


@pytest.mark.parametrize("change", [{"due_on": TODAY + timedelta(days=99)}, {"clock_calendar": "business-2020.1"}])
def test_replay_alarms_once_for_a_planted_difference(people: People, case: Case, change: dict[str, Any]) -> None:
    sound = fresh(case).due_on
    with as_system():
        Case.objects.filter(pk=case.pk).update(**change)
    for _night in range(2):
        replay_clocks(at=later(5))
    with as_system():
        found = ClockDifference.objects.get()
        assert (found.case_id, found.stored, found.computed) == (case.pk, change.get("due_on", sound), sound)
        assert Case.objects.get(pk=case.pk).due_on == change.get("due_on", sound)  # nothing is corrected
        assert found.clock == ClockKind.SERVICE_STANDARD
    assert [name for name, _body in told("clocks_differ")] == ["Ada"]
    with acting_as(people.rita):
        assert not ClockDifference.objects.exists()


def test_list_reads_back_in_one_statement(people: People, case: Case, django_assert_num_queries: Any) -> None:
    ask(case, people, *(f"Thing {number}" for number in range(20)))
    with django_assert_num_queries(2):  # the questions with their lists; the people
        assert len(questions_of(case)[0].checklist) == 20
    assert checklist_of(questions_of(case)[0])[0].changed_at == later(1)
