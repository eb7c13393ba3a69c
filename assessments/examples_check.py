"""Compares the engine with published worked examples. Pure.

Two different questions, never mixed: does the engine compute what a reference engine computed (`model_check`: that is
arithmetic, and must hold), and does the result agree with what the source says (`stated_outcome`: that informs, and is
reported only).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assessments.evaluation import InvalidAnswers, Result, Span, evaluate
from assessments.personas import UnknownPersona, persona_answers
from assessments.rulebook_parts import Rulebook

# Which results agree with what a source stated (model, section 5). It is generous on purpose: one member of a range is
# enough; High agrees with a founded finding, because it says "not without advice"; and "permission required" agrees
# both with a candidacy that was allowed on terms and with one that was faulted for lack of permission.
AGREES_WITH: Mapping[str, frozenset[str]] = {
    "acceptable": frozenset({"LOW"}),
    "acceptable_with_conditions": frozenset({"LOW", "MOD", "PERM"}),
    "risk": frozenset({"MOD", "HIGH"}),
    "not_acceptable": frozenset({"HIGH", "STOP", "PERM"}),
    "permission_required": frozenset({"PERM"}),
    "not_part7": frozenset({"NA"}),
}


class InvalidExamples(ValueError):
    """A file of examples does not have the expected form, or names what the rulebook does not have."""


@dataclass(frozen=True, slots=True)
class Row:
    """One example compared. `agrees` is None when the source states no outcome to agree with."""

    id: str
    result: list[str]
    rules: list[str]
    engine_equal: bool
    agrees: bool | None


def check_examples(rulebook: Rulebook, examples: object) -> list[Row]:
    """Return one compared row per example. Raises InvalidExamples with the example's id and what is wrong."""
    if not isinstance(examples, list) or not all(isinstance(example, Mapping) for example in examples):
        raise InvalidExamples("The file must hold a list of examples.")
    return [_row(rulebook, example) for example in examples]


def summary(rows: Iterable[Row]) -> dict[str, Any]:
    """Return the rows and the count of equal ones, ready for JSON."""
    listed = [asdict(row) for row in rows]
    return {"rows": listed, "engine_equal": sum(row["engine_equal"] for row in listed), "total": len(listed)}


def _row(rulebook: Rulebook, example: Mapping[str, Any]) -> Row:
    name = str(example.get("id", "(no id)"))
    mapping = example.get("map")
    if not isinstance(mapping, Mapping) or not isinstance(mapping.get("activity"), str):
        raise InvalidExamples(f"{name}: no map with an activity.")
    given = mapping.get("answers") or {}
    if not isinstance(given, Mapping):
        raise InvalidExamples(f"{name}: answers must map questions to options.")
    try:
        answers = {**persona_answers(rulebook, mapping.get("persona"), mapping["activity"]), **given}
        result = evaluate(rulebook, mapping["activity"], answers)
    except (InvalidAnswers, UnknownPersona) as error:
        raise InvalidExamples(f"{name}: {error}") from error
    return Row(
        id=name,
        result=list(result.codes),
        rules=list(result.rules),
        engine_equal=equals(result, example.get("model_check")),
        agrees=agrees(result, example.get("stated_outcome")),
    )


def equals(result: Result, expected: object) -> bool:
    """Return whether the engine gives what the reference engine gave: result or range, and rules, A and P if stated.

    False when nothing is stated: an example without `model_check` shows no equality.
    """
    if not isinstance(expected, Mapping) or "result" not in expected:
        return False
    spans: dict[str, Span | None] = {"A": result.exposure, "P": result.position}
    return (
        set(result.codes) == set(_listed(expected["result"]))
        and ("rules" not in expected or list(result.rules) == _listed(expected["rules"]))
        and all(
            axis not in expected or (span is not None and [span.low, span.high] == _listed(expected[axis]))
            for axis, span in spans.items()
        )
    )


def agrees(result: Result, stated_outcome: object) -> bool | None:
    """Return whether a member of the range agrees with the source's outcome; None when the source left it open."""
    wanted = AGREES_WITH.get(str(stated_outcome))
    return None if wanted is None else bool(wanted & set(result.codes))


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
