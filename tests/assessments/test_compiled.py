"""The tables answer as the specification does, for whatever is answered, doubted or left out."""

from random import Random

import pytest

from assessments.compiled import Compiled
from assessments.drafts import proposed
from assessments.evaluation import InvalidAnswers, evaluate
from assessments.rulebook import current
from assessments.rulebook_parts import UNSURE, Rulebook

RULEBOOK = current()
VECTORS = 6000


def situation(rulebook: Rulebook, rng: Random) -> tuple[str, dict[str, str]]:
    """Any activity; half of the time rule questions are answered as most people do, so that points decide."""
    ordinary = rng.random() < 0.5
    answers = {}
    for question in rulebook.listed_questions:
        chance = rng.random()
        if ordinary and question.kind in ("route", "rule"):
            answers[question.code] = question.options[0].code
        elif chance < 0.75:
            answers[question.code] = rng.choice(question.options).code
        elif chance < 0.85:
            answers[question.code] = UNSURE
    return rng.choice(rulebook.listed_activities).code, answers


@pytest.mark.parametrize("rulebook", [RULEBOOK, *(draft.rulebook for draft in proposed())], ids=lambda r: r.version)
def test_gives_the_codes_of_the_evaluation(rulebook: Rulebook) -> None:
    compiled, rng = Compiled(rulebook), Random(20261124)
    ranges = set()
    for _ in range(VECTORS):
        activity, answers = situation(rulebook, rng)
        expected = evaluate(rulebook, activity, answers).codes
        assert compiled.codes(activity, answers) == expected, (activity, answers)
        ranges.add(expected)
    assert len(ranges) > 15


def test_gives_the_same_again_when_its_tables_are_filled() -> None:
    compiled, rng = Compiled(RULEBOOK), Random(5)
    situations = [situation(RULEBOOK, rng) for _ in range(300)]
    assert [compiled.codes(*one) for one in situations] == [compiled.codes(*one) for one in situations]


@pytest.mark.parametrize(
    ("activity", "answers"),
    [("NO.SUCH", {}), ("SOC.POST", {"M.AUD": "a9"}), ("SOC.POST", {"X.Y": "no"}), ("CAN.CANDIDATE", {"M.AUD": ""})],
)
def test_refuses_what_the_evaluation_refuses(activity: str, answers: dict[str, str]) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        Compiled(RULEBOOK).codes(activity, answers)
    with pytest.raises(InvalidAnswers) as expected:
        evaluate(RULEBOOK, activity, answers)
    assert refused.value.problems == expected.value.problems
