"""What a code opened, in words: the stored result as it was, under the rulebook that it was made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments import pages
from assessments.comparison import Comparison, Side, compare
from assessments.explanation import explained
from assessments.overall import by_weight
from assessments.rulebook_parts import OPEN
from assessments.sealing import Kept
from assessments.sitting import Situation
from polact.base.text import current_language


@dataclass(frozen=True, slots=True)
class Reopened:
    """One activity of what was saved. `has_reasons` is False when they can no longer be told as they were."""

    situation: Situation
    side: Side
    said: list[dict[str, str]]
    has_reasons: bool

    @property
    def words(self) -> Any:
        return self.side.words

    @property
    def result(self) -> Any:
        return self.side.result

    @property
    def level(self) -> dict[str, Any]:
        return self.side.level


def reopened(kept: Kept) -> list[Reopened]:
    """Every activity with its stored result, the highest first. The codes are those stored; never others."""
    rulebook, language = kept.sitting.rulebook, current_language()
    found = []
    for place in by_weight(kept.results):
        one, codes = kept.sitting.situations[place], kept.results[place]
        result = explained(rulebook, one.activity, one.answers)
        said = pages.said(rulebook, rulebook.activities[one.activity], one.answers)
        if tuple(result["result"]) == codes and rulebook.content_hash == kept.rulebook_hash:
            found.append(Reopened(one, Side(result, result["explanation"][language]), said, has_reasons=True))
            continue
        code = codes[0] if len(codes) == 1 else OPEN
        titles = {known: text.title.in_language(language) for known, text in rulebook.results.items()}
        words = {
            "activity": rulebook.activities[one.activity].text.in_language(language),
            "title": titles[code],
            "possible": [titles[each] for each in codes] if code == OPEN else [],
        }
        found.append(Reopened(one, Side({"code": code, "result": list(codes)}, words), said, has_reasons=False))
    return found


def compared(kept: Kept) -> list[Comparison]:
    """Every activity then and now, for those whose reasons can still be told."""
    return [compare(kept.sitting.version, one.situation, one.result) for one in reopened(kept) if one.has_reasons]
