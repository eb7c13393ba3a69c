"""Elections, their electoral districts, and what became of both. Anybody may know all of it."""

from __future__ import annotations

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import ElectionChangeReason, ElectionKind, ElectionLevel
from polact.access.lasting import Lasting
from polact.base.text import Bilingual
from polact.catalogue.jurisdictions import FEDERAL, JURISDICTIONS
from polact.catalogue.offices import municipality_kinds

LEVEL_FITS = Q(level=ElectionLevel.FEDERAL, jurisdiction=FEDERAL) | (
    ~Q(level=ElectionLevel.FEDERAL) & ~Q(jurisdiction=FEDERAL)
)


class ElectoralDistrict(Bilingual, models.Model):
    """An electoral district under its code, from a day until (exclusive) another.

    A new map of districts is new rows; of a row only the names, the end and the source may be corrected.
    """

    ref = models.UUIDField(editable=False, unique=True, db_default=RandomUUID())
    level = models.CharField(_("level of government"), max_length=12, choices=ElectionLevel.choices)
    jurisdiction = models.CharField(_("where"), max_length=2)
    code = models.CharField(_("code"), max_length=20)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_fr = models.CharField(_("name in French"), max_length=200)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until (exclusive)"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("electoral district")
        verbose_name_plural = _("electoral districts")
        ordering = ["level", "jurisdiction", "code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="one_district_of_a_code_from_a_day", fields=["level", "jurisdiction", "code", "valid_from"]
            ),
            models.CheckConstraint(
                name="district_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(name="district_level_fits_jurisdiction", condition=LEVEL_FITS),
        ]

    def __str__(self) -> str:
        return f"{self.localized('name')} ({self.code})"


class ElectionPeriod(Lasting, Bilingual, models.Model):
    """An election of one level in one jurisdiction, from a day until (exclusive) another.

    A municipal election is that of the municipalities of a province or territory, or of the one that is named; a
    by-election may name its district. Recorded with its source. Its days are changed only by operations, which keep
    what they were (`ElectionChange`); nothing else of it ever changes.
    """

    ref = models.UUIDField(editable=False, unique=True, db_default=RandomUUID())
    level = models.CharField(_("level of government"), max_length=12, choices=ElectionLevel.choices)
    jurisdiction = models.CharField(_("where"), max_length=2)
    kind = models.CharField(_("kind of election"), max_length=20, choices=ElectionKind.choices, blank=True)
    label_en = models.CharField(_("name in English"), max_length=200)
    label_fr = models.CharField(_("name in French"), max_length=200)
    district = models.ForeignKey(
        ElectoralDistrict,
        verbose_name=_("electoral district"),
        on_delete=models.PROTECT,
        related_name="by_elections",
        null=True,
        blank=True,
    )
    municipality = models.CharField(_("municipality"), max_length=200, blank=True)
    municipality_kind = models.CharField(
        _("kind of municipality"), max_length=24, choices=municipality_kinds, blank=True
    )
    source = models.CharField(_("source"), max_length=300)
    active_from = models.DateField(_("from"))
    active_to = models.DateField(_("until (exclusive)"), null=True, blank=True)
    polling_day = models.DateField(_("polling day"), null=True, blank=True)
    nominations_close = models.DateField(_("close of nominations"), null=True, blank=True)
    nominations_time = models.TimeField(_("at what time"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("election period")
        verbose_name_plural = _("election periods")
        ordering = ["-active_from", "-id"]
        constraints = [
            models.CheckConstraint(
                name="election_ends_after_it_begins", condition=Q(active_to=None) | Q(active_to__gte=F("active_from"))
            ),
            models.CheckConstraint(name="election_level_fits_jurisdiction", condition=LEVEL_FITS),
            models.CheckConstraint(
                name="election_kind_fits_level",
                condition=Q(kind="")
                | Q(level=ElectionLevel.MUNICIPAL, kind__in=ElectionKind.municipal())
                | ~Q(level=ElectionLevel.MUNICIPAL) & ~Q(kind__in=ElectionKind.municipal()),
            ),
            models.CheckConstraint(
                name="election_nominations_close_by_polling_day",
                condition=Q(polling_day=None) | Q(nominations_close=None) | Q(nominations_close__lte=F("polling_day")),
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

    @property
    def awaits_polling(self) -> bool:
        """Whether it can still be postponed or withdrawn, as far as it was told."""
        return self.withdrawn_on is None and not self.never_held


class OwnDays(Lasting, models.Model):
    """The days of an election, as they became or as they were."""

    reason = models.CharField(_("reason"), max_length=16, choices=ElectionChangeReason.choices)
    active_from = models.DateField(_("from"))
    active_to = models.DateField(_("until (exclusive)"), null=True, blank=True)
    polling_day = models.DateField(_("polling day"), null=True, blank=True)
    nominations_close = models.DateField(_("close of nominations"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        abstract = True


class DistrictPeriod(OwnDays):
    """The days of an election in one district, where they differ: it was postponed there, or its writ was withdrawn.

    Never changed: the latest of an election and a district counts.
    """

    period = models.ForeignKey(ElectionPeriod, on_delete=models.PROTECT, related_name="district_periods")
    district = models.ForeignKey(ElectoralDistrict, on_delete=models.PROTECT, related_name="periods")

    class Meta:
        verbose_name = _("election period of a district")
        verbose_name_plural = _("election periods of districts")
        ordering = ["-id"]

    @property
    def is_withdrawn(self) -> bool:
        return self.reason == ElectionChangeReason.WITHDRAWN


class ElectionChange(OwnDays):
    """That the days of an election changed, why, by which source, and what they were before. Never changed."""

    period = models.ForeignKey(ElectionPeriod, on_delete=models.PROTECT, related_name="changes")

    class Meta:
        verbose_name = _("change of an election")
        verbose_name_plural = _("changes of elections")
        ordering = ["-id"]
