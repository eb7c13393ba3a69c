"""One question, one page of findings. Pure: the texts are handed in, and nothing of the question is kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.rulebook_parts import Activity, Rulebook
from polact.outreach.search.activities import find
from polact.outreach.search.answering import Answer, answer_to
from polact.outreach.search.words import spelt, stem, stems_of, words_of
from polact.outreach.search.worked import Example, examples_of

MOST_SECTIONS, MOST_OTHERS = 5, 4
IN_TITLE = 3.0
WORTH_SHOWING = 0.34  # of the best section's weight


@dataclass(frozen=True)
class Passage:
    """A section of guidance as the search knows it."""

    page: str
    title: str
    words: str
    url: str

    @property
    def excerpt(self) -> str:
        """Its beginning, cut at a word."""
        return self.words if len(self.words) <= 180 else self.words[:180].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True)
class Findings:
    """What the question may be about; `answer` only when an activity was understood."""

    answer: Answer | None
    others: tuple[Activity, ...]
    passages: tuple[Passage, ...]
    examples: tuple[Example, ...]

    @property
    def nothing(self) -> bool:
        return not (self.answer or self.others or self.passages)


def search(question: str, rulebook: Rulebook, passages: Sequence[Passage]) -> Findings:
    """Everything that answers a question, in the current language, best first."""
    vocabulary = frozenset(word for passage in passages for word in words_of(f"{passage.title} {passage.words}"))
    activities, is_sure = find(rulebook, question, vocabulary)
    first = activities[0] if activities and is_sure else None
    others = activities[1:] if first else activities
    return Findings(
        answer=answer_to(rulebook, first.code) if first else None,
        others=tuple(others[:MOST_OTHERS]),
        passages=tuple(_ranked(question, passages, vocabulary)[:MOST_SECTIONS]),
        examples=tuple(examples_of(first.code)) if first else (),
    )


def _ranked(question: str, passages: Sequence[Passage], vocabulary: frozenset[str]) -> list[Passage]:
    wanted = {stem(word) for word in spelt(words_of(question), vocabulary)}
    spread = {word: sum(word in stems_of(f"{p.page} {p.title} {p.words}") for p in passages) for word in wanted}
    rarity = {word: math.log(1 + len(passages) / count) for word, count in spread.items() if count}
    weights = [_weight(passage, rarity) for passage in passages]
    least = max(weights, default=0) * WORTH_SHOWING
    ranked = sorted(zip(weights, range(len(passages)), strict=True), key=lambda pair: (-pair[0], pair[1]))
    return [passages[position] for weight, position in ranked if weight and weight >= least]


def _weight(passage: Passage, rarity: dict[str, float]) -> float:
    title, words = stems_of(passage.title), stems_of(passage.words)
    heading = stems_of(passage.page)
    return sum(
        rare * (IN_TITLE * (word in title) + (word in heading) + (word in words)) for word, rare in rarity.items()
    )
