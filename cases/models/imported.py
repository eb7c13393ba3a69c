"""Requests of the years before this system: facts for counting, without a person."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import ElectionLevel, WorkRegion
from cases.models.case import LANGUAGES
from polact.access.models import Organization


class ImportedRequest(models.Model):
    """One request as an earlier register kept it. It names nobody, moves nowhere, and is never changed.

    `ref` is its place in the trail. `outcome` and `decided_on` are empty while it was open when it was exported.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=60, unique=True)
    request_type = models.CharField(_("type of request"), max_length=24)
    election_level = models.CharField(
        _("level of government"), max_length=12, choices=ElectionLevel.choices, blank=True
    )
    jurisdiction = models.CharField(_("where"), max_length=2, blank=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="imported_requests")
    occupational_group = models.CharField(_("occupational group"), max_length=20, blank=True)
    region = models.CharField(_("region"), max_length=5, choices=WorkRegion.choices)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    received_on = models.DateField(_("received on"))
    complete_on = models.DateField(_("complete on"), null=True)
    decided_on = models.DateField(_("decided on"), null=True)
    outcome = models.CharField(_("outcome"), max_length=24, blank=True)
    no_decision_reason = models.CharField(max_length=24, blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """None: the command."""

    class Meta:
        verbose_name = _("imported request")
        verbose_name_plural = _("imported requests")
        constraints = [
            models.CheckConstraint(
                name="imported_request_days_in_order",
                condition=(Q(complete_on=None) | Q(complete_on__gte=F("received_on")))
                & (Q(decided_on=None) | Q(decided_on__gte=F("received_on")))
                & (Q(decided_on=None) | Q(complete_on=None) | Q(decided_on__gte=F("complete_on"))),
            ),
            models.CheckConstraint(
                name="imported_request_ends_whole",
                condition=Q(decided_on=None, outcome="") | Q(decided_on__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="imported_request_reason_of_no_decision",
                condition=Q(outcome="NO_DECISION") & ~Q(no_decision_reason="")
                | ~Q(outcome="NO_DECISION") & Q(no_decision_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["organization", "received_on"], name="imported_request_where")]

    def __str__(self) -> str:
        return self.reference


class HistoryFile(models.Model):
    """A file that an administrator looks at before importing it: only who brought it sees it. Once imported, or on
    request, its content is forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
