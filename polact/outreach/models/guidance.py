"""Pages of guidance and their versions: a published text never changes, a newer one takes its place."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from polact.base.text import Bilingual
from polact.outreach.enums import VersionState

TEXTS = ("title", "summary", "body")
"""What a version says, each in both official languages."""

COMPLETE = Q(*((f"{text}_{language}__gt", "") for text in TEXTS for language in ("en", "fr")))
BY_TWO = Q(drafted_by__isnull=False, published_by__isnull=False) & ~Q(published_by=F("drafted_by"))
BY_NOBODY = Q(is_delivered=True, drafted_by=None, published_by=None)


class GuidancePage(Bilingual, models.Model):
    """One subject of the guidance. Its address has a slug in each language; its words are in its versions."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    slug_en = models.SlugField(_("address in English"), max_length=60, unique=True)
    slug_fr = models.SlugField(_("address in French"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("page of guidance")
        verbose_name_plural = _("pages of guidance")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.code


class GuidanceVersionQuerySet(models.QuerySet["GuidanceVersion"]):
    def published(self) -> GuidanceVersionQuerySet:
        """Every version that is or was in force."""
        return self.filter(published_at__isnull=False)

    def in_force(self) -> GuidanceVersionQuerySet:
        """The newest published version of each page, with its page; in the order of their numbers inside PostgreSQL."""
        return self.published().select_related("page").order_by("page_id", "-number").distinct("page_id")


class GuidanceVersion(Bilingual, models.Model):
    """A text of a page in both languages. Until it is published it is the page's one draft, and may be incomplete.

    `drafted_by` is whoever last changed the words, so that the second person has read all of them. A version
    delivered with the product was drafted and published by nobody.
    """

    page = models.ForeignKey(GuidancePage, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=120, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    summary_fr = models.CharField(_("summary in French"), max_length=300, blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    body_fr = models.TextField(_("text in French"), blank=True)
    change_note = models.CharField(_("what changed and why"), max_length=500, blank=True)
    is_delivered = models.BooleanField(_("delivered with the product"), default=False)
    revision = models.PositiveIntegerField(_("revision of the draft"), default=1)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_at = models.DateTimeField(_("drafted at"))
    waiting_since = models.DateTimeField(_("waits for a second person since"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = GuidanceVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a page")
        verbose_name_plural = _("versions of pages")
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="guidance_version_number"),
            models.UniqueConstraint(
                fields=["page"], condition=Q(published_at=None), name="guidance_one_draft_of_each_page"
            ),
            models.CheckConstraint(
                name="guidance_published_in_both_languages", condition=Q(published_at=None) | COMPLETE
            ),
            models.CheckConstraint(
                name="guidance_published_by_a_second_person",
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False) & (BY_TWO | BY_NOBODY),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.number}"

    @property
    def title(self) -> str:
        return self.localized("title")

    @property
    def summary(self) -> str:
        return self.localized("summary")

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def state(self) -> VersionState:
        """What can be said of the version by itself; that a newer one replaced it, only a list of versions shows."""
        if not self.is_draft:
            return VersionState.PUBLISHED
        return VersionState.WAITING if self.waiting_since else VersionState.DRAFT
