"""What leaves with a letter: to whom it goes, whom it names, what it says. For those who check what leaves."""

from __future__ import annotations

from dataclasses import dataclass

from cases.letters.blocks import render
from cases.models import Letter


@dataclass(frozen=True)
class Parcel:
    """`recipient` is the person's number; `names` are all people that the letter names; `texts` all that it says."""

    case: int
    recipient: int
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    texts: tuple[str, ...]


def letter_parcel(letter: Letter) -> Parcel:
    """List what a letter carries: its recipient is the one who asked."""
    facts = letter.facts
    told = render(facts, letter.template, letter.language)
    texts = [text for block in told.blocks for text in _texts(block)]
    names = tuple(name for name in (facts["recipient"], facts["author"], facts["approver"]) if name)
    numbers = (facts["case"], facts["number"])
    return Parcel(letter.case_id, letter.advice.requester_id, names, numbers, (told.title, *texts))


def _texts(block: dict) -> list[str]:  # type: ignore[type-arg]
    if "pairs" in block:
        return [part for pair in block["pairs"] for part in (pair["name"], pair["text"])]
    return [item["text"] for item in block["entries"]] if "entries" in block else [block["text"]]
