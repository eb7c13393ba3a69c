"""The guidance that comes with the product."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from polact.outreach.delivered import Delivered, delivered_pages
from polact.outreach.models import GuidancePage, GuidanceVersion


@transaction.atomic
def deliver_guidance(*, at: datetime) -> tuple[int, int]:
    """Load the delivered pages; may run again. Returns how many pages are new and how many got a newer text.

    A delivered text takes effect only while nobody has touched the page: once administrators have drafted or
    published anything, theirs stands. Drafted and published by nobody; the files and their history say who wrote them.
    """
    new = newer = 0
    for told in delivered_pages():
        page, made = GuidancePage.objects.update_or_create(
            code=told.code, defaults={"order": told.order, "slug_en": told.slug_en, "slug_fr": told.slug_fr}
        )
        newest = page.versions.order_by("-number").first()
        if made or newest is None:
            _add(page, told, 1, at)
            new += 1
        elif not page.versions.filter(is_delivered=False).exists() and _differs(newest, told):
            _add(page, told, newest.number + 1, at)
            newer += 1
    return new, newer


def _add(page: GuidancePage, told: Delivered, number: int, at: datetime) -> None:
    GuidanceVersion.objects.create(
        page=page, number=number, is_delivered=True, drafted_at=at, published_at=at, **told.texts
    )


def _differs(version: GuidanceVersion, told: Delivered) -> bool:
    return any(getattr(version, name) != text for name, text in told.texts.items())
