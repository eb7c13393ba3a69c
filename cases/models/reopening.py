"""That a case was opened again."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from cases.models.case import Case


class Reopening(models.Model):
    """A case that had ended goes on: by whom, when and why, and how it had ended. What was recorded before stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reopenings")
    turn = models.PositiveSmallIntegerField()
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField()
    reasons = models.TextField()
    outcome_before = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["turn"]
        constraints = [models.UniqueConstraint(fields=["case", "turn"], name="reopening_once_per_turn")]
