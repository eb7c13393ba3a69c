"""The rulebook as an organization's people are assessed by it: the one in force, with what the organization adds.

Whoever checks an activity may say where they work; nobody has to. What is published is remembered for half a minute, like the
versions themselves (`issued`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from assessments.issued import Memory
from assessments.models import PublishedOverlay
from assessments.overlays import Overlay, build_overlay, overlaid, overlay_problems
from assessments.plain_yaml import read_yaml
from assessments.rulebook import load, raw_of, version_on
from assessments.rulebook_parts import OverlayRef, Rulebook, Text
from polact.access.models import Organization
from polact.base import clock


@dataclass(frozen=True, slots=True)
class Known:
    """The newest published rules of one organization."""

    ref: OverlayRef
    pk: int
    adds: bool


def name_of(organization: Organization) -> Text:
    """The organization's name in both languages, as people know it."""
    return Text(
        en=organization.applied_title_en or organization.name_en,
        fr=organization.applied_title_fr or organization.name_fr,
    )


def _read() -> tuple[Known, ...]:
    newest = (
        PublishedOverlay.objects.order_by("organization_id", "-number")
        .distinct("organization_id")
        .select_related("organization")
    )
    return tuple(
        Known(
            ref=OverlayRef(str(row.organization_id), name_of(row.organization), row.content_hash),
            pk=row.pk,
            adds=any(read_yaml(bytes(row.content)).values()),
        )
        for row in newest
    )


MEMORY: Memory[Known] = Memory(_read)


def organizations_with_overlays() -> tuple[tuple[str, Text], ...]:
    """The organizations whose own rules count, each by its code with its name; for a list from which to choose."""
    return tuple((known.ref.organization, known.ref.name) for known in MEMORY.get() if known.adds)


def rulebook_for(organization: str | None, on: date | None = None) -> Rulebook:
    """Return the rulebook in force, with the own rules of the organization of that code if it has any.

    An unknown code adds nothing. Rules that do not fit the version in force (a question that is gone) add nothing either:
    publishing a version says so beforehand.
    """
    return rulebook_with(version_on(on or clock.local_date(clock.now())), organization)


def rulebook_with(version: str, organization: str | None) -> Rulebook:
    """Return a version with the own rules that the organization of that code has today. Raises UnknownRulebook."""
    rulebook = load(version)
    for known in MEMORY.get():
        if known.ref.organization == organization and known.adds:
            return _with_overlay(version, rulebook.content_hash, known)
    return rulebook


def is_in_force(content_hash: str, organization: str = "", overlay_hash: str = "") -> bool:
    """Whether the rulebook of that hash, with the organization's rules of that hash, is what counts today."""
    now = rulebook_for(organization)
    return (now.content_hash, now.overlay.content_hash if now.overlay else "") == (content_hash, overlay_hash)


def additions(rulebook: Rulebook) -> tuple[Overlay, ...]:
    """What each organization adds to a version, for whoever lays it over the version themselves: the page's script."""
    found = (_overlay(rulebook.version, rulebook.content_hash, known) for known in MEMORY.get() if known.adds)
    return tuple(overlay for overlay in found if overlay)


def rulebook_as_kept(version: str, overlay_hash: str = "", organization: str = "") -> Rulebook:
    """Return the rulebook that a kept result names: its version, with the organization's rules of that hash.

    Two organizations may have published the same words: `organization` says whose are meant, where it is known.
    Raises UnknownRulebook for a version, PublishedOverlay.DoesNotExist for rules that were never published.
    """
    rulebook = load(version)
    if not overlay_hash:
        return rulebook
    for known in MEMORY.get():
        if known.ref.content_hash == overlay_hash and organization in ("", known.ref.organization):
            return _with_overlay(version, rulebook.content_hash, known)
    rows = PublishedOverlay.objects.select_related("organization").filter(content_hash=overlay_hash)
    row = (rows.filter(organization_id=int(organization)) if organization else rows).first()
    if row is None:
        raise PublishedOverlay.DoesNotExist
    ref = OverlayRef(str(row.organization_id), name_of(row.organization), row.content_hash)
    return _with_overlay(version, rulebook.content_hash, Known(ref, row.pk, True))


def misfits(base: Any) -> list[Text]:
    """The organizations whose own rules would not fit a version with this file."""
    return [known.ref.name for known in MEMORY.get() if known.adds and overlay_problems(base, _own(known.pk))]


@lru_cache(maxsize=64)
def _with_overlay(version: str, content_hash: str, known: Known) -> Rulebook:
    overlay = _overlay(version, content_hash, known)
    return overlaid(load(version), overlay) if overlay else load(version)


@lru_cache(maxsize=64)
def _overlay(version: str, content_hash: str, known: Known) -> Overlay | None:
    """What an organization adds to a version; None when it does not fit."""
    own = _own(known.pk)
    return None if overlay_problems(raw_of(version), own) else build_overlay(own, known.ref)


def _own(pk: int) -> dict[str, Any]:
    own: dict[str, Any] = read_yaml(bytes(PublishedOverlay.objects.values_list("content", flat=True).get(pk=pk)))
    return own


def forget() -> None:
    """Look again the next time: called when the transaction that published an organization's rules has committed."""
    MEMORY.until = 0.0
