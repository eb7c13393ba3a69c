"""The golden vectors are those of their version, and agree with the model's own table of where results fall."""

from collections import Counter

import pytest

from assessments.evaluation import evaluate
from assessments.gate import moved, vectors_file, watched
from assessments.golden import CONDUCTS, POSITIONS, everyday_answers, golden_file
from assessments.rulebook import load

BOOK = load("0.1.0")
# Section 5 of the model: low, moderate, high of 46 scored activities, discreet and exposed.
TABLE = {
    "administrative": ((40, 5, 1), (30, 14, 2)),
    "call centre": ((40, 5, 1), (30, 14, 2)),
    "border officer": ((21, 21, 4), (10, 22, 14)),
    "policy analyst": ((21, 21, 4), (10, 22, 14)),
    "director": ((4, 17, 25), (1, 9, 36)),
    "director general": ((0, 4, 42), (0, 1, 45)),
}


def test_kept_vectors_are_those_of_their_version() -> None:
    assert vectors_file() == golden_file(load(vectors_file()["version"]))


@pytest.mark.parametrize("position", POSITIONS)
def test_positions_have_the_points_of_the_model_and_results_fall_where_it_says(position: str) -> None:
    answers = everyday_answers(BOOK, BOOK.activities["DIS.LAWN"], position, "discreet")
    span = evaluate(BOOK, "DIS.LAWN", answers).position
    assert (span.low, span.high) == (POSITIONS[position][0],) * 2
    column = list(POSITIONS).index(position)
    for conduct, expected in zip(CONDUCTS, TABLE[position], strict=True):
        found = Counter(lines[conduct][column] for lines in vectors_file()["results"].values())
        assert tuple(found[level] for level in ("LOW", "MOD", "HIGH")) == expected


def test_same_version_moves_nothing() -> None:
    items = list(watched(BOOK))
    assert len(items) == len({item.id for item in items}) == 636
    assert moved(BOOK, BOOK, items) == []
