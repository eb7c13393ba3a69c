"""The comparison gives the numbers of the model for 0.1.0, and what the proposal says of 0.2.0 holds."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments import comparing
from assessments.drafts import draft_rulebook
from assessments.plain_yaml import read_yaml
from assessments.rulebook import RULEBOOKS, load, parse

FIRST, SECOND = load("0.1.0"), draft_rulebook("0.2.0")
EXAMPLES = [
    example
    for name in ("published-cases", "known-by-summary")
    for example in read_yaml((Path(RULEBOOKS).parent / f"examples/{name}.yaml").read_bytes())
]
PROPOSAL = Path(RULEBOOKS).parents[1] / "docs/proposals/rulebook-0.2.0.md"


def counted(rulebook: object, conduct: int) -> list[tuple[str, int, int, int, int]]:
    manner = list(comparing.CONDUCTS)[conduct]
    return [
        (s.position, s.points, s.low, s.moderate, s.high) for s in comparing.spreads(rulebook) if s.conduct == manner
    ]


def test_positions_and_conducts_are_those_of_the_model() -> None:
    """The table in section 5 of the model, row by row."""
    assert counted(FIRST, 0) == [
        ("administrative", 0, 40, 5, 1),
        ("call centre", 19, 40, 5, 1),
        ("border officer", 34, 21, 21, 4),
        ("policy analyst", 31, 21, 21, 4),
        ("regional manager", 34, 21, 21, 4),
        ("director", 58, 4, 17, 25),
        ("director general", 87, 0, 4, 42),
    ]
    assert [row[2:] for row in counted(FIRST, 1)] == [
        *[(30, 14, 2)] * 2,
        *[(10, 22, 14)] * 3,
        (1, 9, 36),
        (0, 1, 45),
    ]


def test_a_policy_analyst_may_do_most_things_without_asking() -> None:
    analyst = next(row for row in counted(SECOND, 0) if row[0] == "policy analyst")
    assert analyst[2:] == (30, 14, 2)


def test_nothing_founded_is_judged_otherwise() -> None:
    assert comparing.softened(FIRST, SECOND, EXAMPLES) == []
    changed = {example["id"] for example, _was, _becomes in comparing.changed(FIRST, SECOND, EXAMPLES)}
    assert changed == {"CA-CRT-02", "CA-ON-07", "CA-COM-01"}


def test_both_faults_that_were_too_strict_are_mended() -> None:
    found = {e["id"]: becomes for e, _was, becomes in comparing.changed(FIRST, SECOND, EXAMPLES)}
    assert found["CA-CRT-02"].agrees
    assert found["CA-COM-01"].agrees
    assert comparing.agreement(FIRST, EXAMPLES) == (55, 60)
    assert comparing.agreement(SECOND, EXAMPLES) == (57, 60)


def test_every_move_stands_in_the_proposal() -> None:
    text = PROPOSAL.read_text(encoding="utf-8")
    told = comparing.moves(FIRST, SECOND)
    assert len(told) == 14
    assert [move.where for move in told if f"`{move.where.split(' ratings')[0].split(' floor')[0]}`" not in text] == []


def test_a_founded_example_that_were_softened_would_be_found() -> None:
    content = (
        (RULEBOOKS / "0.1.0.yaml").read_bytes().replace(b"A5: [HIGH, HIGH, HIGH, HIGH]", b"A5: [MOD, HIGH, HIGH, HIGH]")
    )
    softened = comparing.softened(FIRST, parse(content), EXAMPLES)
    assert [example["id"] for example, _was, _becomes in softened] == ["CA-TRB-04"]  # MacLean


def test_perturbing_keeps_lines_in_order_and_is_the_same_again() -> None:
    worst, middle, judged = comparing.robustness(SECOND, EXAMPLES, runs=20, share=0.2, seed=1)
    assert (worst, middle, judged) == comparing.robustness(SECOND, EXAMPLES, runs=20, share=0.2, seed=1)
    assert 45 <= worst <= middle <= judged == 60


def test_command_prints_the_tables() -> None:
    out = io.StringIO()
    call_command("compare_rulebooks", "0.1.0", "0.2.0", "--runs", "3", stdout=out)
    text = out.getvalue()
    assert "| policy analyst (31) | 21 / 21 / 4 | 30 / 14 / 2 |" in text
    assert "Founded examples that are judged otherwise: none." in text
    assert text.count("half of the time") == 2


def test_command_refuses_an_unknown_rulebook() -> None:
    with pytest.raises(CommandError, match=r"9\.9\.9"):
        call_command("compare_rulebooks", "0.1.0", "9.9.9")
