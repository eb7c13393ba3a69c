"""What several activities of one sitting come to: the highest of their results. Points are never added up. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.rulebook_parts import OPEN

WEIGHT = ("NA", "LOW", "MOD", "HIGH", "PERM", "STOP")  # what should be looked at last to what should be looked at first


def weight(codes: Sequence[str]) -> tuple[int, int]:
    """How heavy a result is: by the highest code that is possible; of two alike, the settled one is heavier."""
    ranks = [WEIGHT.index(code) for code in codes if code != OPEN]
    return (max(ranks, default=0), -len(ranks))


def by_weight(results: Sequence[Sequence[str]]) -> list[int]:
    """The places of the results, heaviest first; equals stay in the order in which they came."""
    return sorted(range(len(results)), key=lambda place: tuple(-part for part in weight(results[place])))
