"""One evaluation with its full explanation in both languages, in this process, beside the bare codes from plain tables.

The floor is what `assessments.compiled` does: sums, matrix and floors of the same situations, without a reason or a word.
Rounds alternate, so that a busy moment hits both.
"""

from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.figures import percentile

SITUATIONS = 300
ROUNDS = 5
TARGET_MS = 1.0


def measure() -> dict[str, Any]:
    """Milliseconds of one explained evaluation (p50, p95), of the floor (p50), and the ratio of the medians."""
    from assessments.compiled import Compiled  # noqa: PLC0415 - needs Django, which stands only now
    from assessments.explanation import explained  # noqa: PLC0415
    from assessments.rulebook import current  # noqa: PLC0415

    rulebook, compiled = current(), Compiled(current())
    situations = _situations(rulebook, Random(1))
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(ROUNDS + 1):
        one = _timed(situations, lambda activity, answers: explained(rulebook, activity, answers))
        two = _timed(situations, compiled.codes)
        if number:  # the first round warms up
            ours += one
            theirs += two
    return {
        "p50_ms": round(median(ours), 3),
        "p95_ms": round(percentile(ours, 0.95), 3),
        "floor_p50_ms": round(median(theirs), 4),
        "ratio": round(median(ours) / median(theirs), 1),
    }


def line(told: dict[str, Any]) -> str:
    """The figures for people."""
    return (
        f"explained evaluation in Python: p50 {told['p50_ms']:.2f} ms, p95 {told['p95_ms']:.2f} ms (target ≤ {TARGET_MS:g} ms), "
        f"codes alone {told['floor_p50_ms']:.3f} ms, ratio {told['ratio']:.0f}"
    )


def _timed(situations: list[tuple[str, dict[str, str]]], evaluate: Callable[[str, dict[str, str]], Any]) -> list[float]:
    took = []
    for activity, answers in situations:
        began = perf_counter()
        evaluate(activity, answers)
        took.append((perf_counter() - began) * 1000)
    return took


def _situations(rulebook: Any, rng: Random) -> list[tuple[str, dict[str, str]]]:
    """Scored activities as people answer: coverage and rules in order, points mostly low, some questions left open."""
    scored = [activity for activity in rulebook.listed_activities if activity.route == "scored"]
    found = []
    for _ in range(SITUATIONS):
        activity, answers = rng.choice(scored), {}
        for question in rulebook.asked(activity):
            if question.kind in ("route", "rule"):
                answers[question.code] = question.options[0].code
            elif rng.random() < 0.93:
                answers[question.code] = question.options[
                    min(int(rng.expovariate(0.9)), len(question.options) - 1)
                ].code
        found.append((activity.code, answers))
    return found
