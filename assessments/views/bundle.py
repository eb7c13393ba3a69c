"""What the page's script works with: the rulebook and the phrases, in both languages, and never an answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments import asking, evaluation, finding, forms, pages, phrases
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
from assessments.rulebook_parts import LANGUAGES, Rulebook
from assessments.sitting import MOST_ACTIVITIES

_A_YEAR = "public, max-age=31536000, immutable"
_A_MOMENT = "public, max-age=60"


def contents(rulebook: Rulebook) -> dict[str, Any]:
    """Everything that `evaluate.js` and its neighbours need to give the same results in the same words."""
    return {
        "rulebook": plain(rulebook),
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
_KEPT: dict[str, tuple[bytes, str]] = {}  # by the rulebook's hash; a process sees few of them


def _bundle(rulebook: Rulebook) -> tuple[bytes, str]:
    """The bytes, and the hash that names them."""
    if rulebook.content_hash not in _KEPT:
        text = json.dumps(contents(rulebook), ensure_ascii=False, separators=(",", ":")).encode()
        _KEPT[rulebook.content_hash] = text, hashlib.sha256(text).hexdigest()[:32]
    return _KEPT[rulebook.content_hash]


def bundle_address(rulebook: Rulebook) -> str:
    """Where the bundle of a rulebook lies; it changes with every byte of it, so that it may be kept for long."""
    return f"{reverse('assessments:bundle')}?v={_bundle(rulebook)[1]}"


@require_safe
def bundle(request: HttpRequest) -> HttpResponse:
    """The bundle in force; a browser that has it is told so."""
    text, name = _bundle(current())
    response: HttpResponse
    if request.headers.get("If-None-Match") == f'"{name}"':
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(text, content_type="application/json")
    response.headers["ETag"] = f'"{name}"'
    response.headers["Cache-Control"] = _A_YEAR if request.GET.get("v") == name else _A_MOMENT
    return response
