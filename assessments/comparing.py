"""Compares two rulebooks without anybody's data: what moved, and what that does to typical positions and known outcomes. Pure.

The positions and the two ways to act are those of the table in section 5 of the model that
`docs/decisions/0003-assessment-engine.md` summarizes; under 0.1.0 they give its numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from assessments.evaluation import evaluate
from assessments.examples_check import AGREES_WITH, Row, check_examples
from assessments.rulebook_parts import TOP, Activity, Band, Option, Question, Rulebook

FOUNDED = frozenset({"not_acceptable"})

POSITIONS: Mapping[str, Mapping[str, str]] = {
    "administrative": {},
    "call centre": {"P.SERV": "s2", "P.ENF": "x1", "P.MAND": "m1"},
    "border officer": {"P.ENF": "x2", "P.SERV": "s2", "P.PUB": "b1", "P.AUTH": "u1"},
    "policy analyst": {"P.LEVEL": "l1", "P.INFL": "n2", "P.POL": "p1", "P.MAND": "m1"},
    "regional manager": {"P.LEVEL": "l2", "P.AUTH": "u1", "P.SUP": "k2", "P.EXT": "r1"},
    "director": {"P.LEVEL": "l2", "P.INFL": "n2", "P.AUTH": "u2", "P.POL": "p1", "P.SUP": "k1", "P.MAND": "m1"},
    "director general": {
        "P.LEVEL": "l3", "P.INFL": "n3", "P.AUTH": "u2", "P.POL": "p1", "P.SUP": "k2", "P.MAND": "m1", "P.EXT": "r2",
    },
}  # fmt: skip
_QUIET = {"M.TIME": "e2", "M.AUD": "a2"}
CONDUCTS: Mapping[str, Mapping[str, str]] = {
    "off duty, not identifiable, near an election": _QUIET,
    "also identifiable, known locally, critical, repeated": {
        **_QUIET, "M.IDENT": "i1", "M.COMM": "v1", "M.TONE": "t1", "M.FREQ": "f1",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """Something that differs: where, and how it is in the first and in the second rulebook."""

    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How many scored activities give which level to a position that acts in one way."""

    position: str
    points: int
    conduct: str
    low: int
    moderate: int
    high: int


# What moved -----------------------------------------------------------------------------------------------------


def moves(first: Rulebook, second: Rulebook) -> list[Move]:
    """Everything that counts and differs: lines, matrix, ratings, floors of activities, questions asked, points, rules."""
    ours, theirs = dict(_counting(first)), dict(_counting(second))
    keys = [*ours, *(key for key in theirs if key not in ours)]
    return [Move(k, ours.get(k, "–"), theirs.get(k, "–")) for k in keys if ours.get(k) != theirs.get(k)]


def reworded(first: Rulebook, second: Rulebook) -> list[Move]:
    """The English texts that differ."""
    ours, theirs = dict(_texts(first)), dict(_texts(second))
    return [Move(key, ours[key], theirs[key]) for key in ours if key in theirs and ours[key] != theirs[key]]


def _counting(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for band in (*rulebook.exposure_bands, *rulebook.position_bands):
        yield f"line {band.code}", str(band.least)
    for code, row in rulebook.matrix.items():
        yield f"matrix {code}", " ".join(row)
    yield "formula", " ".join(map(str, rulebook.formula))
    for activity in rulebook.listed_activities:
        yield f"{activity.code} ratings", " ".join(map(str, activity.ratings))
        yield f"{activity.code} floor", activity.floor or "–"
        yield f"{activity.code} asks", " ".join(activity.asks)
        yield f"{activity.code} route", activity.route
    for question in rulebook.listed_questions:
        for option in question.options:
            yield f"{question.code} {option.code}", str(option.link if question.kind == "N" else option.points)
    for rule in rulebook.hard_rules:
        yield f"rule {rule.code}", f"{rule.order} {rule.result} {rule.when}"
    for floor in rulebook.floors:
        yield f"floor {floor.code}", f"{floor.at_least} {floor.when}"


def _texts(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for activity in rulebook.listed_activities:
        yield activity.code, activity.text.en
    for question in rulebook.listed_questions:
        yield question.code, question.text.en
        yield f"{question.code} help", question.help.en if question.help else ""
        for option in question.options:
            yield f"{question.code} {option.code}", option.text.en
    for rule in rulebook.hard_rules:
        yield rule.code, rule.text.en
    for floor in rulebook.floors:
        yield floor.code, floor.text.en
    for code, result in rulebook.results.items():
        yield f"{code} next", result.next_step.en
    yield "disclaimer", rulebook.disclaimer.en


# What that does -------------------------------------------------------------------------------------------------


def spreads(rulebook: Rulebook) -> list[Spread]:
    """For each position and way to act: how the scored activities fall. Every other question has its first option."""
    ordinary = {question.code: question.options[0].code for question in rulebook.listed_questions}
    found = []
    for conduct, manner in CONDUCTS.items():
        for position, duties in POSITIONS.items():
            counted: Counter[str] = Counter()
            points = 0
            for activity in rulebook.listed_activities:
                if activity.route == "scored":
                    result = evaluate(rulebook, activity.code, {**ordinary, **duties, **manner})
                    counted[result.code] += 1
                    points = result.position.low if result.position else points
            found.append(Spread(position, points, conduct, counted["LOW"], counted["MOD"], counted["HIGH"]))
    return found


def agreement(rulebook: Rulebook, examples: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """How many of the examples that state an outcome agree with it, and of how many. Generous: see `examples_check`."""
    judged = [row for row in check_examples(rulebook, examples) if row.agrees is not None]
    return sum(bool(row.agrees) for row in judged), len(judged)


def changed(
    first: Rulebook, second: Rulebook, examples: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Row, Row]]:
    """The examples whose result is another, with both results."""
    rows = zip(examples, check_examples(first, examples), check_examples(second, examples), strict=True)
    return [(example, was, becomes) for example, was, becomes in rows if was.result != becomes.result]


def softened(
    first: Rulebook, second: Rulebook, examples: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Row, Row]]:
    """The founded examples that get a lower highest or lowest result than before: there should be none."""
    return [
        (example, was, becomes)
        for example, was, becomes in changed(first, second, examples)
        if example.get("stated_outcome") in FOUNDED and example.get("use") in ("calibration", "rule_test", "boundary")
    ]


def crude(rulebook: Rulebook, examples: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How often rules that nobody would defend agree with the scored federal examples: what a model has to beat."""
    scored = [
        (example, row)
        for example, row in zip(examples, check_examples(rulebook, examples), strict=True)
        if not row.rules and row.agrees is not None and example["jurisdiction"] == "CA-federal"
    ]
    wanted = [AGREES_WITH[str(example["stated_outcome"])] for example, _row in scored]
    simple = [_simple(rulebook, example) for example, _row in scored]
    return {
        "the model": sum(bool(row.agrees) for _example, row in scored),
        "high if P may reach 20, any link or title; else low": sum(s in w for s, w in zip(simple, wanted, strict=True)),
        "always low": sum("LOW" in agreeing for agreeing in wanted),
        "always moderate": sum("MOD" in agreeing for agreeing in wanted),
        "always high": sum("HIGH" in agreeing for agreeing in wanted),
        "of": len(scored),
    }


def _simple(rulebook: Rulebook, example: Mapping[str, Any]) -> str:
    given = example["map"].get("answers") or {}
    points = sum(
        rulebook.questions[code].by_code[answer].points
        for code, answer in given.items()
        if rulebook.questions[code].kind == "P" and answer in rulebook.questions[code].by_code
    )
    linked = any(given.get(code, "")[-1:] in ("1", "2") for code in ("N.SUBJ", "N.EFFECT"))
    senior = example["map"].get("persona") == "very_senior"
    return "HIGH" if points >= 20 or linked or senior or given.get("M.IDENT") == "i3" else "LOW"


# Robustness -----------------------------------------------------------------------------------------------------


def perturbed(rulebook: Rulebook, rng: Random, share: float) -> Rulebook:
    """The rulebook with every point and every line moved at random by up to `share` of itself (0.2 is a fifth)."""

    def moved(value: int) -> int:
        return round(value * rng.uniform(1 - share, 1 + share))

    def lines(bands: tuple[Band, ...]) -> tuple[Band, ...]:
        starts = sorted(min(TOP, moved(band.least)) for band in bands)
        return tuple(replace(band, least=least) for band, least in zip(bands, starts, strict=True))

    def question(one: Question) -> Question:
        options: tuple[Option, ...] = tuple(replace(option, points=moved(option.points)) for option in one.options)
        return Question(one.code, one.kind, one.bears_on, one.changeable, one.text, one.help, options)

    weights = rulebook.formula
    return replace(
        rulebook,
        formula=(moved(weights[0]), moved(weights[1]), moved(weights[2]), moved(weights[3])),
        exposure_bands=lines(rulebook.exposure_bands),
        position_bands=lines(rulebook.position_bands),
        questions={code: question(one) for code, one in rulebook.questions.items()},
    )


def robustness(
    rulebook: Rulebook, examples: Sequence[Mapping[str, Any]], *, runs: int, share: float, seed: int
) -> tuple[int, int, int]:
    """Agreement under random perturbation: the worst, the median, and of how many."""
    rng = Random(seed)  # noqa: S311 - the same seed gives the same figures
    found = sorted(agreement(perturbed(rulebook, rng, share), examples)[0] for _ in range(runs))
    return found[0], found[len(found) // 2], agreement(rulebook, examples)[1]


def scored(rulebook: Rulebook) -> list[Activity]:
    """The activities that points decide."""
    return [activity for activity in rulebook.listed_activities if activity.route == "scored"]
