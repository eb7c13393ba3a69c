"""A result as it was kept, beside the same answers under the rulebook in force. Computed on demand; nothing is stored.

What was kept is never changed by this: the comparison says what would be different today, and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments import pages
from assessments.department import is_in_force, rulebook_for
from assessments.explanation import explained
from assessments.rulebook import current, load
from assessments.rulebook_parts import Rulebook
from assessments.sitting import Sitting, Situation, known_part
from polact.base.text import current_language


@dataclass(frozen=True, slots=True)
class Side:
    """A result in words of the page's language, with how its level is drawn. `words` may lack reasons."""

    result: Mapping[str, Any]
    words: Mapping[str, Any]

    @property
    def level(self) -> dict[str, Any]:
        return pages.level_shape(self.result)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reason whose points differ; None where it does not count at all."""

    label: str
    then: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One activity then and now. `now` is None when the rulebook in force no longer has the activity.

    `reasons` are those whose points differ, `gone` and `come` the rules and floors that apply no more or newly, `dropped`
    the questions whose answers the rulebook in force does not know.
    """

    activity: str
    then: Side
    now: Side | None
    reasons: tuple[Weighed, ...] = ()
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def same_result(self) -> bool:
        return self.now is not None and list(self.then.result["result"]) == list(self.now.result["result"])

    @property
    def same_reasons(self) -> bool:
        return not (self.reasons or self.gone or self.come or self.dropped)


def compare(version: str, situation: Situation, then: Mapping[str, Any]) -> Comparison:
    """Compare a kept result with the rulebook in force, in the language of the page.

    Where an organization's own rules were added then, those that it has now are added now.

    `version` is the rulebook that the result was made under, `then` the kept result with its explanation (`explained`).
    """
    rulebook, language = rulebook_for(organization_of(then)[0]), current_language()
    before = Side(then, then["explanation"][language])
    label = before.words["activity"]
    carried = known_part(rulebook, Sitting(version, (situation,)))
    if carried is None:
        return Comparison(label, before, None)
    known = carried.situations[0]
    result = explained(rulebook, known.activity, known.answers)
    after = Side(result, result["explanation"][language])
    return Comparison(
        label,
        before,
        after,
        _weighed(before, after),
        *_rules(before, after),
        dropped=_dropped(version, situation, known, language),
    )


def organization_of(result: Mapping[str, Any]) -> tuple[str, str]:
    """The organization whose own rules a kept result counts, and their hash; both empty without."""
    told = result.get("rulebook", {}).get("overlay", {})
    return told.get("organization", ""), told.get("hash", "")


def still_in_force(result: Mapping[str, Any]) -> bool:
    """Whether a kept result was made under the rulebook in force, with the organization's rules as they are now."""
    return is_in_force(result["rulebook"]["hash"], *organization_of(result))


def in_force_beside(version: str) -> str:
    """What to call the rulebook in force beside a version that is not: by its number, or by what else is new."""
    newest = current().version
    return (
        newest if newest != version else _("%(version)s, with the organization’s rules of today") % {"version": newest}
    )


def _weighed(then: Side, now: Side) -> tuple[Weighed, ...]:
    """The reasons whose points differ, those that differ most first. A question that is answered otherwise is another reason."""
    before, after = _points(then), _points(now)
    labels = {**{key: label for key, (label, _) in before.items()}, **{key: label for key, (label, _) in after.items()}}
    found = [
        Weighed(label, before.get(key, ("", None))[1], after.get(key, ("", None))[1]) for key, label in labels.items()
    ]
    differing = [one for one in found if (one.then or 0) != (one.now or 0)]
    return tuple(sorted(differing, key=lambda one: -abs((one.then or 0) - (one.now or 0))))


def _points(side: Side) -> dict[Any, tuple[str, int | None]]:
    if side.result["decided_by_rule"]:
        return {}
    told = zip(side.result["contributions"], side.words["reasons"], strict=True)
    return {(given["axis"], given["question"]): (words["label"], words["points"]) for given, words in told}


def _rules(then: Side, now: Side) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = (
        {rule["code"]: rule["text"] for rule in (*side.words["rules"], *side.words["floors"])} for side in (then, now)
    )
    return (
        tuple(text for code, text in before.items() if code not in after),
        tuple(text for code, text in after.items() if code not in before),
    )


def _dropped(version: str, said: Situation, known: Situation, language: str) -> tuple[str, ...]:
    rulebook: Rulebook = load(version)
    return tuple(
        rulebook.questions[code].text.in_language(language) for code in said.answers if code not in known.answers
    )
