"""The gate: which published examples and golden vectors a draft judges otherwise than the version it replaces. Pure.

It forbids nothing and proves nothing: it makes sure that no result changes without somebody having looked at it and said
why (model, section 4.9).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessments.evaluation import Result, evaluate
from assessments.examples_check import agrees
from assessments.golden import Item, items_of
from assessments.personas import persona_answers
from assessments.plain_yaml import read_yaml
from assessments.rulebook_parts import RESULTS, UNSURE, Rulebook

EXAMPLES = Path(__file__).parent / "examples" / "published-cases.yaml"
VECTORS = Path(__file__).parent / "examples" / "golden-vectors.yaml"
GONE = "—"  # the rulebook no longer has the activity
MORE, LESS, OTHER = "stricter", "more lenient", "other"
TOWARD, AWAY = "toward", "away"
_SEVERITY = {"NA": 0, "LOW": 1, "MOD": 2, "HIGH": 3, "PERM": 4, "STOP": 5}


@dataclass(frozen=True, slots=True)
class Moved:
    """An item whose result is another. `tendency` compares with the source's stated outcome, where there is one."""

    item: Item
    before: str
    after: str
    direction: str
    tendency: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What a review is about: it counts as long as these three are the same."""
        return self.item.id, self.before, self.after

    @property
    def is_example(self) -> bool:
        return self.item.stated is not None


def moved(before: Rulebook, after: Rulebook, items: Iterable[Item]) -> list[Moved]:
    """Return the items whose result the second rulebook changes, in their order."""
    return [found for item in items if (found := _compared(before, after, item)) is not None]


def _compared(before: Rulebook, after: Rulebook, item: Item) -> Moved | None:
    old, new = _result(before, item), _result(after, item)
    was, now = _said(old), _said(new)
    if was == now:
        return None
    return Moved(item, was, now, _direction(old, new), _tendency(old, new, item.stated))


def _result(rulebook: Rulebook, item: Item) -> Result | None:
    """The result with those answers that the rulebook still knows: a dropped question counts for nobody."""
    if item.activity not in rulebook.activities:
        return None
    given = {**persona_answers(rulebook, item.persona, item.activity), **item.answers}
    return evaluate(rulebook, item.activity, dict(_known(rulebook, given)))


def _known(rulebook: Rulebook, answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for code, answer in answers.items():
        question = rulebook.questions.get(code)
        if question and (answer == UNSURE or answer in question.by_code):
            yield code, answer


def _said(result: Result | None) -> str:
    return " or ".join(result.codes) if result else GONE


def _direction(old: Result | None, new: Result | None) -> str:
    """Stricter or more lenient where both ends of the range say so."""
    if old is None or new is None:
        return OTHER
    (a, b), (c, d) = (_ends(result.codes) for result in (old, new))
    if c >= a and d >= b:
        return MORE
    return LESS if c <= a and d <= b else OTHER


def _ends(codes: Sequence[str]) -> tuple[int, int]:
    ranks = [_SEVERITY.get(code, RESULTS.index(code)) for code in codes]
    return min(ranks), max(ranks)


def _tendency(old: Result | None, new: Result | None, stated: str | None) -> str:
    was, now = (agrees(result, stated) if result else None for result in (old, new))
    if was == now or was is None or now is None:
        return ""
    return TOWARD if now else AWAY


def watched(rulebook_of_vectors: Rulebook) -> tuple[Item, ...]:
    """Every published example, then every golden vector; the vectors' answers are those of the version that made them."""
    return (*_examples(), *items_of(rulebook_of_vectors, vectors_file()))


def vectors_file() -> dict[str, Any]:
    """The kept golden vectors, as `golden.golden_file` wrote them."""
    kept: dict[str, Any] = read_yaml(VECTORS.read_bytes())
    return kept


def _examples() -> Iterator[Item]:
    for example in read_yaml(EXAMPLES.read_bytes()):
        mapping = example["map"]
        yield Item(
            id=example["id"],
            activity=mapping["activity"],
            answers=mapping.get("answers") or {},
            persona=mapping.get("persona"),
            stated=example.get("stated_outcome") or "undetermined",
            facts=f"{example.get('employee_facts', '')} {example.get('activity', '')}".strip(),
        )
