"""What travels is read back as it was; anything else is nothing."""

import json

import pytest

from assessments.rulebook import current
from assessments.sitting import LONGEST_TEXT, MOST_ACTIVITIES, Sitting, Situation, read_sitting


def sitting() -> Sitting:
    lawn = Situation("DIS.LAWN", {"P.LEVEL": "l1", "M.IDENT": "unsure"})
    return Sitting(current().version, (lawn, Situation("MEM.DONATE", {})))


def test_read_returns_what_was_written() -> None:
    assert read_sitting(sitting().as_text()) == sitting()


def spoiled(**changes: object) -> str:
    return json.dumps({**json.loads(sitting().as_text()), **changes})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 15_000,
        spoiled(version="9.9.9"),
        spoiled(version=["0.1.0"]),
        spoiled(version="../0.1.0"),
        spoiled(situations=[]),
        spoiled(situations=[{"activity": "DIS.LAWN"}]),
        spoiled(situations=[{"activity": "NO.SUCH", "answers": {}}]),
        spoiled(situations=[{"activity": "DIS.LAWN", "answers": {"P.LEVEL": "l9"}}]),
        spoiled(situations=[{"activity": "DIS.LAWN", "answers": {"P.LEVEL": ["l1"]}}]),
        spoiled(situations=[{"activity": "DIS.LAWN", "answers": {}}] * 2),
        spoiled(
            situations=[{"activity": code, "answers": {}} for code in list(current().activities)[: MOST_ACTIVITIES + 1]]
        ),
        sitting().as_text() + " " * LONGEST_TEXT,
    ],
    ids=lambda text: text[:60],
)
def test_read_refuses_what_makes_no_sense(text: str) -> None:
    assert read_sitting(text) is None
