"""What the nightly replay of the clocks found."""

from __future__ import annotations

import uuid

from django.db import models

from cases.enums import ClockKind
from cases.models.case import Case


class ClockDifference(models.Model):
    """A stored due date that the recorded facts do not give. Found once, told once, corrected by people only.

    `stored` is None where no day is kept though the facts give one; `computed` is None where the facts give none, such as
    while information is missing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_differences")
    clock = models.CharField(max_length=20, choices=ClockKind.choices, default=ClockKind.SERVICE_STANDARD)
    stored = models.DateField(null=True)
    computed = models.DateField(null=True)
    calendar = models.CharField(max_length=30, blank=True)
    """The version under which the stored day was computed."""
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "clock", "stored", "computed", "calendar"],
                nulls_distinct=False,
                name="clock_difference_once",
            )
        ]
        indexes = [models.Index(fields=["found_at", "id"], name="clock_difference_newest")]
