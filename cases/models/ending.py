"""How a case ended otherwise than by advice."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from cases.enums import EndingKind
from cases.models.case import Case
from polact.catalogue.kinds import Outcome
from polact.catalogue.registry import outcome as catalogue_outcome


class Ending(models.Model):
    """How a case ended otherwise than by advice, or was closed after it: by whom, when, why, and where it was sent.

    `turn` is how often the case had been opened again by then (`Case.turn`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings")
    kind = models.CharField(max_length=12, choices=EndingKind.choices)
    outcome = models.CharField(max_length=30, blank=True)
    reasons = models.TextField(blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()
    turn = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["ended_at"]
        constraints = [models.UniqueConstraint(fields=["case", "kind", "turn"], name="ending_once_per_kind_and_turn")]

    @property
    def conclusion(self) -> Outcome | None:
        """The outcome with its meaning; None when the case was only put away."""
        return catalogue_outcome(self.outcome) if self.outcome else None
