"""What a granted permission leaves behind: the words of its notice, and the facts that changed under it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.enums.after import Fact
from cases.models.case import Case
from polact.base.text import Bilingual


class GazetteTemplate(Bilingual, models.Model):
    """One version of the words of the notice in the Canada Gazette. Versions are only added; the newest is in force, and
    without any the words that the product ships (`cases.gazette`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(unique=True)
    text_en = models.TextField(_("text in English"))
    text_fr = models.TextField(_("text in French"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("words of the Gazette notice")
        verbose_name_plural = _("words of the Gazette notice")
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(self.version)


class TouchedFact(models.Model):
    """A fact on which a permission or an advice rests, and which is not so any more: found by the system, told once.

    `change` is the request with which the employee had it looked at again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="touched_facts")
    fact = models.CharField(max_length=16, choices=Fact.choices)
    was = models.CharField(max_length=300, blank=True)
    became = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField()
    change = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-found_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["case", "fact", "became"], name="touched_fact_once")]
        indexes = [models.Index(fields=["found_at", "id"], name="touched_found")]

    def __str__(self) -> str:
        return f"{self.get_fact_display()}: {self.was} → {self.became}"
