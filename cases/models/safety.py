"""What the daily look at all open work found, and what was said about it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.enums import FindingKind
from cases.models.case import Case
from polact.access.models import Organization


class SafetyRun(models.Model):
    """That an organization's open work (the Commission's central queue when empty) was looked through on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("daily check")
        verbose_name_plural = _("daily checks")
        constraints = [
            models.UniqueConstraint(fields=["organization", "on"], name="safety_run_once_a_day", nulls_distinct=False)
        ]


class Finding(models.Model):
    """A case that a daily check found, and why; a case is found once a day for each reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(SafetyRun, on_delete=models.PROTECT, related_name="findings")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=FindingKind.choices)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [models.UniqueConstraint(fields=["run", "case", "kind"], name="finding_once_a_run")]
        indexes = [models.Index(fields=["case"], name="finding_case")]


class Explanation(models.Model):
    """Why a case may stay as it is for now: it clears the finding from the list until the end of a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="explanations")
    kind = models.CharField(max_length=12, choices=FindingKind.choices)
    text = models.TextField(_("explanation"))
    until = models.DateField(_("until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        indexes = [models.Index(fields=["case", "kind", "until"], name="explanation_case")]


class Vacancy(models.Model):
    """A time in which nobody of an organization was there to answer: since when, and the first day on which somebody was."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="vacancies")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        constraints = [
            models.UniqueConstraint(
                fields=["organization"], name="vacancy_one_at_a_time", condition=models.Q(until=None)
            )
        ]
