"""How a case ended otherwise than by advice."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from cases.enums import EndingKind
from cases.models.case import Case


class Ending(models.Model):
    """How a case ended otherwise than by advice, or was closed after it: by whom, when, why, and where it was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings")
    kind = models.CharField(max_length=12, choices=EndingKind.choices)
    outcome = models.CharField(max_length=30, blank=True)
    reasons = models.TextField(blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        ordering = ["ended_at"]
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="ending_once_per_kind")]
