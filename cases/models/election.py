"""The periods of elections, which anybody may know."""

from __future__ import annotations

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import ElectionLevel
from polact.access.lasting import Lasting
from polact.base.text import Bilingual
from polact.catalogue.jurisdictions import FEDERAL, JURISDICTIONS


class ElectionPeriod(Lasting, Bilingual, models.Model):
    """An election of one level in one jurisdiction, from a day until (exclusive) another.

    A municipal election is that of the municipalities of a province or territory. Recorded with its source, and never
    changed afterwards but for its end.
    """

    ref = models.UUIDField(editable=False, unique=True, db_default=RandomUUID())
    level = models.CharField(_("level of government"), max_length=12, choices=ElectionLevel.choices)
    jurisdiction = models.CharField(_("where"), max_length=2)
    label_en = models.CharField(_("name in English"), max_length=200)
    label_fr = models.CharField(_("name in French"), max_length=200)
    source = models.CharField(_("source"), max_length=300)
    active_from = models.DateField(_("from"))
    active_to = models.DateField(_("until (exclusive)"), null=True, blank=True)

    class Meta:
        verbose_name = _("election period")
        verbose_name_plural = _("election periods")
        ordering = ["-active_from", "-id"]
        constraints = [
            models.CheckConstraint(
                name="election_ends_after_it_begins", condition=Q(active_to=None) | Q(active_to__gte=F("active_from"))
            ),
            models.CheckConstraint(
                name="election_level_fits_jurisdiction",
                condition=Q(level=ElectionLevel.FEDERAL, jurisdiction=FEDERAL)
                | ~Q(level=ElectionLevel.FEDERAL) & ~Q(jurisdiction=FEDERAL),
            ),
        ]

    def __str__(self) -> str:
        return self.localized("label")

    @property
    def where(self) -> str:
        """The jurisdiction's name in the current language."""
        return str(JURISDICTIONS[self.jurisdiction])

    def touches(self, region: str) -> bool:
        """Whether it concerns somebody who works there: a federal election concerns everybody."""
        return self.level == ElectionLevel.FEDERAL or self.jurisdiction == region
