"""Feedback: one click, words if one likes, nobody's name, and read by administrators alone."""

import uuid
from datetime import date

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.settings import api_settings

from assessments.models import Feedback
from assessments.operations.feedback import give_feedback
from assessments.permissions import may_read_feedback
from assessments.sitting import Sitting, Situation
from polact.base import clock
from polact.base.errors import Invalid
from tests.conftest import acting_as

GIVE = {"en": "/en/assessment/feedback/", "fr": "/fr/evaluation/retroaction/"}
GIVEN = {"en": "/en/assessment/feedback/given/", "fr": "/fr/evaluation/retroaction/recue/"}
SAID = dict(Sitting("0.1.0", (Situation("SOC.POST", {"M.IDENT": "i3", "P.LEVEL": "l2"}),)).fields())
MONTH = clock.local_date(clock.now()).replace(day=1)
pytestmark = pytest.mark.django_db


def everything(people) -> list[Feedback]:
    with acting_as(people.ada):
        return list(Feedback.objects.all())


def give(words: str = "", helpful: str = "yes", on: date = date(2026, 11, 24)) -> None:
    give_feedback(helpful=helpful, words=words, language="en", rulebook_version="0.1.0", on=on)


@pytest.mark.parametrize(("language", "thanks"), [("en", "Thank you"), ("fr", "Merci")])
def test_keeps_one_click_with_month_language_and_version_and_nothing_else(client, people, language, thanks) -> None:
    response = client.post(GIVE[language], {**SAID, "helpful": "partly", "words": "  Clear, mostly.  "})
    assert response.status_code == 200
    assert thanks in response.content.decode()
    assert not client.cookies
    (kept,) = everything(people)
    assert {field.name: getattr(kept, field.name) for field in Feedback._meta.get_fields()} == {
        "id": kept.id,
        "helpful": "partly",
        "words": "Clear, mostly.",
        "language": language,
        "rulebook_version": "0.1.0",
        "month": MONTH,
    }
    assert kept.id.version == uuid.uuid4().version  # random: it tells no order


def test_needs_no_answers_to_be_given(client, people) -> None:
    client.post(GIVE["en"], {"helpful": "no"})
    assert [kept.helpful for kept in everything(people)] == ["no"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Press one of the three buttons"),
        ({"helpful": "perhaps"}, "Press one of the three buttons"),
        ({"helpful": "yes", "words": "x" * 1001}, "Keep it to 1,000 characters"),
    ],
)
def test_shows_what_is_wrong_with_what_was_typed_kept(client, people, sent, said) -> None:
    response = client.post(GIVE["en"], {**SAID, **sent})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error:" in page
    assert said in page
    assert sent.get("words", "") in page
    assert 'name="sitting"' in page
    assert everything(people) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"helpful": "x"}, "helpful"),
        ({"words": "x" * 1001}, "words"),
        ({"rulebook_version": "9.9.9"}, "rulebook_version"),
    ],
)
def test_operation_refuses_what_it_does_not_know(changed, field) -> None:
    given = {"helpful": "yes", "words": "", "language": "en", "rulebook_version": "0.1.0", "on": date(2026, 11, 24)}
    with pytest.raises(Invalid) as refused:
        give_feedback(**{**given, **changed})
    assert refused.value.field == field


def test_speaks_the_other_language_with_what_was_typed_and_keeps_nothing(client, people) -> None:
    page = client.post(GIVE["fr"], {**SAID, "words": "mes mots", "_language": "fr"}).content.decode()
    assert "mes mots" in page
    assert "error-summary" not in page
    thanked = client.post(GIVE["fr"], {**SAID, "thanked": "1", "_language": "fr"}).content.decode()
    assert "Merci" in thanked
    assert everything(people) == []


def test_bounds_how_often(client, monkeypatch) -> None:
    rates = {**api_settings.DEFAULT_THROTTLE_RATES, "coming-back": "2/hour"}
    monkeypatch.setattr(api_settings, "DEFAULT_THROTTLE_RATES", rates)
    assert [client.post(GIVE["en"], {"helpful": "no"}).status_code for _ in range(3)] == [200, 200, 429]


# Reading --------------------------------------------------------------------------------------------------------


def test_wall_shows_it_to_administrators_alone_and_lets_nobody_change_it(people) -> None:
    give("words")
    for name in ("emma", "rita", "sam", "olive", "audrey", None):
        with acting_as(getattr(people, name) if name else None):
            assert not Feedback.objects.exists(), name
    with acting_as(people.ada):
        assert Feedback.objects.count() == 1
    for deed in ("update assessments_feedback set words = ''", "delete from assessments_feedback"):
        with (
            acting_as(people.ada),
            pytest.raises(Error, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(deed)


def test_wall_and_predicate_agree(people) -> None:
    give()
    for name in ("emma", "rita", "rene", "luc", "sam", "olive", "ada", "audrey"):
        person = getattr(people, name)
        with acting_as(person):
            assert Feedback.objects.exists() == may_read_feedback(person), name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_is_for_administrators_and_unknown_to_everybody_else(people, client_of, language) -> None:
    give("<b>bold</b> words", helpful="no")
    for name in ("emma", "rita", "sam", "olive", "audrey"):
        assert client_of(getattr(people, name)).get(GIVEN[language]).status_code == 404, name
    assert Client().get(GIVEN[language]).status_code == 302
    page = client_of(people.ada).get(GIVEN[language]).content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt; words" in page
    assert "<b>bold</b>" not in page


def test_page_is_empty_with_a_word_about_what_will_appear(people, client_of) -> None:
    page = client_of(people.ada).get(GIVEN["en"]).content.decode()
    assert "No feedback yet" in page
    assert "counted here" in page


def test_page_counts_by_month_and_version_and_costs_the_same_for_many(people, client_of) -> None:
    costs = []
    for more in (1, 40):
        for number in range(more):
            give(f"words {number}", helpful=("yes", "partly", "no")[number % 3], on=date(2026, 1 + number % 12, 28))
        browser = client_of(people.ada)
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(GIVEN["en"]).content.decode()
        costs.append(len([query for query in captured if "assessments_feedback" in query["sql"]]))
    assert costs == [2, 2]
    assert page.count("<time") == 12
    assert page.index("December 2026") < page.index("January 2026")


def test_api_takes_it_from_anybody_and_gives_it_to_administrators(people, client_of) -> None:
    body = {"helpful": "yes", "words": "good", "language": "fr", "rulebook_version": "0.1.0"}
    anybody = Client()
    assert anybody.post("/api/v1/assessments/feedback/", body, content_type="application/json").status_code == 204
    assert not anybody.cookies
    given = "/api/v1/assessments/feedback/given/"
    with transaction.atomic():
        assert client_of(people.sam).get(given).status_code == 404
    told = client_of(people.ada).get(given).json()
    assert told["tallies"] == [
        {"month": MONTH.isoformat(), "rulebook_version": "0.1.0", "yes": 1, "partly": 0, "no": 0}
    ]
    assert [one["words"] for one in told["words"]] == ["good"]
    assert anybody.get(given).status_code == 401
