"""Hides small counts, so that none can be worked out from what is shown. Pure.

A count from 1 to 9 is about few people, so it is not shown; zero is about nobody and is. Hiding one count alone is not
enough where the sum is told: the others taken from it would give it back. So tables are made of lists that add up to a
count which is told elsewhere or nowhere, without totals of rows, and each list by itself hides no count or at least two.
A list whose sum is hidden tells none of its counts, so that they cannot give the sum back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

THRESHOLD = 10
Name = TypeVar("Name")


def is_small(count: int) -> bool:
    """Whether a count is about so few that it is not shown."""
    return 0 < count < THRESHOLD


def hide(counts: Mapping[Name, int], *, sum_is_shown: bool) -> dict[Name, int | None]:
    """Return the counts with None for those that are not shown.

    `sum_is_shown` says whether what they add up to is told. If so, a small count is never hidden alone: the next
    smallest goes with it. If not, all but zeros are hidden.
    """
    hidden = {name for name, count in counts.items() if is_small(count) or (count and not sum_is_shown)}
    if len(hidden) == 1 and sum_is_shown:
        others = [name for name, count in counts.items() if count and name not in hidden]
        hidden |= set(sorted(others, key=lambda name: counts[name])[:1])
    return {name: None if name in hidden else count for name, count in counts.items()}


def hide_parts(
    parts: Mapping[tuple[Name, str], int], sums: Mapping[str, int | None]
) -> dict[tuple[Name, str], int | None]:
    """Hide in a table whose columns add up to `sums`: each column is a list, its sum shown or (None) hidden."""
    shown: dict[tuple[Name, str], int | None] = {}
    for column, total in sums.items():
        own = {cell: count for cell, count in parts.items() if cell[1] == column}
        shown |= hide(own, sum_is_shown=total is not None)
    return shown
