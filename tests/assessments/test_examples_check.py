"""The published worked examples against the engine."""

from pathlib import Path

import pytest

from assessments import examples_check
from assessments.examples_check import InvalidExamples, check_examples, summary
from assessments.personas import persona_answers
from assessments.plain_yaml import read_yaml
from assessments.rulebook import current

PUBLISHED = Path(examples_check.__file__).parent / "examples" / "published-cases.yaml"
EXAMPLES = read_yaml(PUBLISHED.read_bytes())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_computes_what_the_reference_engine_computed(example) -> None:
    [row] = check_examples(current(), [example])
    assert row.engine_equal


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_judges_agreement_as_the_published_verdicts_do(example) -> None:
    [row] = check_examples(current(), [example])
    expected = {"match": True, "compatible": True, "stricter": False, "weaker": False, "n/a": None}
    assert row.agrees is expected[example["model_check"]["verdict"]]


def test_sums_up_all_published_examples() -> None:
    document = summary(check_examples(current(), EXAMPLES))
    assert (document["engine_equal"], document["total"]) == (59, 59)
    assert set(document["rows"][0]) == {"id", "result", "rules", "engine_equal", "agrees"}


@pytest.mark.parametrize(
    "stated",
    [
        {"result": ["LOW"]},
        {"result": ["HIGH"], "rules": ["HR05"]},
        {"result": ["HIGH"], "A": [83, 87]},
        {},
        None,
    ],
)
def test_tells_a_difference_from_the_reference(stated) -> None:
    [row] = check_examples(current(), [{**EXAMPLES[0], "model_check": stated}])
    assert not row.engine_equal


def test_gives_the_ordinary_persona_only_what_the_activity_asks() -> None:
    answers = persona_answers(current(), "ordinary", "DIS.LAWN")
    assert answers["M.TIME"] == "e2"
    assert answers["H.TIME"] == "own"
    assert "M.AUD" not in answers
    assert not [code for code in answers if code.startswith("C.")]


@pytest.mark.parametrize(
    ("examples", "says"),
    [
        ({"id": "X"}, "list"),
        ([{"id": "X"}], "X: no map"),
        ([{"id": "X", "map": {"activity": "NO.SUCH", "answers": {}}}], "X: Unknown activity"),
        ([{"id": "X", "map": {"activity": "SOC.POST", "answers": {"M.AUD": "zz"}}}], "X: Unknown answer"),
        ([{"id": "X", "map": {"activity": "SOC.POST", "persona": "saint"}}], "X: Unknown persona"),
        ([{"id": "X", "map": {"activity": "SOC.POST", "answers": ["M.AUD"]}}], "X: answers"),
    ],
)
def test_names_the_example_that_cannot_be_used(examples, says) -> None:
    with pytest.raises(InvalidExamples, match=says):
        check_examples(current(), examples)
