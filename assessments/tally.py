"""Counts which result came out how often, without anything by which a count could be tied to a visit.

A result is added to a tally in the memory of the web process. The tally goes to the database only when it holds at least a
hundred results, all in one statement with its rows in sorted order, at a moment that a thread of its own draws at random:
so neither the order, nor the time, nor the request log says whose result was whose. What is in memory when the process
ends is lost: counts are a little too low rather than written early. A batch counts in the month in which it is added.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from random import SystemRandom
from time import monotonic, sleep

from django.conf import settings
from django.db import connection, connections

from assessments.rulebook import current
from assessments.rulebook_parts import LANGUAGES, RESULTS
from polact.base import clock

logger = logging.getLogger(__name__)

BATCH = 100
Key = tuple[str, str, str]  # group, result, language
ADD = """
insert into assessments_resultcount (month, "group", result, language, count)
select %s, * from unnest(%s::text[], %s::text[], %s::text[], %s::bigint[])
on conflict (month, "group", result, language) do update set count = assessments_resultcount.count + excluded.count
"""


class Tally:
    """Results that are counted and not yet added to the database. May be shared by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[Key] = Counter()

    def add(self, counted: Key) -> None:
        """Count one result."""
        with self._lock:
            self._counts[counted] += 1

    def flush(self, write: Callable[[Mapping[Key, int]], None]) -> bool:
        """Hand everything to `write` if it is enough for a batch; keep it if `write` fails. Returns whether it was written."""
        with self._lock:
            if self._counts.total() < BATCH:
                return False
            batch, self._counts = self._counts, Counter()
        try:
            write(batch)
        except Exception:
            with self._lock:
                self._counts.update(batch)
            raise
        return True


TALLY = Tally()
_random = SystemRandom()
_writer = threading.Lock()
_written_by: list[threading.Thread] = []


def is_counting() -> bool:
    """Whether results are counted here at all: not with TALLY_SECONDS=0. Then pages neither count nor ask for it."""
    return bool(settings.TALLY_SECONDS)


def count_result(group: str, result: str, language: str) -> bool:
    """Count a result that was shown: group of activities, code of the result, language. Writes nothing now.

    Returns False, and counts nothing, for what the rulebook in force does not have.
    """
    if group not in current().groups or result not in RESULTS or language not in LANGUAGES:
        return False
    TALLY.add((group, result, language))
    if is_counting():
        _see_to_a_writer()
    return True


def add_to_database(batch: Mapping[Key, int], at: datetime) -> None:
    """Add a batch to the counters in one statement, rows in sorted order, so that two processes never wait in a circle."""
    rows = sorted(batch.items())
    groups, results, languages = zip(*(key for key, _count in rows), strict=True)
    with connection.cursor() as cursor:
        month = f"{clock.local_date(at):%Y-%m}"
        cursor.execute(ADD, [month, list(groups), list(results), list(languages), [count for _key, count in rows]])


def _see_to_a_writer() -> None:
    """One thread in each process, begun with its first result: a server that forks after loading has none before."""
    with _writer:
        if not any(thread.is_alive() for thread in _written_by):
            _written_by[:] = [threading.Thread(target=_write_now_and_then, name="tally", daemon=True)]
            _written_by[0].start()


def _write_now_and_then() -> None:
    while seconds := settings.TALLY_SECONDS:
        sleep(_random.expovariate(1 / seconds))
        try:
            TALLY.flush(lambda batch: add_to_database(batch, clock.now()))
        except Exception:  # noqa: BLE001 - the counts stay in memory, and the thread goes on
            logger.warning("Counters of results could not be added; they wait in memory.")
        finally:
            connections.close_all()


class Bucket:
    """Lets so many calls through in a second, whoever calls: no address is looked at, let alone kept."""

    def __init__(self, rate: float, most: float) -> None:
        self._rate, self._most, self._left, self._at = rate, most, most, monotonic()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take one call from what is left; False when nothing is."""
        with self._lock:
            now = monotonic()
            self._left = min(self._most, self._left + (now - self._at) * self._rate)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True
