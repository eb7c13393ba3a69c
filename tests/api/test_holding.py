"""Who holds what, changes of hands and the safety net through the API."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cases.enums import CaseStatus
from cases.models import Case
from polact.access.models import Person
from tests.api.conftest import Caller
from tests.cases.away import TODAY, away, leads
from tests.factories import NOON, People, make_case, nobody_answers

Calling = Callable[[Person | None], Caller]


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polact.base.clock.now", lambda: NOON)


@pytest.fixture
def held(people: People) -> Case:
    at = NOON - timedelta(days=30)
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita, at=at)


def test_request_is_passed_on_and_its_history_told(people: People, calling: Calling, held: Case) -> None:
    rita = calling(people.rita)
    told = rita.post(f"requests/{held.pk}/pass-on/", {"person": people.rene.pk, "reason": "Your field."})
    assert (told.status_code, told.json()["assigned_to"]["name"]) == (200, "René Sample")
    [newest, *_] = rita.get(f"requests/{held.pk}/holders/").json()
    assert (newest["kind"], newest["person"]["name"], newest["by"]["name"], newest["reason"]) == (
        "PASSED_ON", "René Sample", "Rita Sample", "Your field.",
    )  # fmt: skip
    refused = rita.post(f"requests/{held.pk}/release/")
    assert (refused.status_code, refused.json()["type"], refused.json()["holder"]) == (
        409, "urn:polact:held-by-another", "René Sample",
    )  # fmt: skip


def test_body_without_a_reason_or_with_nobody_is_refused(people: People, calling: Calling, held: Case) -> None:
    rita, address = calling(people.rita), f"requests/{held.pk}/pass-on/"
    assert rita.post(address, {"person": people.rene.pk}).status_code == 400
    assert rita.post(address, {"person": people.rene.pk, "reason": " "}).json()["errors"] == {
        "reason": ["Say why: your colleague reads it."]
    }
    assert rita.post(address, {"person": 10**9, "reason": "r"}).status_code == 422
    assert rita.post(address, {"person": people.sam.pk, "reason": "r"}).status_code == 422
    assert rita.post(address, {"person": people.rene.pk, "reason": "r"}, headers={"If-Match": '"1"'}).status_code == 409


def test_request_is_taken_released_and_sent_back(people: People, calling: Calling) -> None:
    with nobody_answers():
        case = make_case(people.emma, people.organization)
    olive = calling(people.olive)
    assert olive.post(f"requests/{case.pk}/assign/", {"person": people.olive.pk}).status_code == 200
    assert olive.post(f"requests/{case.pk}/release/").json()["assigned_to"] is None
    assert olive.post(f"requests/{case.pk}/send-back/").json()["queue"] == "ORGANIZATION"


@pytest.mark.parametrize("who", ["emma", "sam", "luc"])
@pytest.mark.parametrize("door", ["assign", "pass-on", "release", "send-back", "explanations", "holders"])
def test_strangers_and_whoever_asked_find_nothing(
    people: People, calling: Calling, held: Case, who: str, door: str
) -> None:
    caller, address = calling(getattr(people, who)), f"requests/{held.pk}/{door}/"
    body = {"person": people.rene.pk, "reason": "r", "kinds": ["LATE"], "text": "t", "until": "2026-12-01"}
    answer = caller.get(address) if door == "holders" else caller.post(address, body)
    assert answer.status_code == 404


def test_lead_reads_who_holds_what(people: People, calling: Calling, held: Case) -> None:
    assert calling(people.rita).get("holdings/").status_code == 404
    leads(people.rita, people.organization)
    away(people.rene, people.rita, people.organization)
    [office] = calling(people.rita).get("holdings/").json()
    rene, rita = office["people"]
    assert (rita["counts"]["IN_REVIEW"], rita["weight"], rita["stands_in_for"][0]["name"]) == (1, 2, "René Sample")
    assert (rene["away_to"], rene["stand_in"]["name"]) == ((TODAY + timedelta(days=7)).isoformat(), "Rita Sample")
    assert office["unassigned"] == 0


def test_net_is_read_and_explained(people: People, calling: Calling, held: Case) -> None:
    rita = calling(people.rita)
    [row] = rita.get("safety-net/").json()["results"]
    assert (row["id"], row["kinds"]) == (held.pk, ["UNTOUCHED", "LATE"])
    body = {"kinds": row["kinds"], "text": "Waits for the board.", "until": "2026-12-01"}
    assert calling(people.rene).post(f"requests/{held.pk}/explanations/", body).status_code == 403
    assert rita.post(f"requests/{held.pk}/explanations/", body).status_code == 201
    assert rita.get("safety-net/").json()["results"] == []
    assert {one["kind"] for one in rita.get(f"requests/{held.pk}/explanations/").json()} == {"UNTOUCHED", "LATE"}
    assert calling(people.emma).get("safety-net/").status_code == 404
    assert calling(people.sam).get("safety-net/").json()["results"] == []


def test_decision_of_a_stand_in_says_for_whom(people: People, calling: Calling, held: Case) -> None:
    away(people.rita, people.rene, people.organization)
    body = {"outcome": "COMPATIBLE", "reasons": "Own time."}
    told = calling(people.rene).act(held.pk, "record-advice", body).json()
    assert (told["advice"]["author"]["name"], told["advice"]["on_behalf_of"]["name"]) == ("René Sample", "Rita Sample")
    trail = calling(people.emma).get(f"requests/{held.pk}/trail/").json()
    assert trail[-1]["signature"] == "René Sample, for Rita Sample"
