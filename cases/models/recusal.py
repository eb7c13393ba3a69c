"""That somebody must not handle a case: found from what is on record, named by the requester, or declared."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import Ground
from cases.models.case import Case


class Recusal(models.Model):
    """One person kept from one case, on which ground. Never taken back.

    `recorded_by` is empty when the system found it. `reason` is what was declared: row-level security shows these rows to
    those who see everything alone; a lead reads dates, names and grounds through `cases_recusals`, never the reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="recusal_once_per_person"),
            models.CheckConstraint(
                name="recusal_declared_by_oneself_with_a_reason",
                condition=~Q(ground=Ground.DECLARED) | Q(recorded_by=F("person")) & ~Q(reason=""),
            ),
        ]
