"""What the page's script works with: the rulebook and the phrases, in both languages, and never an answer."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments import asking, evaluation, finding, forms, pages, phrases
from assessments.plain_yaml import read_yaml
from assessments.rulebook import RULEBOOKS, current
from assessments.rulebook_parts import LANGUAGES, Rulebook
from assessments.sitting import MOST_ACTIVITIES

_A_YEAR = "public, max-age=31536000, immutable"
_A_MOMENT = "public, max-age=60"


def contents(rulebook: Rulebook) -> dict[str, Any]:
    """Everything that `evaluate.js` and its neighbours need to give the same results in the same words."""
    return {
        "version": rulebook.version,
        "content_hash": rulebook.content_hash,
        "rulebook": read_yaml((RULEBOOKS / f"{rulebook.version}.yaml").read_bytes()),
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


@lru_cache(maxsize=8)
def _bundle(content_hash: str) -> tuple[bytes, str]:
    """The bytes, and the hash that names them."""
    text = json.dumps(contents(current()), ensure_ascii=False, separators=(",", ":")).encode()
    return text, hashlib.sha256(text).hexdigest()[:32]


def bundle_address(rulebook: Rulebook) -> str:
    """Where the bundle of a rulebook lies; it changes with every byte of it, so that it may be kept for long."""
    return f"{reverse('assessments:bundle')}?v={_bundle(rulebook.content_hash)[1]}"


@require_safe
def bundle(request: HttpRequest) -> HttpResponse:
    """The bundle in force; a browser that has it is told so."""
    text, name = _bundle(current().content_hash)
    response: HttpResponse
    if request.headers.get("If-None-Match") == f'"{name}"':
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(text, content_type="application/json")
    response.headers["ETag"] = f'"{name}"'
    response.headers["Cache-Control"] = _A_YEAR if request.GET.get("v") == name else _A_MOMENT
    return response
