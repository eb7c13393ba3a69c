"""One sitting of the self-assessment: the activities that a person checked in one go, each with its answers. Pure.

It travels only by an explicit act: into a document, a saved code, a request. On the way it is one JSON text, in the body
of a form and never in an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.department import rulebook_as_kept, rulebook_with
from assessments.evaluation import InvalidAnswers, check
from assessments.models import PublishedOverlay
from assessments.rulebook import InvalidRulebook, UnknownRulebook
from assessments.rulebook_parts import UNSURE, Rulebook

FIELD = "sitting"
MOST_ACTIVITIES = 10
_CODE, _HASH = re.compile("[0-9]{1,9}"), re.compile("[0-9a-f]{64}")
_UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
    UnknownRulebook,
    InvalidRulebook,
    InvalidAnswers,
    PublishedOverlay.DoesNotExist,
)
LONGEST_TEXT = 20_000  # characters: ten activities with every question answered need a third of it


@dataclass(frozen=True, slots=True)
class Situation:
    """One activity with the answers that were given for it (question code to option code)."""

    activity: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What was said under one rulebook version; at least one situation, each activity once.

    Whoever said where they work, and works where own rules are added, takes along the organization's code and the hash of
    those rules (`overlay`): so they never change on the way. Both are empty for everybody else.
    """

    version: str
    situations: tuple[Situation, ...]
    organization: str = ""
    overlay: str = ""

    @classmethod
    def under(cls, rulebook: Rulebook, situations: tuple[Situation, ...]) -> Sitting:
        """What was said under a rulebook, with the organization's rules that were added to it if any."""
        ref = rulebook.overlay
        return cls(rulebook.version, situations, *((ref.organization, ref.content_hash) if ref else ()))

    @classmethod
    def at_work(cls, version: str, organization: int | None, situations: tuple[Situation, ...]) -> Sitting:
        """What was said under a version by somebody who works there, with the rules that the organization has today.

        An unknown version is for whoever evaluates it to refuse.
        """
        try:
            return cls.under(rulebook_with(version, str(organization or "")), situations)
        except UnknownRulebook:
            return cls(version, situations)

    @property
    def rulebook(self) -> Rulebook:
        """What it was said under. Raises as `rulebook_as_kept` does; not for what `read_sitting` has read."""
        return rulebook_as_kept(self.version, self.overlay, self.organization)

    def as_text(self) -> str:
        """The JSON text that travels: read back by `read_sitting`."""
        situations = [{"activity": one.activity, "answers": dict(one.answers)} for one in self.situations]
        told: dict[str, Any] = {"version": self.version, "situations": situations}
        if self.overlay:
            told |= {"organization": self.organization, "overlay": self.overlay}
        return json.dumps(told, separators=(",", ":"), sort_keys=True)

    def fields(self) -> list[tuple[str, str]]:
        """The hidden fields with which a form sends it on."""
        return [(FIELD, self.as_text())]


def read_sitting(text: str) -> Sitting | None:
    """Read what `as_text` wrote; None for anything else, or when the rulebook does not know what it says."""
    try:
        told: Any = json.loads(text) if 0 < len(text) <= LONGEST_TEXT else None
        situations = tuple(Situation(one["activity"], one["answers"]) for one in told["situations"])
        sitting = Sitting(told["version"], situations, *_own_rules(told))
        rulebook = sitting.rulebook
        for one in situations:
            check(rulebook, one.activity, one.answers)
    except _UNREADABLE:
        return None
    names = {one.activity for one in situations}
    if not situations or len(situations) > MOST_ACTIVITIES or len(names) != len(situations):
        return None
    return sitting


def _own_rules(told: Mapping[str, Any]) -> tuple[str, str]:
    """The organization's code and the hash of its rules: both, or neither. Raises ValueError for anything else."""
    organization, overlay = told.get("organization", ""), told.get("overlay", "")
    if (organization, overlay) != ("", "") and not (_CODE.fullmatch(organization) and _HASH.fullmatch(overlay)):
        raise ValueError
    return organization, overlay


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
    return Sitting.under(rulebook, known) if known else None


def _knows(rulebook: Rulebook, code: str, answer: str) -> bool:
    question = rulebook.questions.get(code)
    return question is not None and (answer == UNSURE or answer in question.by_code)
