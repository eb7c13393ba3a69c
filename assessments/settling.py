"""Which one or two open questions would settle a range, or narrow it most. Pure.

Every open question that has a part in the range is tried with each of its answers: what counts is the widest range that
could remain, then the mean. A second question is added, with the first, where one is not enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from assessments.evaluation import Situation, outcome, situation, with_answer
from assessments.rulebook_parts import UNSURE, Option, Question, Rulebook


class Settling(NamedTuple):
    """One or two questions, and whether any answers to them settle the result; none where nothing is open."""

    questions: tuple[Question, ...]
    settles: bool


def settling_questions(rulebook: Rulebook, activity: str, answers: Mapping[str, str]) -> Settling:
    """Return the one or two questions whose answers would narrow the range most. Raises InvalidAnswers as `evaluate` does."""
    known = situation(rulebook, activity, answers)
    now = len(outcome(rulebook, known))
    if now == 1:
        return Settling((), True)
    doubtful = {entry.question for entry in rulebook.unsure}
    open_questions = [
        question
        for question in known.asked
        if question.code in known.open
        and (question.kind in ("A", "P", "N") or (question.code in doubtful and question.code in known.answers))
    ]
    single = {question.code: _remaining(rulebook, known, (question,)) for question in open_questions}
    first = _best(open_questions, single)
    if first is None or single[first.code][0] == 1:
        return Settling((first,) if first else (), first is not None)
    others = [question for question in open_questions if question is not first]
    pairs = {other.code: _remaining(rulebook, known, (first, other)) for other in others}
    second = _best(others, pairs)
    useful = second is not None and pairs[second.code] < single[first.code]
    if second is None or not useful:
        return Settling((first,) if single[first.code] < (now, now) else (), False)
    return Settling((first, second), pairs[second.code][0] == 1)


def _remaining(rulebook: Rulebook, known: Situation, questions: Sequence[Question]) -> tuple[int, float]:
    """How many results remain possible: at most, and on average over the answers."""
    widths = []
    for options in product(*(_telling(question) for question in questions)):
        after = known
        for question, option in zip(questions, options, strict=True):
            after = with_answer(after, question.code, option)
        widths.append(len(outcome(rulebook, after)))
    return max(widths), sum(widths) / len(widths)


def _telling(question: Question) -> list[Option]:
    """The options that say something: "I am not sure" is an answer to some questions, and settles nothing."""
    return [option for option in question.options if option.code != UNSURE]


def _best(questions: Sequence[Question], remaining: Mapping[str, tuple[int, float]]) -> Question | None:
    """The question that leaves least; the first of equals."""
    return min(questions, key=lambda question: remaining[question.code], default=None)
