"""The written notice of a decision on a candidacy, for the employee and the deputy head (PAR s. 5)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.candidacy_decision import Decision
from cases.models.case import LANGUAGES
from cases.models.letter import Copy


class DecisionLetter(models.Model):
    """A decision letter as it was issued: the facts of which it is made, and by which template. Its bytes follow from these.

    Whoever sees the case reads it, and so do the `addressees`: the deputy heads to whom notice was given here, who do not
    see the case.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="letter")
    number = models.CharField(max_length=30, unique=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    template = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    addressees = ArrayField(models.BigIntegerField(), default=list)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    delivery = models.TextField(_("how the deputy head was notified"), blank=True)
    """By hand, where no deputy head is known here; written once."""


class DecisionLetterCopy(Copy):
    """A copy of a decision letter."""

    letter = models.ForeignKey(DecisionLetter, on_delete=models.PROTECT, related_name="copies")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "language", "engine"], name="decision_letter_copy_once_per_engine"
            )
        ]
