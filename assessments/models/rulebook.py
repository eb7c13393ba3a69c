"""Rulebooks that are edited and published from the web: drafts, who changed them, reviews, and what was published."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from polact.base.text import Bilingual


class DraftState(models.TextChoices):
    OPEN = "OPEN", _("Open")
    PUBLISHED = "PUBLISHED", _("Published")
    DISCARDED = "DISCARDED", _("Discarded")


class RulebookDraft(Bilingual, models.Model):
    """A version in the making. `content` is a whole rulebook file, which may have problems; `seen` stamps tell changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    based_on = models.CharField(_("made from version"), max_length=20)
    content = models.BinaryField()
    note_en = models.TextField(_("change note in English"), blank=True)
    note_fr = models.TextField(_("change note in French"), blank=True)
    effective_from = models.DateField(_("takes effect on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OPEN)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    review_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("draft of a rulebook")
        verbose_name_plural = _("drafts of rulebooks")
        ordering = ["-started_at"]

    @property
    def is_open(self) -> bool:
        return self.state == DraftState.OPEN


class DraftChange(models.Model):
    """That somebody changed a part of a draft. Whoever stands here may neither review nor publish the draft."""

    draft = models.ForeignKey(RulebookDraft, on_delete=models.PROTECT, related_name="changes")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    part = models.CharField(max_length=60)
    content_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("change of a draft")
        verbose_name_plural = _("changes of drafts")
        ordering = ["pk"]


class GateReview(models.Model):
    """A named person looked at one result that the draft changes, and says why it is right. Never changed.

    It counts as long as the draft changes that result from `before` to `after`. `content_hash` is that of the draft as
    it was reviewed.
    """

    draft = models.ForeignKey(RulebookDraft, on_delete=models.PROTECT, related_name="reviews")
    item = models.CharField(max_length=60)
    before = models.CharField(max_length=60)
    after = models.CharField(max_length=60)
    content_hash = models.CharField(max_length=64)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    reviewed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("review of a changed result")
        verbose_name_plural = _("reviews of changed results")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="review_has_a_reason", condition=~Q(reason=""))]


class PublishedRulebook(Bilingual, models.Model):
    """A version that was published from the web: the bytes of its file, with their hash. Never changed, never deleted."""

    version = models.CharField(max_length=20, unique=True)
    content = models.BinaryField()
    content_hash = models.CharField(max_length=64)
    note_en = models.TextField(_("change note in English"))
    note_fr = models.TextField(_("change note in French"))
    effective_from = models.DateField(_("takes effect on"))
    draft = models.OneToOneField(RulebookDraft, on_delete=models.PROTECT, related_name="published")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("published rulebook")
        verbose_name_plural = _("published rulebooks")
        constraints = [
            models.CheckConstraint(name="published_by_a_second_person", condition=~Q(published_by=F("drafted_by"))),
            models.CheckConstraint(name="published_with_both_notes", condition=~Q(note_en="") & ~Q(note_fr="")),
        ]
