"""The self-assessment for programs."""

import pytest
from django.test import Client

from assessments.explanation import explained
from assessments.models import Assessment
from assessments.personas import persona_answers
from assessments.rulebook import current
from assessments.serializers import ResultShape, RulebookShape
from tests.assessments.test_evaluation import EXAMPLE

RULEBOOK_URL, EVALUATE_URL = "/api/v1/rulebooks/current/", "/api/v1/assessments/evaluate/"
pytestmark = pytest.mark.django_db


def evaluate(client: Client, body: object) -> object:
    return client.post(EVALUATE_URL, body, content_type="application/json")


def test_gives_the_rulebook_in_force_in_both_languages(client: Client) -> None:
    response = client.get(RULEBOOK_URL)
    body = response.json()
    assert (body["version"], body["content_hash"]) == ("0.1.0", current().content_hash)
    assert (len(body["activities"]), len(body["questions"])) == (55, 28)
    assert body["results"]["LOW"]["title"] == {"en": "Low risk", "fr": "Risque faible"}


def test_does_not_send_the_rulebook_again_to_who_has_it(client: Client) -> None:
    first = client.get(RULEBOOK_URL)
    assert client.get(RULEBOOK_URL, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_evaluates_without_an_account_a_row_or_a_cookie(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = evaluate(client, {"activity": "SOC.POST", "answers": EXAMPLE})
    body = response.json()
    assert (response.status_code, body["code"], body["A"], body["P"]) == (200, "HIGH", [67, 67], [29, 29])
    assert {body["explanation"][language]["title"] for language in ("en", "fr")} == {"High risk", "Risque élevé"}
    assert response["Cache-Control"] == "no-store, no-transform"
    assert not client.cookies
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "activity"),
        ({"activity": "NO.SUCH"}, "activity"),
        ({"activity": "SOC.POST", "answers": {"M.AUD": "a9"}}, "answers"),
        ({"activity": "SOC.POST", "answers": {"X": "a9"}}, "answers"),
        ({"activity": "SOC.POST", "answers": ["M.AUD"]}, "answers"),
        ({"activity": "SOC.POST", "answers": {"M.AUD": None}}, "answers"),
    ],
)
def test_refuses_unknown_codes_with_a_problem_that_names_the_field(client: Client, body, field) -> None:
    response = evaluate(client, body)
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")
    assert field in response.json()["errors"]


def test_refuses_a_body_that_is_not_json(client: Client) -> None:
    assert evaluate(client, "{").status_code == 400
    assert evaluate(client, "[1]").status_code == 400
    assert evaluate(client, {"activity": "\u0000"}).status_code == 400


@pytest.mark.parametrize("activity", sorted(current().activities))
def test_gives_exactly_what_its_description_says(activity) -> None:
    for answers in ({}, persona_answers(current(), "very_senior", activity) | {"H.TIME": "unsure", "N.SUBJ": "j2"}):
        given = explained(current(), activity, answers)
        assert ResultShape(given).data == given


def test_describes_the_whole_rulebook() -> None:
    assert RulebookShape(current()).data["hard_rules"][0]["basis"]["fr"].startswith("LEFP")
