"""A rulebook as tables, for results in great number: the same codes as `evaluation.evaluate`, without the explanation. Pure.

A simulation asks for nothing but the codes of a million situations. For each activity this keeps what its questions add
and how its floors look at answers; what the answers to rule questions decide is asked of `evaluation` once for each
combination that is met, and kept. `evaluate` stays the specification: a property test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import NamedTuple

from assessments.conditions import (
    ActivityHasFloor,
    AllOf,
    Answered,
    AnyOf,
    Condition,
    ExposureFrom,
    Linked,
    OnRoute,
    PositionFrom,
    answer_atoms,
)
from assessments.evaluation import check, counting, settle
from assessments.rulebook_parts import RESULTS, TOP, UNSURE, Activity, Option, Question, Rulebook

Codes = tuple[str, ...]


class _Side(NamedTuple):
    """The facts of one side of the range, as `conditions.Facts` has them."""

    answers: Mapping[str, str]
    exposure: int
    position: int
    link: int
    still_open: Set[str]


_Holds = Callable[[_Side], bool]
_Table = list[tuple[str, Mapping[str, int], int, int]]  # question, worth of each option, least, most
_NOTHING_OPEN: frozenset[str] = frozenset()


class Compiled:
    """A rulebook that answers quickly. Not to be shared by threads: its tables fill as situations are met."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._options = {code: {*question.by_code, UNSURE} for code, question in rulebook.questions.items()}
        ranks = [[rulebook.cell(exposure, position) for position in range(TOP + 1)] for exposure in range(TOP + 1)]
        self._activities = {code: _Compiled(rulebook, entry, ranks) for code, entry in rulebook.activities.items()}

    def codes(self, activity: str, answers: Mapping[str, str]) -> Codes:
        """Return the range of results, as `evaluate` has it in `codes`.

        Raises InvalidAnswers for an activity, question or option that the rulebook does not have.
        """
        known, options = self._activities.get(activity), self._options
        for question, answer in answers.items():
            if question not in options or answer not in options[question]:
                known = None
        if known is None:
            check(self._rulebook, activity, answers)  # raises, and says all that is wrong
            raise AssertionError("what cannot be evaluated passed the check")
        return known.codes(answers)


class _Compiled:
    """One activity."""

    def __init__(self, rulebook: Rulebook, entry: Activity, ranks: list[list[int]]) -> None:
        self.rulebook, self.entry, self.ranks = rulebook, entry, ranks
        asked = rulebook.asked(entry)
        self.base = rulebook.base(entry)
        self.exposure = _table([question for question in asked if question.kind == "A"], lambda option: option.points)
        self.position = _table([question for question in asked if question.kind == "P"], lambda option: option.points)
        self.links = _table([question for question in asked if question.kind == "N"], lambda option: option.link)
        self.watched = [question.code for question in asked if question.code in rulebook.watched_by_floors]
        order = rulebook.level_order
        self.floors = [
            (order.index(floor.at_least or entry.floor or order[0]), _holding(floor.when, entry, self.watched))
            for floor in rulebook.floors
        ]
        ruled = {atom.question for rule in rulebook.hard_rules for atom in answer_atoms(rule.when)}
        ruled |= {doubt.question for doubt in rulebook.unsure}
        self.ruled = [question.code for question in asked if question.code in ruled]
        self.decided: dict[tuple[str | None, ...], tuple[Codes, Codes]] = {}
        self.ranges: dict[tuple[int, int, Codes], Codes] = {}

    def codes(self, answers: Mapping[str, str]) -> Codes:
        key = tuple([answers.get(question) for question in self.ruled])
        if key not in self.decided:
            self.decided[key] = self._decide(key)
        decided, added = self.decided[key]
        if decided:
            return decided
        lowest, highest = self._levels(answers)
        if (lowest, highest, added) not in self.ranges:
            possible = {*self.rulebook.level_order[lowest : highest + 1], *added}
            self.ranges[lowest, highest, added] = tuple(code for code in RESULTS if code in possible)
        return self.ranges[lowest, highest, added]

    def _decide(self, key: tuple[str | None, ...]) -> tuple[Codes, Codes]:
        """What these answers to rule questions decide, and what doubts about them add to a range."""
        given = {question: answer for question, answer in zip(self.ruled, key, strict=True) if answer is not None}
        settled = settle(self.rulebook, counting(self.rulebook, self.entry, given))
        return settled.codes if settled.rules else (), tuple(adds for _question, adds in settled.unsettled)

    def _levels(self, answers: Mapping[str, str]) -> tuple[int, int]:
        a_low, a_high = _sums(self.exposure, answers, self.base)
        p_low, p_high = _sums(self.position, answers, 0)
        n_low = n_high = 0
        for question, links, least, most in self.links:
            link = links.get(answers.get(question, UNSURE))
            n_low, n_high = max(n_low, least if link is None else link), max(n_high, most if link is None else link)
        still_open = {question for question in self.watched if answers.get(question, UNSURE) == UNSURE}
        lowest = self._rank(_Side(answers, min(TOP, a_low), min(TOP, p_low), n_low, _NOTHING_OPEN))
        highest = self._rank(_Side(answers, min(TOP, a_high), min(TOP, p_high), n_high, still_open))
        return lowest, highest

    def _rank(self, side: _Side) -> int:
        rank = self.ranks[side.exposure][side.position]
        for at_least, holds in self.floors:
            if at_least > rank and holds(side):
                rank = at_least
        return rank


def _table(questions: list[Question], worth: Callable[[Option], int]) -> _Table:
    """What each answer is worth; "I don't know" stands in no table, so that it counts as open."""
    return [
        (
            question.code,
            {option.code: worth(option) for option in question.options if option.code != UNSURE},
            worth(question.least),
            worth(question.most),
        )
        for question in questions
    ]


def _sums(table: _Table, answers: Mapping[str, str], base: int) -> tuple[int, int]:
    low = high = base
    for question, points, least, most in table:
        added = points.get(answers.get(question, UNSURE))
        low += least if added is None else added
        high += most if added is None else added
    return low, high


def _holding(condition: Condition, entry: Activity, asked: list[str]) -> _Holds:
    """The condition as a function. What the activity fixes (its route, its own floor, what it asks) is settled here."""
    if isinstance(condition, AllOf | AnyOf):
        parts = [_holding(part, entry, asked) for part in condition.parts]
        together = all if isinstance(condition, AllOf) else any
        return lambda side: together([holds(side) for holds in parts])
    if isinstance(condition, OnRoute):
        fixed = entry.route in condition.routes
        return lambda side: fixed
    if isinstance(condition, ActivityHasFloor):
        floored = entry.floor is not None
        return lambda side: floored
    if isinstance(condition, Answered):
        question, options = condition.question, condition.options
        if question not in asked:
            return lambda side: False
        return lambda side: side.answers.get(question) in options or question in side.still_open
    assert isinstance(condition, Linked | ExposureFrom | PositionFrom)
    least = condition.least
    if isinstance(condition, Linked):
        return lambda side: side.link >= least
    if isinstance(condition, ExposureFrom):
        return lambda side: side.exposure >= least
    return lambda side: side.position >= least
