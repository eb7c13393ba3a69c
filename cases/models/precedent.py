"""How an answer stood beside earlier ones when it was given."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class DepartureReason(models.TextChoices):
    """Why an answer departs from what most similar requests were answered."""

    OTHER_FACTS = "OTHER_FACTS", _("A fact that the comparison does not see")
    GUIDANCE_CHANGED = "GUIDANCE_CHANGED", _("The guidance or the rulebook changed since")
    EARLIER_TOO_STRICT = "EARLIER_TOO_STRICT", _("The earlier answers were too strict")
    EARLIER_TOO_LENIENT = "EARLIER_TOO_LENIENT", _("The earlier answers were too lenient")


class PrecedentCheck(models.Model):
    """The comparison of one answer with the nearest earlier ones, at the moment it was given. Never changed.

    `compared` is how many were about the same facts; without a clear majority among them `majority` is empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="precedent_checks")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    activity = models.CharField(max_length=30)
    outcome = models.CharField(max_length=30)
    compared = models.PositiveSmallIntegerField()
    majority = models.CharField(max_length=30, blank=True)
    agreed = models.PositiveSmallIntegerField(default=0)
    departs = models.BooleanField(default=False)
    reason = models.CharField(max_length=30, blank=True, choices=DepartureReason.choices)
    explanation = models.TextField(blank=True)

    class Meta:
        verbose_name = _("comparison with earlier answers")
        constraints = [
            models.CheckConstraint(name="precedent_departure_has_a_reason", condition=Q(departs=False) | ~Q(reason="")),
        ]
        indexes = [models.Index(fields=["checked_at"], name="precedent_checked")]
