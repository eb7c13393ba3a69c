"""Nothing beside the words tells what was answered: not the length, not who asked."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client

from assessments.quiet import ANSWER_CLASS, PAGE_CLASS
from assessments.rulebook import current
from assessments.rulebook_parts import UNSURE
from polact.rest import throttling
from tests.assessments.test_views import START, Page, begin, send, walk

pytestmark = pytest.mark.django_db
RULEBOOK = current()
MOST = {f"answer-{q.code}": q.most.code for q in RULEBOOK.questions.values() if q.kind in ("A", "P", "N")}
DOUBTS = {f"answer-{code}": UNSURE for code in RULEBOOK.questions}


def length(client: Client, language: str, **sent: object) -> int:
    return len(client.post(START[language], sent).content)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_step_and_every_result_has_the_same_length(client: Client, language: str) -> None:
    scored = [code for code, activity in RULEBOOK.activities.items() if activity.route == "scored"]
    lengths = {len(client.get(START[language]).content)}
    for activities in (["INF.VOTE"], ["SOC.POST"], scored[:10], scored[-10:]):
        asked = {"activity": activities, "shown": "questions"}
        lengths |= {length(client, language, _step=step, **asked) for step in ("choose", "find", "next", "finish")}
        lengths |= {length(client, language, _step="finish", **asked, **answers) for answers in (MOST, DOUBTS)}
    lengths.add(length(client, language, _step="choose"))
    assert lengths == {PAGE_CLASS}


def test_every_answer_of_the_api_has_the_same_length(client: Client) -> None:
    lengths = set()
    for activity in RULEBOOK.activities:
        for answers in ({}, DOUBTS):
            body = {"activity": activity, "answers": {name.removeprefix("answer-"): a for name, a in answers.items()}}
            answer = client.post("/api/v1/assessments/evaluate/", body, content_type="application/json")
            assert json.loads(answer.content)["activity"] == activity
            lengths.add(len(answer.content))
    assert lengths == {ANSWER_CLASS}


def test_asks_whatever_stands_in_front_not_to_compress(client: Client) -> None:
    assert "no-transform" in client.get(START["en"])["Cache-Control"]


@pytest.fixture
def one_a_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    throttling._buckets.cache_clear()
    rates = {"assessment": "1/min", "anybody-write": "1/min", "anybody-read": "9/min"}
    monkeypatch.setattr("rest_framework.settings.api_settings.DEFAULT_THROTTLE_RATES", rates)
    yield
    throttling._buckets.cache_clear()


@pytest.mark.usefixtures("one_a_minute")
def test_asks_for_a_moment_in_both_languages_and_loses_nothing(client: Client) -> None:
    page = begin(client)
    asked = send(client, page, "choose", activity=["SOC.POST", "CAM.BACK"])
    typed = {"answer-C.ORG": "yes", "search": "<b>&"}
    refused = client.post(START["en"], {**asked.fields, "activity": asked.chosen, **typed, "_step": "next"})
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    text = refused.content.decode()
    assert "Nothing is lost" in text
    assert "Rien n’est perdu" in text
    assert "<b>&" not in text
    kept = Page(text)
    assert kept.chosen == ["SOC.POST", "CAM.BACK"]
    assert kept.fields.items() >= {**asked.fields, **typed, "_step": "next"}.items()
    assert len(refused.content) == PAGE_CLASS


@pytest.mark.usefixtures("one_a_minute")
def test_lets_another_address_pass_and_a_page_be_opened(client: Client) -> None:
    assert [client.post(START["en"], {}).status_code for _ in range(2)] == [200, 429]
    assert client.get(START["en"]).status_code == 200
    assert client.post(START["en"], {}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_walks_to_the_end_within_the_usual_rate(client: Client) -> None:
    for _ in range(3):
        walk(client, "SOC.POST", {})
