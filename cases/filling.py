"""Putting passages into an answer: their placeholders get values, and the words go where the passage belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import override

from cases.answer import Answer
from cases.enums import PassageKind
from cases.letters.facts import activity_title
from cases.models import Case, Passage
from cases.passages import fill
from polact.access.models import Person
from polact.base.templatetags.ui import day_in_words

FIELDS = {
    PassageKind.FACTS: "facts_relied_on",
    PassageKind.REASONS: "reasons",
    PassageKind.PRECAUTIONS: "mitigations",
    PassageKind.LIMITS: "limits",
}


def values_of(case: Case, author: Person, on: date) -> dict[str, str]:
    """What the placeholders stand for, in the language of the answer. Empty where the case does not say."""
    language = case.language
    with override(language):
        return {
            "employee.name": str(case.requester),
            "case.number": case.number,
            "case.subject": case.subject,
            "activity.title": (activity_title(case) or {}).get(language, ""),
            "organization.name": str(case.organization),
            "author.name": str(author),
            "today": day_in_words(on, language),
            "planned.day": day_in_words(case.planned_on, language) if case.planned_on else "",
        }


def insert(answer: Answer, chosen: Sequence[Passage], values: dict[str, str], language: str) -> Answer:
    """The answer with these passages at the end of the parts where they belong."""
    for passage in chosen:
        field = FIELDS[PassageKind(passage.kind)]
        words = fill(passage.text_fr if language == "fr" else passage.text_en, values)
        before = getattr(answer, field).rstrip()
        parts: dict[str, Any] = {field: f"{before}\n\n{words}" if before else words}
        answer = replace(answer, **parts)
    return answer


def gathered(passage: Passage, known: Sequence[Passage]) -> list[Passage]:
    """The passages that a template names, an organization's own before a shared one of that code; or the passage itself."""
    if passage.kind != PassageKind.TEMPLATE:
        return [passage]
    by_code = {one.code: one for one in sorted(known, key=lambda one: one.organization_id is not None)}
    return [by_code[code] for code in passage.parts if code in by_code and by_code[code].kind != PassageKind.TEMPLATE]
