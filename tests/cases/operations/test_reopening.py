"""Opening again: everything stays, the new answer supersedes the old one, and nothing counts twice."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cases.models import Advice, Case, Ending, Letter, Reopening
from cases.operations.advising import record_advice
from cases.operations.ending import close_request, redirect_request
from cases.operations.reopening import reopen_request
from notifications.models import Message
from polact.access.acting import as_system
from polact.base.errors import Invalid, NotNow
from tests.cases.answers import WHOLE, answered
from tests.conftest import NOON
from tests.factories import People, acting, make_case

LATER = NOON + timedelta(days=30)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("organization", "advice").get(pk=case.pk)


def reopened(people: People, case: Case) -> Case:
    reopen_request(case=case, reopened_by=acting(people.rene), reasons="The post changed.", at=LATER)
    return fresh(case)


def test_reopened_case_keeps_its_answer_and_gets_a_new_due_date(people: People) -> None:
    case = answered(people)
    again = reopened(people, case)
    assert (again.status, again.outcome, again.ended_at, again.turn) == ("IN_REVIEW", "", None, 1)
    assert (again.assigned_to, again.reopened_on, again.submitted_on) == (people.rene, LATER.date(), NOON.date())
    assert again.due_on == date(2027, 1, 11) > case.due_on  # ten business days, Christmas and New Year left out
    assert again.advice is not None
    assert again.advice.reasons == WHOLE["reasons"]
    one = Reopening.objects.get()
    assert (one.turn, one.reasons, one.outcome_before) == (1, "The post changed.", WHOLE["outcome"])
    with as_system():
        assert Message.objects.filter(recipient=people.emma, template="cases/notices/request_reopened").exists()


def test_new_answer_supersedes_the_old_one_which_stays(people: People) -> None:
    case = reopened(people, answered(people))
    first = case.advice
    second = record_advice(
        case=case, decided_by=people.rene, outcome="NOT_ADVISED", reasons="Now visible.", at=LATER + timedelta(days=2)
    )
    case = fresh(case)
    assert (case.advice, case.outcome, second.supersedes) == (second, "NOT_ADVISED", first)
    assert [one.reasons for one in Advice.objects.order_by("recorded_at")] == [WHOLE["reasons"], "Now visible."]
    old, new = Letter.objects.order_by("issued_at")
    assert (old.number, new.number) == (f"{case.number}-1", f"{case.number}-2")
    assert new.facts["replaces"] == {"number": old.number, "on": NOON.date().isoformat()}


def test_closing_and_opening_again_works_more_than_once(people: People) -> None:
    case = answered(people)
    for turn in range(1, 4):
        close_request(case=case, closed_by=acting(people.rita), at=LATER)
        case = reopened(people, case)
        assert case.turn == turn
        record_advice(case=case, decided_by=people.rene, outcome="COMPATIBLE", reasons=f"Turn {turn}.", at=LATER)
        case = fresh(case)
    assert (Ending.objects.count(), Advice.objects.count(), Reopening.objects.count()) == (3, 4, 3)
    assert Advice.objects.filter(superseded_by=None).get() == case.advice


def test_redirected_case_opened_again_can_be_redirected_again(people: People) -> None:
    case = make_case(people.emma, people.organization)
    for turn in range(2):
        redirect_request(
            case=case,
            redirected_by=acting(people.rita),
            destination="OUTSIDE_PART_7",
            reasons=f"Local {turn}.",
            at=NOON,
        )
        case = reopened(people, case)
    assert list(Ending.objects.values_list("turn", "reasons")) == [(0, "Local 0."), (1, "Local 1.")]


def test_reasons_are_needed_and_an_open_case_is_not_opened(people: People) -> None:
    with pytest.raises(Invalid):
        reopen_request(case=answered(people), reopened_by=people.rita, reasons=" ", at=LATER)
    with pytest.raises(NotNow):
        reopen_request(
            case=make_case(people.emma, people.organization), reopened_by=acting(people.rita), reasons="r", at=LATER
        )


def test_database_holds_one_standing_line_of_answers(people: People) -> None:
    """No second first answer, no two successors of one answer, and the one that stands belongs to its case."""
    case, other = answered(people), answered(people)
    same = {"case": case, "author": people.rita, "requester": people.emma, "recorded_at": NOON, "outcome": "COMPATIBLE"}
    acting(people.rita)
    with pytest.raises(IntegrityError, match="advice_first_once"), transaction.atomic():
        Advice.objects.create(**same, reasons="r", language="en")
    first = Advice.objects.get(case=case)
    second = Advice.objects.create(**same, reasons="r", language="en", supersedes=first)
    with pytest.raises(IntegrityError, match="supersedes"), transaction.atomic():
        Advice.objects.create(**same, reasons="r", language="en", supersedes=first)
    with pytest.raises(IntegrityError, match="case_advice_of_the_case"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        Case.objects.filter(pk=other.pk).update(advice=second)


def test_published_gauge_counts_a_case_once(people: People) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('cases_published_gauge'::regproc)")
        definition = cursor.fetchone()[0]
    assert "join public.cases_case c on c.advice_id = d.id" in definition
