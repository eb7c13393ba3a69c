"""A pool of self-assessments with their true results, so that a hundred thousand cases need no hundred thousand evaluations."""

import json
from dataclasses import dataclass
from random import Random

from assessments.explanation import explained
from assessments.personas import persona_answers
from assessments.rulebook import current
from assessments.rulebook_parts import Rulebook
from polact.base.text import Text

PER_ACTIVITY = 5
ANSWERED = 0.93


@dataclass(frozen=True, slots=True)
class Sheet:
    """One set of answers with what the engine says of it, ready to be stored."""

    activity: str
    name: Text
    answers: str
    result: str
    level: str
    version: str
    content_hash: str


def pool(rng: Random) -> list[Sheet]:
    """A few sheets for every activity of the rulebook in force, some questions left open."""
    rulebook = current()
    return [_sheet(rulebook, code, rng) for code in rulebook.activities for _ in range(PER_ACTIVITY)]


def _sheet(rulebook: Rulebook, code: str, rng: Random) -> Sheet:
    activity = rulebook.activities[code]
    answers = persona_answers(rulebook, "ordinary", code)
    for question in rulebook.asked(activity):
        if question.kind in ("M", "A", "P", "N"):
            ordinary_first = min(int(rng.expovariate(0.9)), len(question.options) - 1)
            answers[question.code] = question.options[ordinary_first].code
        if rng.random() > ANSWERED:
            answers.pop(question.code, None)
    result = explained(rulebook, code, answers)
    return Sheet(
        activity=code,
        name=Text(activity.text.en, activity.text.fr),
        answers=json.dumps(answers),
        result=json.dumps(result, ensure_ascii=False),
        level=" ".join(result["result"])[:40],
        version=rulebook.version,
        content_hash=rulebook.content_hash,
    )
