"""What the page's script works with: the rulebook and the phrases, in both languages, and never an answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments import asking, department, evaluation, finding, forms, overlays, pages, phrases
from assessments.conditions import (
    ActivityHasFloor,
    AllOf,
    Answered,
    AnyOf,
    ExposureFrom,
    Linked,
    OnRoute,
    PositionFrom,
)
from assessments.rulebook import current
from assessments.rulebook_parts import LANGUAGES, OverlayRef, Rulebook
from assessments.sitting import MOST_ACTIVITIES

_A_YEAR = "public, max-age=31536000, immutable"
_A_MOMENT = "public, max-age=60"


def contents(rulebook: Rulebook) -> dict[str, Any]:
    """Everything that `evaluate.js` and its neighbours need to give the same results in the same words.

    What organizations add stands beside the rulebook; the script lays it over, for whoever says where they work.
    """
    return {
        "rulebook": plain(rulebook),
        "overlays": plain(department.additions(rulebook)),
        "told_with": plain(overlays.TOLD_WITH),
        "phrases": {language: phrases.in_language(language) for language in LANGUAGES},
        "everyday": finding.EVERYDAY,
        "empty_words": sorted(finding.EMPTY_WORDS),
        "limits": {
            "close": evaluation.CLOSE,
            "activities": MOST_ACTIVITIES,
            "questions_on_a_page": asking.QUESTIONS_ON_A_PAGE,
            "same_level": pages.MOST_SAME_LEVEL,
            "search": forms.SEARCH_LENGTH,
        },
    }


def plain(value: Any) -> Any:
    """A part of the rulebook as JSON holds it: the fields of each part by name, a condition as the file writes it."""
    if isinstance(value, AllOf | AnyOf):
        return {"all" if isinstance(value, AllOf) else "any": [plain(part) for part in value.parts]}
    if isinstance(value, Answered):
        return {"q": value.question, "in": sorted(value.options)}
    if isinstance(value, OnRoute):
        return {"route": sorted(value.routes)}
    if isinstance(value, ActivityHasFloor):
        return {"activity_floor": True}
    if isinstance(value, Linked | ExposureFrom | PositionFrom):
        return {_LEAST[type(value)]: value.least}
    if is_dataclass(value):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, tuple) else value


_LEAST: Mapping[type, str] = {Linked: "nexus", ExposureFrom: "A_min", PositionFrom: "P_min"}
_MOST_KEPT = 4


@dataclass(frozen=True, slots=True)
class _Made:
    """A bundle with what it was made of: the rulebook's hash, and who adds what to it."""

    of: tuple[str, tuple[OverlayRef, ...]]
    text: bytes
    name: str


_KEPT: list[_Made] = []  # the newest last; a process sees few of them


def _bundle() -> _Made:
    """The bundle in force: the bytes, and the hash that names them."""
    rulebook = current()
    of = rulebook.content_hash, tuple(overlay.ref for overlay in department.additions(rulebook))
    for made in _KEPT:
        if made.of == of:
            return made
    text = json.dumps(contents(rulebook), ensure_ascii=False, separators=(",", ":")).encode()
    made = _Made(of, text, hashlib.sha256(text).hexdigest()[:32])
    _KEPT[:] = [*_KEPT[1 - _MOST_KEPT :], made]
    return made


def bundle_address() -> str:
    """Where the bundle in force lies; it changes with every byte of it, so that it may be kept for long."""
    return f"{reverse('assessments:bundle')}?v={_bundle().name}"


@require_safe
def bundle(request: HttpRequest) -> HttpResponse:
    """The bundle in force; a browser that has it is told so."""
    made = _bundle()
    text, name = made.text, made.name
    response: HttpResponse
    if request.headers.get("If-None-Match") == f'"{name}"':
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(text, content_type="application/json")
    response.headers["ETag"] = f'"{name}"'
    response.headers["Cache-Control"] = _A_YEAR if request.GET.get("v") == name else _A_MOMENT
    return response
