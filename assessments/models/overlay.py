"""What an organization adds to the rulebook: one draft at a time, and every version that was published."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from polact.access.models import Organization


class OverlayDraft(models.Model):
    """An organization's rules in the making. `edited_by` are the keys of everybody who changed them since they were published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="overlay_draft")
    content = models.BinaryField()
    edited_by = ArrayField(models.BigIntegerField(), default=list)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("organization’s own rules, in the making")
        verbose_name_plural = _("organizations’ own rules, in the making")


class PublishedOverlay(models.Model):
    """An organization's own rules as published: the newest counts. Never changed; one without any rule ends the others."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="overlays")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    content_hash = models.CharField(max_length=64)
    rulebook_version = models.CharField(max_length=20)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("organization’s own rules")
        verbose_name_plural = _("organizations’ own rules")
        ordering = ["organization_id", "number"]
        constraints = [
            models.UniqueConstraint(name="overlay_number_once", fields=["organization", "number"]),
            models.CheckConstraint(
                name="overlay_published_by_a_second_person", condition=~Q(published_by=F("drafted_by"))
            ),
        ]
