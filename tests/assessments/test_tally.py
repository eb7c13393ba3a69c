"""Counters without a trace: nothing is written before a hundred, all at once after, and processes add up."""

import json
import re
import threading
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments import tally
from assessments.models import ResultCount
from assessments.tally import BATCH, Bucket, Tally, add_to_database, count_result
from assessments.views import counting
from tests.factories import NOON

URL = "/en/assessment/count/"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> Tally:
    """A tally of the test's own, and a full bucket."""
    fresh = Tally()
    monkeypatch.setattr(tally, "TALLY", fresh)
    monkeypatch.setattr(counting, "BUCKET", Bucket(rate=1000, most=1000))
    return fresh


def body(**told: str) -> bytes:
    return json.dumps(told).encode().ljust(counting.LENGTH)


def add(batch: Counter, at: datetime = NOON) -> None:
    add_to_database(batch, at)


@pytest.mark.django_db
def test_ninety_nine_results_write_nothing_and_the_hundredth_makes_a_batch(empty: Tally) -> None:
    for _ in range(BATCH - 1):
        assert count_result("SOC", "LOW", "en")
    with CaptureQueriesContext(connection) as statements:
        assert not empty.flush(add)
    assert len(statements) == ResultCount.objects.count() == 0
    count_result("MEM", "OPEN", "fr")
    with CaptureQueriesContext(connection) as statements:
        assert empty.flush(add)
    assert len(statements) == 1
    assert list(ResultCount.objects.order_by("group").values_list("month", "group", "result", "language", "count")) == [
        ("2026-11", "MEM", "OPEN", "fr", 1),
        ("2026-11", "SOC", "LOW", "en", 99),
    ]
    assert not empty.flush(add)


@pytest.mark.django_db
def test_a_batch_says_nothing_of_the_order_in_which_results_came(empty: Tally) -> None:
    written = []
    for results in (["LOW"] * 60 + ["HIGH"] * 40, ["HIGH"] * 40 + ["LOW"] * 60):
        for result in results:
            count_result("SOC", result, "en")
        with CaptureQueriesContext(connection) as statements:
            empty.flush(add)
        written.append(statements[0]["sql"])
        ResultCount.objects.update(count=0)
    assert written[0] == written[1]


@pytest.mark.django_db
def test_batches_add_up() -> None:
    for _ in range(3):
        add(Counter({("SOC", "LOW", "en"): 100}))
    assert ResultCount.objects.get().count == 300


def test_what_cannot_be_written_is_kept(empty: Tally) -> None:
    for _ in range(BATCH):
        count_result("SOC", "LOW", "en")

    def fails(batch: object) -> None:
        raise OSError

    with pytest.raises(OSError):
        empty.flush(fails)
    kept: list[dict] = []
    assert empty.flush(lambda batch: kept.append(dict(batch)))
    assert kept == [{("SOC", "LOW", "en"): BATCH}]


def test_threads_lose_no_count(empty: Tally) -> None:
    def many() -> None:
        for _ in range(500):
            count_result("SOC", "LOW", "en")

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept: list[dict] = []
    empty.flush(lambda batch: kept.append(dict(batch)))
    assert kept == [{("SOC", "LOW", "en"): 2000}]


@pytest.mark.usefixtures("committed_db")
def test_processes_add_up() -> None:
    """Several connections at once, each with its own batch of the same counters: no count lost, no deadlock."""
    keys = [(group, result, "en") for group in ("SOC", "MEM", "DIS") for result in ("LOW", "MOD", "HIGH")]

    def one(number: int) -> None:
        for _ in range(20):
            add(Counter(dict.fromkeys(keys if number % 2 else reversed(keys), 100)))
        connections.close_all()

    threads = [threading.Thread(target=one, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(ResultCount.objects.values_list("count", flat=True)) == {8000}


def test_counters_hold_no_time_and_nobody() -> None:
    assert {field.name for field in ResultCount._meta.get_fields()} == {
        "id", "month", "group", "result", "language", "count",
    }  # fmt: skip


@pytest.mark.parametrize("told", [("XXX", "LOW", "en"), ("SOC", "FINE", "en"), ("SOC", "LOW", "de")])
def test_counts_only_what_the_rulebook_has(told: tuple[str, str, str], empty: Tally) -> None:
    assert not count_result(*told)
    assert empty._counts.total() == 0


class TestTheDoor:
    def test_counts_without_session_cookie_or_database(self, empty: Tally) -> None:
        client = Client(enforce_csrf_checks=True)
        response = client.post(URL, body(group="SOC", result="LOW", language="fr"), content_type="application/json")
        assert (response.status_code, response.content, response["Cache-Control"]) == (204, b"", "no-store")
        assert not response.cookies
        assert "Set-Cookie" not in response
        assert dict(empty._counts) == {("SOC", "LOW", "fr"): 1}

    @pytest.mark.parametrize(
        "sent",
        [
            b"",
            body(group="SOC", result="LOW", language="fr")[:-1],
            body(group="SOC", result="LOW", language="fr") + b" ",
            body(group="SOC", result="LOW"),
            body(group="SOC", result="LOW", language="xx"),
            body(group="SOC", result="LOW", language="en", more="x"),
            b'["SOC"]'.ljust(counting.LENGTH),
            b'{"group": 1, "result": "LOW", "language": "en"}'.ljust(counting.LENGTH),
            b"\xff" * counting.LENGTH,
        ],
    )
    def test_refuses_anything_else(self, sent: bytes, empty: Tally) -> None:
        assert Client().post(URL, sent, content_type="application/json").status_code == 400
        assert empty._counts.total() == 0

    def test_takes_no_reading(self) -> None:
        assert Client().get(URL).status_code == 405

    def test_all_callers_together_are_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(counting, "BUCKET", Bucket(rate=0, most=2))
        sent = body(group="SOC", result="LOW", language="en")
        answers = [Client().post(URL, sent, content_type="application/json").status_code for _ in range(3)]
        assert answers == [204, 204, 429]

    def test_knows_no_address(self) -> None:
        source = (ROOT / "assessments/views/counting.py").read_text() + (ROOT / "assessments/tally.py").read_text()
        assert not re.search(r"REMOTE_ADDR|META|headers\[|X-Forwarded", source)


@pytest.mark.usefixtures("committed_db")
def test_the_writer_adds_a_batch_by_itself(settings: object, empty: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TALLY_SECONDS = 0.01  # type: ignore[attr-defined]
    monkeypatch.setattr(tally, "_written_by", [])
    for _ in range(BATCH):
        count_result("SOC", "LOW", "en")
    for _ in range(500):
        if ResultCount.objects.exists():
            break
        threading.Event().wait(0.01)
    settings.TALLY_SECONDS = 3600  # type: ignore[attr-defined]
    assert ResultCount.objects.get().count == BATCH
