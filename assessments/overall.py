"""What several activities of one sitting come to: the highest of their results. Points are never added up. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.rulebook_parts import OPEN, RESULTS

WEIGHT = ("NA", "LOW", "MOD", "HIGH", "PERM", "STOP")  # what should be looked at last to what should be looked at first


def weight(codes: Sequence[str]) -> tuple[int, int]:
    """How heavy a result is: by the highest code that is possible; of two alike, the settled one is heavier."""
    ranks = [WEIGHT.index(code) for code in codes if code != OPEN]
    return (max(ranks, default=0), -len(ranks))


def by_weight(results: Sequence[Sequence[str]]) -> list[int]:
    """The places of the results, heaviest first; equals stay in the order in which they came."""
    return sorted(range(len(results)), key=lambda place: tuple(-part for part in weight(results[place])))


def overall(results: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The highest of several results, each a range: every code that the highest may turn out to be."""
    least = max(min(map(WEIGHT.index, codes)) for codes in results)
    found = {code for codes in results for code in codes if WEIGHT.index(code) >= least}
    return tuple(code for code in RESULTS if code in found)


def is_pattern(results: Sequence[Sequence[str]]) -> bool:
    """Whether two or more of the activities are at moderate risk or above, whatever the open answers."""
    return sum(min(map(WEIGHT.index, codes)) >= WEIGHT.index("MOD") for codes in results) >= 2
