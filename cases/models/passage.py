"""Shared passages and templates of advice."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.enums import PassageKind
from polact.access.models import Organization
from polact.base.text import Bilingual


class Passage(Bilingual, models.Model):
    """One version of a passage in both languages: an organization's own or, without one, shared by the Commission.

    Versions are only added; the newest of a code is in force, unless it says that the passage is withdrawn. A template
    has no text of its own but names the passages that it inserts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.UUIDField(editable=False)
    """The passage, through all of its versions: the subject of its trail."""
    code = models.SlugField(_("code"), max_length=40)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="passages"
    )
    version = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=PassageKind.choices)
    title_en = models.CharField(_("title in English"), max_length=120)
    title_fr = models.CharField(_("title in French"), max_length=120)
    text_en = models.TextField(_("text in English"), blank=True)
    text_fr = models.TextField(_("text in French"), blank=True)
    parts = ArrayField(models.CharField(max_length=40), default=list, verbose_name=_("passages"))
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code", "version"], nulls_distinct=False, name="passage_version_once"
            ),
        ]

    def __str__(self) -> str:
        return self.localized("title")
