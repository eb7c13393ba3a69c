"""Re-opening shows what was stored; comparing with the rulebook in force is asked for, computed and stored nowhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment
from assessments.sitting import Sitting, Situation
from cases.models import Case
from cases.operations.drafting import start_assessed_draft
from cases.operations.submission import submit_request
from polact.access.acting import as_system
from tests.assessments.newer import newer_rulebook
from tests.assessments.test_evaluation import EXAMPLE
from tests.cases.views.pages import path, queries, text
from tests.factories import NOON, acting, make_case

pytestmark = pytest.mark.django_db
POST, VOTE, LAWN = Situation("SOC.POST", EXAMPLE), Situation("INF.VOTE", {}), Situation("DIS.LAWN", {"M.IDENT": "i1"})


def sent_with(people, *situations: Situation) -> Case:
    draft = start_assessed_draft(
        requester=acting(people.emma),
        organization=people.organization,
        request_type_code="ADVICE",
        language="en",
        subject="A post",
        question="May I?",
        sitting=Sitting("0.1.0", situations),
        at=NOON,
    )
    return submit_request(case=draft, submitted_by=acting(people.emma), at=NOON)


def stored(case: Case) -> list:
    with as_system():
        return list(Assessment.objects.order_by("place").values_list("activity", "result", "rulebook_version"))


def test_page_shows_what_was_stored_and_offers_to_compare(people, client_of, tmp_path):
    case = sent_with(people, POST, VOTE)
    assert "Compare with the current rulebook" not in text(client_of(people.emma).get(path("request", case.pk)))
    before = stored(case)
    with newer_rulebook(tmp_path):
        for person, name in ((people.emma, "request"), (people.rita, "case")):
            page = text(client_of(person).get(path(name, case.pk)))
            assert "High risk" in page
            assert "Moderate risk</p>" not in page
            assert path("compare", case.pk) in page
    assert stored(case) == before


@pytest.mark.parametrize(
    ("language", "titles"), [("en", ["High risk", "Moderate risk"]), ("fr", ["Risque élevé", "Risque moyen"])]
)
def test_compares_for_whoever_may_see_the_case_and_stores_nothing(people, client_of, tmp_path, language, titles):
    case = sent_with(people, POST, VOTE)
    before = stored(case)
    with newer_rulebook(tmp_path) as version:
        for person in (people.emma, people.rita, people.olive, people.audrey):
            page = text(client_of(person).get(path("compare", case.pk, language=language)))
            assert page.index(f'level__title">{titles[0]}') < page.index(f'level__title">{titles[1]}')
            assert version in page
    assert stored(case) == before


def test_compares_nothing_for_strangers_or_without_an_assessment(people, client_of):
    case, without = sent_with(people, POST), make_case(people.emma, people.organization)
    for person in (people.sam, people.luc):
        assert client_of(person).get(path("compare", case.pk)).status_code == 404
    assert client_of(people.emma).get(path("compare", without.pk)).status_code == 404
    assert client_of(people.emma).get(path("compare", 10**9)).status_code == 404


def test_draft_is_compared_by_its_writer_alone(people, client_of):
    draft = start_assessed_draft(
        requester=acting(people.emma), organization=people.organization, request_type_code="ADVICE", language="en",
        subject="A post", question="", sitting=Sitting("0.1.0", (POST,)), at=NOON,
    )  # fmt: skip
    assert client_of(people.emma).get(path("compare", draft.pk)).status_code == 200
    for person in (people.rita, people.olive, people.ada):
        assert client_of(person).get(path("compare", draft.pk)).status_code == 404


def test_says_that_there_is_nothing_to_compare_under_the_same_rulebook(people, client_of):
    case = sent_with(people, POST)
    assert "There is nothing to compare" in text(client_of(people.emma).get(path("compare", case.pk)))


def test_costs_the_same_for_one_activity_and_for_many(people, client_of, tmp_path):
    few, many = (
        sent_with(people, POST),
        sent_with(people, POST, VOTE, LAWN, Situation("SOC.SHARE", {}), Situation("MEM.JOIN", {})),
    )
    costs: dict[str, set[int]] = {}
    with newer_rulebook(tmp_path):
        for name, person in (
            ("compare", people.emma),
            ("compare", people.rita),
            ("request", people.emma),
            ("case", people.rita),
        ):
            for case in (few, many):
                browser = client_of(person)
                with queries() as found:
                    assert browser.get(path(name, case.pk)).status_code == 200
                costs.setdefault(f"{name} {person.given_name}", set()).add(len(found))
    assert {name: len(found) for name, found in costs.items()} == dict.fromkeys(costs, 1), costs
    assert costs["compare Emma"] == {EXPECTED}


EXPECTED = 7  # session, standing, person, unread messages, the case with its assessment, its people, the companions


def test_api_tells_all_activities_and_compares_them(people, client_of, tmp_path):
    case = sent_with(people, VOTE, POST)
    address = f"/api/v1/requests/{case.pk}/"
    for person in (people.emma, people.rita):
        told = client_of(person).get(address).json()["assessment"]
        assert (told["activity"], [one["activity"] for one in told["companions"]]) == ("SOC.POST", ["INF.VOTE"])
        assert told["rulebook_hash"] == told["companions"][0]["rulebook_hash"]
    with newer_rulebook(tmp_path):
        compared = client_of(people.rita).get(f"{address}comparison/").json()
        assert [(one["then"], one["now"], one["same_result"]) for one in compared] == [
            (["HIGH"], ["MOD"], False),
            (["LOW"], ["LOW"], True),
        ]
        assert [(one["then"], one["now"]) for one in compared[0]["reasons"]] == [(10, 11)]
    assert client_of(people.sam).get(f"{address}comparison/").status_code == 404


def test_api_takes_companions_and_finds_the_main_one_itself(people, client_of):
    body = {
        "organization": people.organization.pk,
        "language": "en",
        "subject": "Two things",
        "question": "May I?",
        "assessment": {
            "activity": "INF.VOTE",
            "answers": {},
            "companions": [{"activity": "SOC.POST", "answers": EXAMPLE}],
        },
    }
    browser = client_of(people.emma)
    told = browser.post("/api/v1/requests/", body, content_type="application/json")
    assert told.status_code == 201, told.content
    assert told.json()["assessment"]["activity"] == "SOC.POST"
    assert told.json()["level"] == "HIGH"
    body["assessment"]["companions"] *= 2
    assert browser.post("/api/v1/requests/", body, content_type="application/json").status_code == 422


def test_api_costs_the_same_for_one_activity_and_for_many(people, client_of):
    costs = []
    for case in (sent_with(people, POST), sent_with(people, POST, VOTE, LAWN)):
        browser = client_of(people.rita)
        with CaptureQueriesContext(connection) as captured:
            browser.get(f"/api/v1/requests/{case.pk}/")
        costs.append(len(captured))
    assert costs[0] == costs[1]
