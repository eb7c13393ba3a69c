"""What would lower the risk: the person's own changeable answers, and milder activities of the same group. Pure.

It never suggests hiding (privacy settings and aliases earn nothing, and are not changeable in the rulebook) nor a
change of one's position.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessments.evaluation import Settled, Situation, counting, settle, situation, with_answer
from assessments.rulebook_parts import Question, Rulebook


@dataclass(frozen=True, slots=True)
class LighterWay:
    """One change: an answer at its lowest option, or another activity with the same answers.

    `subject` is a question's code or an activity's; `option` the lowest option, None for an activity. `codes` is the
    range after the change, `saves` the points of exposure less, `changes_level` whether the level falls.
    """

    kind: Literal["answer", "activity"]
    subject: str
    option: str | None
    codes: tuple[str, ...]
    saves: int
    changes_level: bool


def lighter_ways(rulebook: Rulebook, activity: str, answers: Mapping[str, str]) -> tuple[LighterWay, ...]:
    """Return what would lower the risk: first what lowers the level, then what saves most points.

    Empty when a rule decides or the level is the lowest already. Milder activities are listed only when they lower the
    level, because another activity is no small change. Raises InvalidAnswers as `evaluate` does.
    """
    known = situation(rulebook, activity, answers)
    now = settle(rulebook, known)
    if known.activity.route != "scored" or now.rules or _highest(rulebook, now) == 0:
        return ()
    ways = [*_lower_answers(rulebook, known, now), *_milder_activities(rulebook, known, now, answers)]
    return tuple(sorted(ways, key=lambda way: (not way.changes_level, way.kind == "activity", -way.saves)))


def _lower_answers(rulebook: Rulebook, known: Situation, now: Settled) -> list[LighterWay]:
    ways = []
    for question in known.asked:
        if _can_be_lower(known, question):
            lowest = question.least
            after = settle(rulebook, with_answer(known, question.code, lowest))
            way = LighterWay("answer", question.code, lowest.code, after.codes, *_gain(rulebook, now, after))
            if way.saves or way.changes_level:
                ways.append(way)
    return ways


def _can_be_lower(known: Situation, question: Question) -> bool:
    chosen = known.chosen.get(question.code)
    least = question.least
    return question.changeable and chosen is not None and (chosen.points, chosen.link) > (least.points, least.link)


def _milder_activities(
    rulebook: Rulebook, known: Situation, now: Settled, answers: Mapping[str, str]
) -> list[LighterWay]:
    ways = []
    for other in rulebook.activities.values():
        if other.group == known.activity.group and other.route == "scored" and other is not known.activity:
            after = settle(rulebook, counting(rulebook, other, answers))
            saves, changes_level = _gain(rulebook, now, after)
            if changes_level and not after.rules:
                ways.append(LighterWay("activity", other.code, None, after.codes, saves, changes_level))
    return ways


def _gain(rulebook: Rulebook, now: Settled, after: Settled) -> tuple[int, bool]:
    return now.high.exposure - after.high.exposure, _highest(rulebook, after) < _highest(rulebook, now)


def _highest(rulebook: Rulebook, result: Settled) -> int:
    """The rank of the highest level that is possible."""
    return max((rulebook.level_order.index(code) for code in result.codes if code in rulebook.level_order), default=0)
