"""Which questions are still worth asking: those whose answer can change the result. Pure.

Exact, not a guess: a question is asked if, for some answers to the others that are still to come, one of its options
gives another result than another. Two kinds of change are looked for. A hard rule may start to decide: every way to
make a rule match is tried. Or points may cross a line: the sums that the other questions can reach are computed for
both axes (as bit sets, so that this takes milliseconds) and the levels on both sides are compared.
"A to come" is a question without an answer; "I don't know" is an answer and is not asked for again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from assessments.conditions import Answered, Atom, Condition, Facts, OnRoute, answer_atoms
from assessments.evaluation import Situation, facts, level, matching_rules, outcome, situation, with_answer
from assessments.rulebook_parts import TOP, Option, Question, Rulebook

KIND_ORDER = {"route": 0, "rule": 1, "N": 2, "A": 3, "P": 3}


def next_questions(rulebook: Rulebook, activity: str, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the questions that can still change the result, in the order in which to ask them.

    Coverage first, then hard rules, then the link between duties and activity, then the questions that carry most
    points. Empty when the result is settled as far as the person knows. Raises InvalidAnswers as `evaluate` does.
    """
    known = situation(rulebook, activity, answers)
    points = None if matching_rules(rulebook, known) else _Points(rulebook, known)
    useful = [
        question
        for question in _to_come(known)
        if _changes_a_rule(rulebook, known, question) or (points is not None and points.can_change(question))
    ]
    return tuple(sorted(useful, key=lambda q: (KIND_ORDER[q.kind], -(q.most.points - q.least.points))))


def _to_come(known: Situation) -> tuple[Question, ...]:
    return tuple(question for question in known.asked if question.code not in known.answers)


# Hard rules -----------------------------------------------------------------------------------------------------


def _changes_a_rule(rulebook: Rulebook, known: Situation, question: Question) -> bool:
    """Whether an answer can make a rule decide that would not decide otherwise, whatever else is still to come."""
    deciding = matching_rules(rulebook, known)[:1]
    earlier = [rule for rule in rulebook.hard_rules if rule.code not in deciding]
    if deciding:
        earlier = earlier[: [rule.code for rule in rulebook.hard_rules].index(deciding[0])]
    about_it = [rule for rule in earlier if any(a.question == question.code for a in answer_atoms(rule.when))]
    for rule in about_it:
        for company in [None, *(other for other in earlier if other is not rule)]:
            for completed in _completions(known, question, rule.when, company.when if company else None):
                outcomes = {
                    outcome(rulebook, with_answer(completed, question.code, option)) for option in question.options
                }
                if len(outcomes) > 1:
                    return True
    return False


def _completions(
    known: Situation, question: Question, first: Condition, second: Condition | None
) -> Iterator[Situation]:
    """Yield the situation with just the answers that meet both conditions, the question itself left out."""
    for one in first.ways():
        for two in second.ways() if second else [()]:
            completed: Situation | None = known
            for atom in (*one, *two):
                completed = completed and _meeting(completed, atom, question)
            if completed is not None:
                yield completed


def _meeting(known: Situation, atom: Atom, question: Question) -> Situation | None:
    if isinstance(atom, OnRoute):
        return known if known.activity.route in atom.routes else None
    if not isinstance(atom, Answered) or atom.question == question.code:
        return known
    if atom.question in known.answers:
        return known if known.answers[atom.question] in atom.options else None
    asked = next((entry for entry in known.asked if entry.code == atom.question), None)
    if asked is None:
        return None
    option = next(option for option in asked.options if option.code in atom.options)
    return with_answer(known, asked.code, option)


# Points ---------------------------------------------------------------------------------------------------------

Watched = tuple[tuple[str, str], ...]  # answers that a floor looks at: (question, option)


class _Stand(NamedTuple):
    """Where A, P or the link may stand: with what stays unknown at its lowest and highest, and watched answers."""

    low: int
    high: int
    watched: Watched


class _Points:
    """What the questions to come can still make of A, P and the link.

    `low` and `high` are the facts with every question to come at its lowest; they differ by what the person does not
    know and will not be asked again.
    """

    def __init__(self, rulebook: Rulebook, known: Situation) -> None:
        self.rulebook = rulebook
        self.known = known
        settled = known
        for question in _to_come(known):
            settled = with_answer(settled, question.code, question.least)
        self.low, self.high = facts(rulebook, settled, "low"), facts(rulebook, settled, "high")
        self.levels: dict[tuple[_Stand, _Stand, _Stand], tuple[int, int]] = {}
        self.stands: dict[str, set[_Stand]] = {}

    def can_change(self, question: Question) -> bool:
        """Whether two options of the question lead to different levels for some answers to the others."""
        if question.kind not in ("A", "P", "N"):
            return False
        others = {kind: self._stands(kind) for kind in ("A", "P", "N") if kind != question.kind}
        tried: set[frozenset[_Stand]] = set()
        for value, seen in self._reachable(question.kind, question):
            move = frozenset(self._moves(question, value, seen))
            if move not in tried and len(move) > 1 and self._differ(move, question.kind, others):
                return True
            tried.add(move)
        return False

    def _differ(self, options: frozenset[_Stand], kind: str, others: dict[str, set[_Stand]]) -> bool:
        for company in product(*others.values()):
            at = dict(zip(others, company, strict=True))
            if len({self._level(**at, **{kind: stand}) for stand in options}) > 1:
                return True
        return False

    def _stands(self, kind: str) -> set[_Stand]:
        if kind not in self.stands:
            self.stands[kind] = {self._stand(kind, value, seen) for value, seen in self._reachable(kind, None)}
        return self.stands[kind]

    def _moves(self, question: Question, value: int, seen: Watched) -> tuple[_Stand, ...]:
        """Where each option of the question leads when the others of its kind add up to `value`."""
        return tuple(
            self._stand(
                question.kind,
                max(value, option.link) if question.kind == "N" else value + _step(question, option),
                self._with_watched(seen, question, option),
            )
            for option in question.options
        )

    def _stand(self, kind: str, value: int, seen: Watched) -> _Stand:
        """Points are rounded down to the last line, because a level can tell no more of them."""
        if kind == "N":
            return _Stand(max(self.low.nexus, value), max(self.high.nexus, value), seen)
        lines = self.rulebook.exposure_lines if kind == "A" else self.rulebook.position_lines
        low, high = (side.exposure if kind == "A" else side.position for side in (self.low, self.high))
        return _Stand(_line(lines, low + value), _line(lines, high + value), seen)

    def _reachable(self, kind: str, left_out: Question | None) -> Iterator[tuple[int, Watched]]:
        """Yield every value that the questions to come of one kind can add (for links: reach), and what was watched."""
        sums: dict[Watched, int] = {(): 1}  # bit n of the number is set when the value n can be reached
        for question in _to_come(self.known):
            if question.kind == kind and question is not left_out:
                after: dict[Watched, int] = {}
                for (seen, bits), option in product(sums.items(), question.options):
                    key = self._with_watched(seen, question, option)
                    moved = _at_least(bits, option.link) if kind == "N" else bits << _step(question, option)
                    after[key] = after.get(key, 0) | moved
                sums = after
        for seen, bits in sums.items():
            yield from ((value, seen) for value in range(bits.bit_length()) if bits >> value & 1)

    def _with_watched(self, seen: Watched, question: Question, option: Option) -> Watched:
        if question.code not in self.rulebook.watched_by_floors:
            return seen
        return tuple(sorted((*seen, (question.code, option.code))))

    def _level(self, A: _Stand, P: _Stand, N: _Stand) -> tuple[int, int]:  # noqa: N803 - the model's names
        """The level with what stays unknown at its lowest and at its highest."""
        if (A, P, N) not in self.levels:
            answers = {**self.known.answers, **dict(A.watched + P.watched + N.watched)}
            self.levels[A, P, N] = (
                self._rank(self.low, answers, A.low, P.low, N.low),
                self._rank(self.high, answers, A.high, P.high, N.high),
            )
        return self.levels[A, P, N]

    def _rank(self, side: Facts, answers: Mapping[str, str], exposure: int, position: int, nexus: int) -> int:
        given = replace(side, answers=answers, exposure=exposure, position=position, nexus=nexus)
        return level(self.rulebook, self.known.activity, given)


def _line(lines: tuple[int, ...], value: int) -> int:
    return lines[bisect_right(lines, min(TOP, value)) - 1]


def _step(question: Question, option: Option) -> int:
    return option.points - question.least.points


def _at_least(bits: int, value: int) -> int:
    """The set of values in `bits`, with those below `value` raised to it."""
    below = bits & ((1 << value) - 1)
    return (bits & ~((1 << value) - 1)) | ((1 << value) if below else 0)
