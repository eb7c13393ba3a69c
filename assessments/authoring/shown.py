"""Problems and changes as pages show them: in the language of the page, with the address of the part concerned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.authoring.differences import Change
from assessments.authoring.parts import Part, Raw, has_part
from assessments.authoring.words import SECTION_NAMES, field_name, part_name, part_of_problem, part_text
from assessments.rulebook_problems import Problem

WHOLE = "whole"  # stands in an address for a part that has no code


def part_url(draft: UUID, part: Part) -> str:
    """The page on which a part of a draft is edited."""
    return reverse("rulebooks:part", args=[draft, part.kind, part.code or WHOLE])


def told_problems(problems: Iterable[Problem], raw: Raw, draft: UUID, here: Part | None = None) -> list[dict[str, Any]]:
    """Each problem with its part, where to mend it, and whether that is the page `here`; those come first."""
    told = []
    for problem in problems:
        part = part_of_problem(problem.part)
        known = part is not None and has_part(raw, part)
        name = part_name(part) if part else problem.where
        if problem.detail:
            name = f"{name}, {_('option %(code)s') % {'code': problem.detail}}"
        told.append(
            {
                "name": name,
                "sentence": problem.sentence,
                "url": part_url(draft, part) if part and known else "",
                "here": part is not None and part == here,
            }
        )
    return sorted(told, key=lambda entry: not entry["here"])


def grouped(changes: Iterable[Change], raw: Raw) -> list[dict[str, Any]]:
    """The changes by section and part: [{name, parts: [{name, text, state, changes}]}]."""
    sections: dict[str, dict[Part, list[Change]]] = {}
    for change in changes:
        sections.setdefault(change.part.kind, {}).setdefault(change.part, []).append(change)
    return [
        {"name": SECTION_NAMES.get(kind, kind), "parts": [_part(part, found, raw) for part, found in parts.items()]}
        for kind, parts in sections.items()
    ]


def _part(part: Part, changes: list[Change], raw: Raw) -> dict[str, Any]:
    added = all(change.before is None for change in changes)
    dropped = all(change.after is None for change in changes)
    return {
        "name": part_name(part),
        "text": part_text(raw, part),
        "state": "added" if added else "dropped" if dropped else "changed",
        "changes": [{"field": field_name(change.field), "marked": change.marked} for change in changes],
    }
