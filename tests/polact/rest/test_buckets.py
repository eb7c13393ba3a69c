"""Buckets hold back who calls too often, and do not know who called."""

import gc
import pickle

import pytest

from polact.rest.buckets import KEY_LIVES, MOST_CALLERS, Buckets, rate


@pytest.fixture
def buckets() -> Buckets:
    made = Buckets(2, 60)
    made._forget(1000.0)
    return made


def test_lets_so_many_pass_and_says_how_long_to_wait(buckets: Buckets) -> None:
    assert [buckets.take("192.0.2.1", 1000.0) for _ in range(3)] == [0.0, 0.0, 30.0]
    assert buckets.take("192.0.2.1", 1015.0) == pytest.approx(15.0)


def test_fills_again_with_time_and_not_beyond_its_size(buckets: Buckets) -> None:
    for _ in range(2):
        buckets.take("192.0.2.1", 1000.0)
    assert buckets.take("192.0.2.1", 1031.0) == 0.0
    assert [buckets.take("192.0.2.1", 1500.0) > 0 for _ in range(3)] == [False, False, True]


def test_counts_each_caller_by_themselves(buckets: Buckets) -> None:
    assert [buckets.take("192.0.2.1", 1000.0) for _ in range(2)] == [0.0, 0.0]
    assert buckets.take("192.0.2.2", 1000.0) == 0.0


def test_keeps_no_address_and_another_name_under_another_key(buckets: Buckets) -> None:
    buckets.take("192.0.2.77", 1000.0)
    first = set(buckets._left)
    assert b"192.0.2.77" not in pickle.dumps(buckets._left)
    assert not any("192.0.2.77" in str(gc.get_referents(kept)) for kept in buckets._left)
    buckets.take("192.0.2.77", 1000.0 + KEY_LIVES)
    assert len(buckets._left) == 1
    assert not first & set(buckets._left)


def test_forgets_everybody_when_there_are_too_many(buckets: Buckets) -> None:
    buckets._left = {number.to_bytes(16, "big"): (1.0, 1000.0) for number in range(MOST_CALLERS + 1)}
    buckets.take("192.0.2.1", 1000.0)
    assert len(buckets._left) == 1


@pytest.mark.parametrize(("text", "told"), [("300/min", (300, 60.0)), ("5/s", (5, 1.0)), ("10/hour", (10, 3600.0))])
def test_reads_a_rate(text: str, told: tuple[int, float]) -> None:
    assert rate(text) == told
