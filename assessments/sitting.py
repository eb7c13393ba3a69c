"""One sitting of the self-assessment: the activities that a person checked in one go, each with its answers. Pure.

It travels only by an explicit act: into a document, a saved code, a request. On the way it is one JSON text, in the body
of a form and never in an address.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.evaluation import InvalidAnswers, check
from assessments.rulebook import InvalidRulebook, UnknownRulebook, load
from assessments.rulebook_parts import UNSURE, Rulebook

FIELD = "sitting"
MOST_ACTIVITIES = 10
LONGEST_TEXT = 20_000  # characters: ten activities with every question answered need a third of it


@dataclass(frozen=True, slots=True)
class Situation:
    """One activity with the answers that were given for it (question code to option code)."""

    activity: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What was said under one rulebook version; at least one situation, each activity once."""

    version: str
    situations: tuple[Situation, ...]

    def as_text(self) -> str:
        """The JSON text that travels: read back by `read_sitting`."""
        told = [{"activity": one.activity, "answers": dict(one.answers)} for one in self.situations]
        return json.dumps({"version": self.version, "situations": told}, separators=(",", ":"), sort_keys=True)

    def fields(self) -> list[tuple[str, str]]:
        """The hidden fields with which a form sends it on."""
        return [(FIELD, self.as_text())]


def read_sitting(text: str) -> Sitting | None:
    """Read what `as_text` wrote; None for anything else, or when the rulebook does not know what it says."""
    try:
        told: Any = json.loads(text) if 0 < len(text) <= LONGEST_TEXT else None
        rulebook = load(told["version"])
        situations = tuple(Situation(one["activity"], one["answers"]) for one in told["situations"])
        for one in situations:
            check(rulebook, one.activity, one.answers)
    except (ValueError, TypeError, KeyError, RecursionError, UnknownRulebook, InvalidRulebook, InvalidAnswers):
        return None
    names = {one.activity for one in situations}
    if not situations or len(situations) > MOST_ACTIVITIES or len(names) != len(situations):
        return None
    return Sitting(told["version"], situations)


def known_part(rulebook: Rulebook, sitting: Sitting) -> Sitting | None:
    """The sitting as another rulebook understands it: without activities, questions and options that it does not have.

    None when it has none of the activities.
    """
    known = tuple(
        Situation(
            one.activity, {code: answer for code, answer in one.answers.items() if _knows(rulebook, code, answer)}
        )
        for one in sitting.situations
        if one.activity in rulebook.activities
    )
    return Sitting(rulebook.version, known) if known else None


def _knows(rulebook: Rulebook, code: str, answer: str) -> bool:
    question = rulebook.questions.get(code)
    return question is not None and (answer == UNSURE or answer in question.by_code)
