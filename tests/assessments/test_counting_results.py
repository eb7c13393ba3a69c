"""A result is counted where it comes out, once for each activity, and not where it is only shown again."""

from collections import Counter

import pytest
from django.test import Client

from assessments import tally
from assessments.models import ResultCount
from assessments.sitting import Sitting, Situation
from assessments.tally import Tally
from tests.assessments.test_views import START, begin, send, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, settings: object) -> Counter:
    """What is counted, with counting on and nobody who writes."""
    fresh = Tally()
    monkeypatch.setattr(tally, "TALLY", fresh)
    monkeypatch.setattr(tally, "_see_to_a_writer", lambda: None)
    settings.TALLY_SECONDS = 60  # type: ignore[attr-defined]
    return fresh._counts


def test_counts_each_activity_of_a_result_once(client: Client, counted: Counter) -> None:
    walk(client, ["SOC.POST", "INF.VOTE"], {"H.TIME": "working"}, "fr")
    assert counted == {("SOC", "STOP", "fr"): 1, ("INF", "LOW", "fr"): 1}


def test_counts_nothing_before_the_result_and_a_range_as_open(client: Client, counted: Counter) -> None:
    page = send(client, begin(client), "choose", activity="SOC.POST")
    page = send(client, page, "next", status=422)
    assert not counted
    page = send(client, page, "finish")
    assert counted == {("SOC", "OPEN", "en"): 1}


@pytest.mark.parametrize("step", ["choose", "find"])
def test_a_rule_that_decides_at_once_is_counted(client: Client, counted: Counter, step: str) -> None:
    send(client, begin(client), step, activity="INF.VOTE")
    assert counted == {("INF", "LOW", "en"): 1}


def test_counts_no_result_that_is_only_shown_again(client: Client, counted: Counter) -> None:
    page, _asked = walk(client, "INF.VOTE", {})
    page.action = START["fr"]  # where the language button leads
    page = send(client, page, "next", _language="fr")
    assert page.fields["shown"] == "result"
    for step in ("another", "back", "restart", "next-but-one"):
        send(client, page, step)
    sitting = dict(Sitting("0.1.0", (Situation("INF.VOTE", {}),)).fields())
    assert "Low risk" in client.post(START["en"], {**sitting, "_step": "resume"}).content.decode()
    assert client.post("/en/assessment/document/", sitting).status_code == 200
    assert counted == {("INF", "LOW", "en"): 1}


def test_a_changed_answer_makes_another_result(client: Client, counted: Counter) -> None:
    page, _asked = walk(client, "SOC.SHARE", {"H.TIME": "working"})
    page = send(client, page, "change:SOC.SHARE:H.TIME")
    assert counted.total() == 1
    send(client, page, "finish", **dict.fromkeys(page.choices, "unsure"))
    assert counted == {("SOC", "STOP", "en"): 1, ("SOC", "OPEN", "en"): 1}


def test_pages_say_what_is_counted_and_write_nothing(
    client: Client, counted: Counter, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        page, _asked = walk(client, "INF.VOTE", {})
    assert 'data-count="/en/assessment/count/"' in page.html
    assert "in batches of a hundred or more" in page.html
    assert "par lots de cent ou plus" in begin(client, "fr").html
    assert not client.cookies
    assert ResultCount.objects.count() == 0


def test_where_counting_is_off_nothing_is_counted_or_said(client: Client, counted: Counter, settings: object) -> None:
    settings.TALLY_SECONDS = 0  # type: ignore[attr-defined]
    page, _asked = walk(client, "INF.VOTE", {})
    assert not counted
    assert "data-count" not in page.html
    assert "batches" not in page.html


@pytest.mark.parametrize(
    ("path", "words"), [("/en/privacy/", "a hundred or more"), ("/fr/confidentialite/", "cent ou plus")]
)
def test_the_privacy_page_says_it_too(client: Client, path: str, words: str) -> None:
    assert words in client.get(path).content.decode()
