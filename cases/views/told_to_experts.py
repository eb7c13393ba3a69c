"""What an expert is shown, in words: the frozen copy of what was picked."""

from dataclasses import dataclass
from typing import Any

from assessments.rulebook import current
from cases.enums import Shown
from cases.models import Consultation
from polact.base.text import current_language


@dataclass(frozen=True)
class Told:
    """A fact with its label."""

    label: str
    text: str
    language: str = ""


def told(consultation: Consultation) -> list[Told]:
    """In the order of `Shown`; codes of the rulebook in the reader's words."""
    shown = consultation.shown
    return [Told(str(fact.label), _in_words(fact, shown[fact.value])) for fact in Shown if fact.value in shown]


def _in_words(fact: Shown, value: str) -> str:
    if fact == Shown.ACTIVITY:
        return _title(current().activities.get(value), value)
    if fact == Shown.LEVEL:
        return " – ".join(_title(current().results.get(code), code) for code in value.split())
    return value


def _title(titled: Any, code: str) -> str:
    return str(titled.title.in_language(current_language())) if titled else code
