"""What the nightly replay of the clocks found."""

from __future__ import annotations

import uuid

from django.db import models

from cases.models.case import Case


class ClockDifference(models.Model):
    """A stored due date that the recorded facts do not give. Found once, told once, corrected by people only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_differences")
    stored = models.DateField()
    computed = models.DateField()
    calendar = models.CharField(max_length=30, blank=True)
    """The version under which the stored day was computed."""
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-found_at", "case"]
        constraints = [
            models.UniqueConstraint(fields=["case", "stored", "computed", "calendar"], name="clock_difference_once")
        ]
