"""Seeding as a whole: while one batch is written by the database, the next is made here."""

from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

import psycopg

from cases.seeding.loading import load, reserve, settle
from cases.seeding.results import Sheet, pool
from cases.seeding.story import Plan, Rows, Story, draw_plan
from cases.seeding.world import World, make_world

BATCH = 1000


@dataclass(frozen=True)
class Progress:
    done: int


def seed(
    connection: psycopg.Connection[Any],
    *,
    cases: int,
    seed: int,
    until: datetime,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> dict[str, int]:
    """Add `cases` synthetic cases submitted in the three years before `until`, with people, messages and the ledger.

    Takes an autocommitting connection of the owner role, and calls `tell` after each batch. Batches commit one by one,
    each whole in itself. Returns how many rows each table got. Raises LookupError without organizations.
    """
    numbers = reserve(connection, "cases_case", cases)
    rng = Random(f"{seed}:{numbers[0]}")  # noqa: S311 - a second run makes other cases, not the same ones again
    world, sheets = make_world(connection, rng, cases), pool(rng)
    plans = sorted((draw_plan(rng, until) for _ in range(cases)), key=lambda plan: plan.submitted_at)
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(max_workers=1) as writer:
        pending: Future[None] | None = None
        for first in range(0, cases, BATCH):
            chosen = slice(first, first + BATCH)
            rows = _batch(world, sheets, rng, numbers[chosen], plans[chosen])
            if pending is not None:
                pending.result()
                tell(Progress(first))
            counts.update({table: len(found) for table, found in rows.items()})
            pending = writer.submit(_write, connection, rows)
        if pending is not None:
            pending.result()
    tell(Progress(cases))
    settle(connection)
    return dict(counts)


def _batch(world: World, sheets: list[Sheet], rng: Random, numbers: list[int], plans: list[Plan]) -> Rows:
    rows: Rows = defaultdict(list)
    for pk, plan in zip(numbers, plans, strict=True):
        Story(rows=rows, world=world, sheets=sheets, rng=rng, pk=pk, plan=plan).tell()
    return rows


def _write(connection: psycopg.Connection[Any], rows: Rows) -> None:
    """Entries get their numbers here, so that no gap is left by batches that were never written."""
    numbers = reserve(connection, "audit.entry", len(rows["audit.entry"]))
    rows["audit.entry"] = [(number, *entry) for number, entry in zip(numbers, rows["audit.entry"], strict=True)]
    rows["audit.payload"] = [(number, *sealed) for number, sealed in zip(numbers, rows["audit.payload"], strict=True)]
    load(connection, rows)
