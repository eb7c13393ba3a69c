"""Notes, messages, answers thing by thing and the standard, through the API: what they tell, to whom, and what is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cases.enums import CaseStatus
from cases.models import Case
from cases.operations.triage import request_information
from cases.queries import questions_of
from polact.access.models import Person
from polact.base import clock
from tests.api.conftest import Caller
from tests.factories import People, acting, make_case

Calling = Callable[[Person | None], Caller]
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def case(people: People) -> Case:
    """A case in which two things were asked for three days ago."""
    then = clock.now() - timedelta(days=3)
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita, at=then)
    request_information(
        case=case, asked_by=acting(people.rita), question="Which?", items=["The dates", "The place"], at=then
    )
    return case


def put(caller: Caller, address: str, body: object) -> object:
    return caller.client.put(caller.full(address), body, content_type="application/json")


DOORS = ("notes/", "messages/", "answer-draft/")


@pytest.mark.parametrize("door", DOORS)
def test_stranger_finds_nothing(people: People, calling: Calling, case: Case, door: str) -> None:
    for person in (people.sam, people.luc):
        assert calling(person).get(f"requests/{case.pk}/{door}").status_code == 404
    assert calling(None).get(f"requests/{case.pk}/{door}").status_code == 401


def test_notes_are_written_and_read_by_those_who_handle(people: People, calling: Calling, case: Case) -> None:
    address = f"requests/{case.pk}/notes/"
    written = calling(people.rita).post(address, {"text": "Ask again."})
    assert (written.status_code, written.json()["author"]["name"]) == (201, "Rita Sample")
    assert [note["text"] for note in calling(people.audrey).get(address).json()] == ["Ask again."]
    assert calling(people.audrey).post(address, {"text": "x"}).status_code == 403
    assert calling(people.rita).post(address, {"text": " "}).status_code == 422
    assert calling(people.emma).get(address).status_code == 404


def test_messages_are_sent_read_and_marked(people: People, calling: Calling, case: Case) -> None:
    address = f"requests/{case.pk}/messages/"
    assert calling(people.emma).post(address, {"text": "Hello"}).status_code == 201
    assert calling(people.rita).get(address).json()[0]["read_at"] is None
    assert calling(people.rita).post(f"{address}read/").status_code == 204
    (message,) = calling(people.emma).get(address).json()
    assert (message["text"], message["is_from_requester"], message["read_at"] is None) == ("Hello", True, False)
    assert calling(people.audrey).post(address, {"text": "x"}).status_code == 403


def test_things_are_answered_one_by_one(people: People, calling: Calling, case: Case) -> None:
    acting(people.emma)
    first, second = (str(item.id) for item in questions_of(case)[0].checklist)
    emma, address = calling(people.emma), f"requests/{case.pk}/answers/"
    part = emma.post(address, {"answers": [{"item": first, "answer": "May"}]}).json()
    assert part["status"] == "AWAITING_INFORMATION"
    (asked,) = part["information_requests"]
    assert [(item["needed"], item["state"], item["answer"]) for item in asked["items"]] == [
        ("The dates", "RECEIVED", "May"),
        ("The place", "NEEDED", ""),
    ]
    assert part["clock"]["paused_since"] is not None
    assert part["clock"]["if_answered_today"] >= part["clock"]["due_on"]
    assert emma.post(address, {"answers": [{"item": UNKNOWN, "answer": "x"}]}).status_code == 422
    assert emma.post(address, {"answers": [{"item": second, "answer": "x"}], "version": 1}).status_code == 409
    whole = emma.post(address, {"answers": [{"item": second, "answer": "Home"}]}).json()
    assert (whole["status"], whole["clock"]["reason"], whole["clock"]["agrees"]) == ("IN_REVIEW", "RESUMED", True)
    assert len(whole["clock"]["pauses"]) == 1
    assert {"en", "fr"} == set(whole["clock"]["steps"][0])
    assert emma.post(address, {"answers": [{"item": second, "answer": "Home"}]}).status_code == 409


def test_answer_draft_is_ones_own(people: People, calling: Calling, case: Case) -> None:
    acting(people.emma)
    first = str(questions_of(case)[0].checklist[0].id)
    emma, address = calling(people.emma), f"requests/{case.pk}/answer-draft/"
    assert emma.get(address).status_code == 404
    assert put(emma, address, {"answers": [{"item": first, "answer": "Ma"}]}).status_code == 200
    assert emma.get(address).json()["items"] == {first: "Ma"}
    assert calling(people.rita).get(address).status_code == 404
    assert put(calling(people.rita), address, {"answer": "x"}).status_code == 404


def test_things_are_marked_as_not_needed(people: People, calling: Calling, case: Case) -> None:
    acting(people.emma)
    first, second = (str(item.id) for item in questions_of(case)[0].checklist)
    address = f"requests/{case.pk}/not-needed/"
    assert calling(people.emma).post(address, {"not_needed": [first]}).status_code == 403
    assert calling(people.sam).post(address, {"not_needed": [first]}).status_code == 404
    assert calling(people.rita).post(address, {"not_needed": []}).status_code == 422
    done = calling(people.rita).post(address, {"not_needed": [first, second]}).json()
    assert done["status"] == "IN_REVIEW"
    assert done["information_requests"][0]["went_on_at"] is not None


def test_closing_without_a_reply_is_refused_before_the_day(people: People, calling: Calling, case: Case) -> None:
    answer = calling(people.rita).act(case.pk, "close-unanswered", {"reasons": "Nothing came."})
    assert (answer.status_code, answer.json()["title"]) == (409, "not-in-this-state")
    assert calling(people.rita).get(f"requests/{case.pk}/").json()["status"] == "AWAITING_INFORMATION"


def test_asking_takes_a_list_and_a_day(people: People, calling: Calling) -> None:
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    rita, day = calling(people.rita), (clock.local_date(clock.now()) + timedelta(days=20)).isoformat()
    for wrong in ({"items": "The dates"}, {"items": [1]}, {"answer_by": "soon"}, {"items": ["x" * 301]}):
        assert rita.act(case.pk, "request-information", {"question": "Which?", **wrong}).status_code == 400
    past = rita.act(case.pk, "request-information", {"question": "Which?", "answer_by": "2020-01-01"})
    assert (past.status_code, list(past.json()["errors"])) == (422, ["answer_by"])
    done = rita.act(
        case.pk, "request-information", {"question": "Which?", "items": ["A", "B"], "answer_by": day}
    ).json()
    assert done["information_requests"][0]["answer_by"] == day
    assert [item["needed"] for item in done["information_requests"][0]["items"]] == ["A", "B"]


def test_standard_is_set_by_lead_and_administrators_only(people: People, calling: Calling) -> None:
    address, body = f"organizations/{people.organization.pk}/standard/", {"standard_days": 12, "answer_days": 4}
    for person in (people.rita, people.emma, people.olive):
        assert calling(person).post(address, body).status_code == 404
    answer = calling(people.ada).post(address, body).json()
    assert (answer["standard_days"], answer["answer_days"]) == (12, 4)
    assert calling(people.ada).post(address, {**body, "standard_days": 0}).status_code == 400
    assert calling(people.ada).post(address, {**body, "standard_days": 61}).status_code == 400
