"""Evaluates one situation under one rulebook: who may do what, at what risk, and exactly why. Pure.

The algorithm is appendix B of the model that `docs/decisions/0003-assessment-engine.md` summarizes: hard rules first;
then exposure A and position P; a matrix; floors that raise and never lower. What is not answered is never taken as
zero: the level is computed with every open question at its lowest and at its highest option, and the result is the
range between the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assessments.conditions import Facts
from assessments.rulebook_parts import (
    OPEN,
    RATINGS,
    RESULTS,
    TOP,
    UNSURE,
    Activity,
    Option,
    Question,
    Rulebook,
)

CLOSE = 5  # points within which a line is "close": the points do not support a finer reading (model, section 4.5)

Side = Literal["low", "high"]


_SENTENCES = {
    "activity": "Unknown activity {value!r}.",
    "answers": "Answers must map questions to options.",
    "question": "Unknown question {value!r}.",
    "option": "Unknown answer {value!r} to {field}.",
}


class Problem(NamedTuple):
    """One thing that cannot be evaluated: where, of what kind (a key of `_SENTENCES`), and what was given."""

    field: str
    kind: str
    value: object

    def __str__(self) -> str:
        return _SENTENCES[self.kind].format(field=self.field, value=self.value)


class InvalidAnswers(ValueError):
    """What was given cannot be evaluated; `problems` says all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Span:
    """The points of one axis with every open question at its lowest and at its highest, and the bands they lie in."""

    low: int
    high: int
    low_band: str
    high_band: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """Points that something added to an axis.

    `question` and `option` are None for the activity's own base, which then lists its `ratings` with the points of
    each. `bears_on` is actual, perceived or both; the base is about what others see: perceived.
    """

    axis: Literal["A", "P"]
    points: int
    bears_on: str
    question: str | None
    option: str | None
    ratings: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FloorUse:
    """A floor that holds. `certain` is False when it holds only because a question is open.

    `raises` says whether it lifts the level above what the matrix gives.
    """

    code: str
    at_least: str
    certain: bool
    raises: bool


@dataclass(frozen=True, slots=True)
class NearLine:
    """A line within CLOSE points: which axis, where the line is, how far, and the level across it."""

    axis: Literal["A", "P"]
    line: int
    distance: int
    level: str


@dataclass(frozen=True, slots=True)
class Result:
    """The explained result.

    `codes` is the range in the order of `RESULTS`, one member when it is settled. `exposure` and `position` are None
    when the activity is not scored. `rules` are all that match, the deciding one first. `unanswered` are the questions
    that count and have no answer, "I don't know" included. `unsettled` are results that a "not sure" leaves possible.
    """

    rulebook_version: str
    activity: str
    codes: tuple[str, ...]
    exposure: Span | None
    position: Span | None
    contributions: tuple[Contribution, ...]
    floors: tuple[FloorUse, ...]
    rules: tuple[str, ...]
    unanswered: tuple[str, ...]
    unsettled: tuple[tuple[str, str], ...]
    close_to_line: tuple[NearLine, ...]

    @property
    def code(self) -> str:
        """The single result, or OPEN when the answers allow more than one."""
        return self.codes[0] if len(self.codes) == 1 else OPEN

    @property
    def decided_by_rule(self) -> bool:
        """Whether a hard rule decided, so that points play no part."""
        return bool(self.rules)


@dataclass(frozen=True, slots=True)
class Situation:
    """An activity with the answers that count for it: asked questions only, "unsure" kept apart."""

    activity: Activity
    asked: tuple[Question, ...]
    answers: Mapping[str, str]
    chosen: Mapping[str, Option]

    @property
    def open(self) -> frozenset[str]:
        """The asked questions that have no answer that says something."""
        return frozenset(question.code for question in self.asked if question.code not in self.chosen)


def check(rulebook: Rulebook, activity: object, answers: object) -> None:
    """Raise InvalidAnswers when the activity, a question or an option is not in the rulebook.

    "unsure" is an answer to every question. An answer to a question that the activity does not ask is no fault: it
    counts nowhere, so that a person may change the activity and keep their answers.
    """
    problems = []
    if not isinstance(activity, str) or activity not in rulebook.activities:
        problems.append(Problem("activity", "activity", activity))
    if not isinstance(answers, Mapping):
        raise InvalidAnswers([*problems, Problem("answers", "answers", answers)])
    for code, answer in answers.items():
        question = rulebook.questions.get(code) if isinstance(code, str) else None
        if question is None:
            problems.append(Problem(str(code), "question", code))
        elif not isinstance(answer, str) or (answer != UNSURE and answer not in question.by_code):
            problems.append(Problem(code, "option", answer))
    if problems:
        raise InvalidAnswers(problems)


def situation(rulebook: Rulebook, activity: str, answers: Mapping[str, str]) -> Situation:
    """Return what counts of the answers for the activity. Raises InvalidAnswers as `check` does."""
    check(rulebook, activity, answers)
    return counting(rulebook, rulebook.activities[activity], answers)


def counting(rulebook: Rulebook, entry: Activity, answers: Mapping[str, str]) -> Situation:
    """Return what counts of answers that were checked before: for the many activities that one set is tried with."""
    asked = rulebook.asked(entry)
    counted = {question.code: answers[question.code] for question in asked if question.code in answers}
    chosen = {code: rulebook.questions[code].by_code[answer] for code, answer in counted.items() if answer != UNSURE}
    return Situation(activity=entry, asked=asked, answers=counted, chosen=chosen)


def evaluate(rulebook: Rulebook, activity: str, answers: Mapping[str, str]) -> Result:
    """Return the explained result of an activity with answers (question code to option code).

    Raises InvalidAnswers for an activity, question or option that the rulebook does not have.
    """
    known = situation(rulebook, activity, answers)
    codes, rules, unsettled, low, high = settle(rulebook, known)
    scored, still_open = known.activity.route == "scored", high.open_questions
    return Result(
        rulebook_version=rulebook.version,
        activity=activity,
        codes=codes,
        exposure=_exposure(rulebook, low, high) if scored else None,
        position=_position(rulebook, low, high) if scored else None,
        contributions=_contributions(rulebook, known) if scored else (),
        floors=_floors(rulebook, known, low, high) if scored and not rules else (),
        rules=rules,
        unanswered=tuple(question.code for question in known.asked if question.code in still_open),
        unsettled=unsettled,
        close_to_line=_close_lines(rulebook, known, low, high) if scored and len(codes) == 1 and not rules else (),
    )


class Settled(NamedTuple):
    """What decides: the range, the rules that match, what a doubt leaves possible, and the facts of both sides."""

    codes: tuple[str, ...]
    rules: tuple[str, ...]
    unsettled: tuple[tuple[str, str], ...]
    low: Facts
    high: Facts


def settle(rulebook: Rulebook, known: Situation) -> Settled:
    """Return the outcome of a situation and what it rests on, each computed once; `evaluate` explains it."""
    rules = matching_rules(rulebook, known)
    unsettled = _unsettled(rulebook, known, rules)
    low, high = facts(rulebook, known, "low"), facts(rulebook, known, "high")
    codes = (_rule_result(rulebook, rules[0]),) if rules else _range(rulebook, known, unsettled, low, high)
    return Settled(codes, rules, unsettled, low, high)


def matching_rules(rulebook: Rulebook, known: Situation) -> tuple[str, ...]:
    """Return the codes of the hard rules that match, the deciding one first. An unanswered question matches none."""
    given = Facts(route=known.activity.route, answers=known.answers)
    return tuple(rule.code for rule in rulebook.hard_rules if rule.when.holds(given))


def facts(rulebook: Rulebook, known: Situation, side: Side) -> Facts:
    """Return A, P, link and answers with every open question at its lowest or at its highest option."""
    points = {"A": rulebook.base(known.activity), "P": 0}
    link = 0
    chosen = known.chosen
    for question in known.asked:
        kind = question.kind
        if kind in points or kind == "N":
            option = chosen.get(question.code) or (question.least if side == "low" else question.most)
            if kind == "N":
                link = max(link, option.link)
            else:
                points[kind] += option.points
    return Facts(
        route=known.activity.route,
        answers=known.answers,
        nexus=link,
        exposure=min(TOP, points["A"]),
        position=min(TOP, points["P"]),
        activity_floor=known.activity.floor is not None,
        open_questions=known.open if side == "high" else frozenset(),
    )


def level(rulebook: Rulebook, activity: Activity, given: Facts) -> int:
    """Return the rank of the level: the matrix's cell, raised by every floor that holds."""
    rank = rulebook.cell(given.exposure, given.position)
    for floor in rulebook.floors:
        if floor.when.holds(given):
            rank = max(rank, rulebook.level_order.index(floor.at_least or activity.floor or rulebook.level_order[0]))
    return rank


def outcome(rulebook: Rulebook, known: Situation) -> tuple[str, ...]:
    """Return the first matching rule's result or, without one, every result that the answers leave possible.

    The results stand in the order of RESULTS: levels from the lowest, then what an "I am not sure" adds.
    """
    return settle(rulebook, known).codes


def _range(
    rulebook: Rulebook, known: Situation, unsettled: tuple[tuple[str, str], ...], low: Facts, high: Facts
) -> tuple[str, ...]:
    lowest, highest = level(rulebook, known.activity, low), level(rulebook, known.activity, high)
    found = {*rulebook.level_order[lowest : highest + 1], *(adds for _, adds in unsettled)}
    return tuple(code for code in RESULTS if code in found)


def _unsettled(rulebook: Rulebook, known: Situation, rules: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The results that an "I am not sure" leaves possible; not those that an earlier rule overtakes anyway."""
    decided = rules[:1]
    return tuple(
        (entry.question, entry.adds)
        for entry in rulebook.unsure
        if known.answers.get(entry.question) == UNSURE
        and any(
            matching_rules(rulebook, with_answer(known, entry.question, option))[:1] != decided
            for option in rulebook.questions[entry.question].options
        )
    )


def with_answer(known: Situation, question: str, option: Option) -> Situation:
    """Return the situation with one answer set or changed."""
    answers = {**known.answers, question: option.code}
    chosen = {**known.chosen, question: option}
    return Situation(activity=known.activity, asked=known.asked, answers=answers, chosen=chosen)


def _rule_result(rulebook: Rulebook, code: str) -> str:
    return next(rule.result for rule in rulebook.hard_rules if rule.code == code)


def _exposure(rulebook: Rulebook, low: Facts, high: Facts) -> Span:
    bands = rulebook.exposure_band(low.exposure).code, rulebook.exposure_band(high.exposure).code
    return Span(low.exposure, high.exposure, *bands)


def _position(rulebook: Rulebook, low: Facts, high: Facts) -> Span:
    bands = rulebook.position_band(low.position).code, rulebook.position_band(high.position).code
    return Span(low.position, high.position, *bands)


def _contributions(rulebook: Rulebook, known: Situation) -> tuple[Contribution, ...]:
    """Everything that added points, largest first; equals in the order of the rulebook."""
    ratings = tuple(
        (name, rating, weight * rating)
        for name, rating, weight in zip(RATINGS, known.activity.ratings, rulebook.formula, strict=True)
    )
    base = Contribution("A", rulebook.base(known.activity), "perceived", None, None, ratings)
    answered = [
        Contribution(
            "A" if question.kind == "A" else "P",
            option.points,
            question.bears_on or "both",
            code,
            option.code,
        )
        for question in known.asked
        if question.kind in ("A", "P")
        for code, option in [(question.code, known.chosen.get(question.code))]
        if option is not None and option.points
    ]
    return tuple(sorted([base, *answered], key=lambda contribution: -contribution.points))


def _floors(rulebook: Rulebook, known: Situation, low: Facts, high: Facts) -> tuple[FloorUse, ...]:
    used = []
    for floor in rulebook.floors:
        certain = floor.when.holds(low)
        if certain or floor.when.holds(high):
            at_least = floor.at_least or known.activity.floor or rulebook.level_order[0]
            side = low if certain else high
            raises = rulebook.level_order.index(at_least) > rulebook.cell(side.exposure, side.position)
            used.append(FloorUse(floor.code, at_least, certain, raises))
    return tuple(used)


def _close_lines(rulebook: Rulebook, known: Situation, low: Facts, high: Facts) -> tuple[NearLine, ...]:
    """The lines within CLOSE points of an axis that is known exactly, with the whole level across (floors included)."""
    found = []
    axes: tuple[tuple[Literal["A", "P"], int, int, list[int]], ...] = (
        ("A", low.exposure, high.exposure, [band.least for band in rulebook.exposure_bands]),
        ("P", low.position, high.position, [band.least for band in rulebook.position_bands]),
    )
    for axis, value, highest, starts in axes:
        for line in starts[1:]:
            if value == highest and abs(value - line) <= CLOSE:
                across = _moved(low, axis, line - 1 if value >= line else line)
                rank = level(rulebook, known.activity, across)
                found.append(NearLine(axis, line, value - line, rulebook.level_order[rank]))
    return tuple(found)


def _moved(given: Facts, axis: Literal["A", "P"], value: int) -> Facts:
    return Facts(
        route=given.route,
        answers=given.answers,
        nexus=given.nexus,
        exposure=value if axis == "A" else given.exposure,
        position=value if axis == "P" else given.position,
        activity_floor=given.activity_floor,
    )
