"""Deeds on several cases: the preview, the deed, what came of each, and back again."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from cases.bulk import deed_of, giver_back, planned
from cases.enums import CaseStatus, Why
from cases.models import MOST_AT_ONCE, BulkRun, Case
from cases.operations.bulk import run_in_bulk, undo_run
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotNow, NotPermitted
from tests.cases.views.pages import hidden, path, queries, text
from tests.conftest import acting_as
from tests.factories import NOON, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita(people, client_of):
    return client_of(people.rita)


def chosen(page) -> list[str]:
    return re.findall(r'name="case" value="([^"]*)"', text(page))


def do(browser, page, **given):
    """Press the button of the preview."""
    asked = {"case": chosen(page), "action": hidden(page, "action"), "run": hidden(page, "run"), **given}
    return browser.post(path("bulk"), asked, follow=True)


def now(person, case):
    with acting_as(person):
        return Case.objects.get(pk=case.pk)


def in_bulk(person, action, cases, at=NOON, run=None, **given):
    with acting_as(person):
        return run_in_bulk(
            run_id=run or uuid4(), started_by=person, action=action, given_to=given.get("to"), at=at,
            chosen=[(case.pk, case.version) for case in cases], deed=deed_of(action=action, by=person, at=at, **given),
        )  # fmt: skip


def test_preview_says_for_each_case_what_would_happen_and_why_not(people, rita):
    ready = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    new = make_case(people.emma, people.organization)
    own = make_case(people.rita, people.organization)
    foreign = make_case(people.luc, people.elsewhere)
    page = rita.get(path("bulk"), {"action": "ask", "case": [ready.pk, new.pk, own.pk, foreign.pk, 10**9]})
    shown = text(page)
    assert "It will be done for 1 request." in shown
    assert "4 are left as they are." in shown
    assert "Not possible in the state that it is in." in shown
    assert "You may not do this with it." in shown
    assert shown.count("There is no such request, or it is not yours to see.") == 2
    assert shown.count(foreign.number) == 1  # what was typed, and nothing of it
    assert now(people.rita, ready).status == CaseStatus.IN_REVIEW


def test_the_same_question_goes_to_several(people, rita):
    cases = [make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita) for _ in range(3)]
    page = rita.get(path("bulk"), {"action": "ask", "all": "1", "shown": ",".join(str(case.pk) for case in cases)})
    empty = do(rita, page, question=" ")
    assert empty.status_code == 422
    assert chosen(empty) == chosen(page)
    assert hidden(empty, "run") == hidden(page, "run")
    done = do(rita, page, question="Which weeks?")
    assert "Done for 3 requests." in text(done)
    assert "cannot be taken back" in text(done)
    for case in cases:
        assert now(people.rita, case).status == CaseStatus.AWAITING_INFORMATION


def test_a_second_press_of_the_button_does_nothing_again(people, rita):
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    page = rita.get(path("bulk"), {"action": "ask", "case": [case.pk]})
    first, second = (do(rita, page, question="Which weeks?") for _ in range(2))
    assert first.redirect_chain == second.redirect_chain
    with acting_as(people.rita):
        assert case.information_requests.count() == 1
        assert BulkRun.objects.count() == 1


def test_what_somebody_changed_meanwhile_is_left_as_it_is(people, rita):
    cases = [make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita) for _ in range(2)]
    page = rita.get(path("bulk"), {"action": "ask", "case": [case.pk for case in cases]})
    in_bulk(people.rene, "assign", [cases[0]], to=people.rene)
    done = text(do(rita, page, question="Which weeks?"))
    assert "Done for 1 request." in done
    assert "Somebody changed it in the meantime." in done
    assert now(people.rita, cases[0]).status == CaseStatus.IN_REVIEW


def test_cases_are_given_to_a_colleague_and_taken_back(people, rita):
    mine = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    new = make_case(people.emma, people.organization)
    page = rita.get(path("bulk"), {"action": "assign", "case": [mine.pk, new.pk]})
    done = do(rita, page, to=str(people.rene.pk))
    assert "Give to somebody: René Sample. Done for 2 requests." in text(done)
    assert {now(people.rita, case).assigned_to_id for case in (mine, new)} == {people.rene.pk}
    assert [str(entry) for entry in trail_of(mine.ref)][-1] == "Rita Sample gave the request to René Sample."
    back = rita.post(done.redirect_chain[-1][0] + "undo/", follow=True)
    assert "2 requests were given back." in text(back)
    assert (now(people.rita, mine).assigned_to_id, now(people.rita, new).assigned_to_id) == (people.rita.pk, None)
    assert "Take it back" not in text(back)


def test_undo_leaves_alone_what_somebody_touched_since(people):
    cases = [make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita) for _ in range(2)]
    run = in_bulk(people.rita, "assign", cases, to=people.rene)
    in_bulk(people.rene, "ask", [now(people.rene, cases[0])], question="Which weeks?")
    with acting_as(people.rita):
        run = undo_run(run=run, undone_by=people.rita, give_back=giver_back(by=people.rita, at=NOON), at=NOON)
    assert [told["result"] for told in run.undo_results] == ["changed", "done"]
    assert now(people.rita, cases[0]).assigned_to_id == people.rene.pk


def test_undo_ends_after_ten_minutes_and_happens_once(people):
    case = make_case(people.emma, people.organization)
    run = in_bulk(people.rita, "assign", [case], to=people.rene)
    late = NOON + timedelta(minutes=10, seconds=1)
    give_back = giver_back(by=people.rita, at=NOON)
    with acting_as(people.rita), pytest.raises(NotNow):
        undo_run(run=run, undone_by=people.rita, give_back=give_back, at=late)
    with acting_as(people.rita):
        undo_run(run=run, undone_by=people.rita, give_back=give_back, at=NOON)
        with pytest.raises(NotNow):
            undo_run(run=run, undone_by=people.rita, give_back=give_back, at=NOON)


@pytest.mark.parametrize("action", ["ask", "close"])
def test_what_was_told_to_people_cannot_be_undone(people, action):
    status = CaseStatus.IN_REVIEW if action == "ask" else CaseStatus.ANSWERED
    case = make_case(people.emma, people.organization, status=status, by=people.rita)
    run = in_bulk(people.rita, action, [case], **({"question": "Which weeks?"} if action == "ask" else {}))
    assert [told["result"] for told in run.results] == ["done"]
    with acting_as(people.rita), pytest.raises(NotNow):
        undo_run(run=run, undone_by=people.rita, give_back=giver_back(by=people.rita, at=NOON), at=NOON)


def test_answered_cases_are_closed_from_the_desk_that_lists_them(people, rita):
    case = make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    assert case.number in text(rita.get(path("desk"), {"status": "ANSWERED"}))
    assert "Done for 1 request." in text(do(rita, rita.get(path("bulk"), {"action": "close", "case": [case.pk]})))
    assert now(people.rita, case).status == CaseStatus.CLOSED


@pytest.mark.parametrize("action", ["assign", "ask", "close"])
def test_the_preview_says_what_the_deed_then_does(people, action):
    statuses = (*CaseStatus.values[1:5], "OWN")
    cases = [
        make_case(people.rita, people.organization)
        if status == "OWN"
        else make_case(people.emma, people.organization, status=CaseStatus(status), by=people.rene)
        for status in statuses
    ]
    given = {"assign": {"to": people.rene}, "ask": {"question": "Which weeks?"}, "close": {}}[action]
    with acting_as(people.rita):
        plan = planned(
            person=people.rita, action=action, keys=[case.pk for case in cases], on=NOON.date(), to=given.get("to")
        )
    run = in_bulk(people.rita, action, cases, **given)
    said = {Why.ALREADY: Why.NOT_THEIRS}
    assert [said.get(one.why, one.why) for one in plan] == [told["result"] for told in run.results]


def test_nobody_is_given_a_case_that_they_may_not_handle(people, client_of, rita):
    case = make_case(people.rene, people.organization)
    run = in_bulk(people.rita, "assign", [case], to=people.rene)
    assert [told["result"] for told in run.results] == ["not-theirs"]
    page = rita.get(path("bulk"), {"action": "assign", "case": [case.pk]})
    assert f'value="{people.sam.pk}"' not in text(page)
    assert do(rita, page, to=str(people.sam.pk)).status_code == 422


def test_a_hundred_at_once_and_no_more(people, rita):
    with acting_as(people.rita), pytest.raises(Invalid):
        run_in_bulk(
            run_id=uuid4(), started_by=people.rita, action="close", at=NOON,
            chosen=[(key, 1) for key in range(MOST_AT_ONCE + 1)], deed=lambda case, version: case,
        )  # fmt: skip
    too_many = rita.get(path("bulk"), {"action": "close", "case": list(range(1, MOST_AT_ONCE + 2))}, follow=True)
    none = rita.get(path("bulk"), {"action": "close"}, follow=True)
    for page in (too_many, none):
        assert "Choose from 1 to 100 requests: tick them in the list." in text(page)


@pytest.mark.parametrize("who", ["rene", "sam", "olive", "emma", "ada"])
def test_a_run_is_seen_by_whoever_did_it_alone(people, client_of, who):
    run = in_bulk(people.rita, "assign", [make_case(people.emma, people.organization)], to=people.rene)
    other = getattr(people, who)
    browser = client_of(other)
    assert browser.get(path("bulk_run", run.pk)).status_code == 404
    assert browser.post(path("undo_run", run.pk)).status_code == 404
    with acting_as(other):
        assert not BulkRun.objects.exists()


@pytest.mark.parametrize("who", ["emma", "ada", "audrey"])
def test_people_without_a_desk_do_nothing_to_several(people, client_of, who):
    case = make_case(people.emma, people.organization)
    browser = client_of(getattr(people, who))
    assert browser.get(path("bulk"), {"action": "close", "case": [case.pk]}).status_code == 404
    with acting_as(getattr(people, who)), pytest.raises(NotPermitted):
        run_in_bulk(
            run_id=uuid4(), started_by=getattr(people, who), action="close", chosen=[(case.pk, 1)],
            deed=lambda case, version: case, at=NOON,
        )  # fmt: skip


@pytest.mark.parametrize("odd", [{"action": "destroy"}, {}])
def test_an_unknown_deed_is_no_page(rita, odd):
    assert rita.get(path("bulk"), {"case": ["1"], **odd}).status_code == 404


@pytest.mark.parametrize("odd", ["x", "²", "9" * 30, "-", "1-2-3", "\x00"])
def test_cases_that_make_no_sense_are_left_out(people, rita, odd):
    case = make_case(people.emma, people.organization)
    page = rita.get(path("bulk"), {"action": "close", "case": [odd, case.pk], "all": "1", "shown": odd})
    assert len(chosen(page)) == 1
    given = {"action": "assign", "to": "me", "run": str(uuid4()), "case": [odd, f"{case.pk}-{case.version}"]}
    assert rita.post(path("bulk"), given).status_code in {302, 422}


def test_the_preview_costs_the_same_for_few_and_many(people, rita):
    cases = [make_case(people.emma, people.organization) for _ in range(12)]
    counts = []
    for some in (cases[:2], cases):
        with queries() as found:
            rita.get(path("bulk"), {"action": "assign", "case": [case.pk for case in some]})
        counts.append(len(found))
    assert counts == [8, 8]
