"""Reading guidance."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from polact.base.text import current_language
from polact.outreach.enums import VersionState
from polact.outreach.models import GuidancePage, GuidanceVersion
from polact.outreach.models.guidance import TEXTS

PUBLIC = (
    "number", "published_at", "is_delivered", "page__code", "page__order", "page__slug_en", "page__slug_fr",
    *(f"{text}_{language}" for text in TEXTS for language in ("en", "fr")),
)  # fmt: skip
"""What everybody may know of a published version: nothing about who wrote it."""


def pages_in_force() -> list[GuidanceVersion]:
    """The text in force of every page, in the order of the pages; one query."""
    return sorted(GuidanceVersion.objects.in_force().only(*PUBLIC), key=lambda version: version.page.order)


def page_in_force(slug: str) -> GuidanceVersion:
    """The text in force of the page with this slug, in either language. Raises GuidanceVersion.DoesNotExist."""
    for version in pages_in_force():
        if slug in (version.page.slug_en, version.page.slug_fr):
            return version
    raise GuidanceVersion.DoesNotExist


def slug_of(version: GuidanceVersion) -> str:
    """The page's slug in the current language."""
    return str(getattr(version.page, f"slug_{current_language()}"))


@dataclass(frozen=True)
class PageAtWork:
    """A page as administrators see it: the text in force, and the draft if there is one."""

    page: GuidancePage
    in_force: GuidanceVersion | None
    draft: GuidanceVersion | None


def pages_at_work() -> list[PageAtWork]:
    """Every page with its text in force and its draft; two queries."""
    newest: dict[int, GuidanceVersion] = {}
    drafts: dict[int, GuidanceVersion] = {}
    for version in GuidanceVersion.objects.defer("body_en", "body_fr").select_related("drafted_by"):
        kept = drafts if version.is_draft else newest
        kept.setdefault(version.page_id, version)
    return [PageAtWork(page, newest.get(page.pk), drafts.get(page.pk)) for page in GuidancePage.objects.all()]


def versions_of(page: GuidancePage) -> QuerySet[GuidanceVersion]:
    """Every version of a page, newest first, with those who wrote and published it."""
    return page.versions.select_related("page", "drafted_by", "published_by").order_by("-number")


def state_among(version: GuidanceVersion, versions: list[GuidanceVersion]) -> VersionState:
    """The state of a version among all of its page: published ones that a newer one replaced say so."""
    newer = (other for other in versions if other.number > version.number and not other.is_draft)
    return VersionState.REPLACED if not version.is_draft and any(newer) else version.state


@dataclass(frozen=True)
class Line:
    """A line of a comparison: `kind` is same, added or removed."""

    kind: str
    text: str


def compared(before: GuidanceVersion | None, after: GuidanceVersion, language: str) -> list[Line]:
    """What changed from one version to the next in one language, line by line: title, summary and text."""
    old, new = (_lines(version, language) if version else [] for version in (before, after))
    kinds = {" ": "same", "+": "added", "-": "removed"}
    return [Line(kinds[line[0]], line[2:]) for line in difflib.ndiff(old, new) if line[0] in kinds]


def _lines(version: GuidanceVersion, language: str) -> list[str]:
    texts: Iterator[str] = (getattr(version, f"{text}_{language}") for text in TEXTS)
    return [line for text in texts for line in text.split("\n") if line.strip()]
