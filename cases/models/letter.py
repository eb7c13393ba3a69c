"""The letter that carries an advice."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from cases.models.advice import Advice
from cases.models.case import LANGUAGES, Case


class Letter(models.Model):
    """A letter as it was issued: the facts of which it is made, and by which template. Its bytes follow from these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    advice = models.OneToOneField(Advice, on_delete=models.PROTECT, related_name="letter")
    number = models.CharField(max_length=30, unique=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    template = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class Copy(models.Model):
    """What a letter's PDF was when it was first made in a language with one version of the typesetter."""

    language = models.CharField(max_length=2, choices=LANGUAGES)
    engine = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class LetterCopy(Copy):
    """A copy of a letter that carries an advice."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="copies")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "language", "engine"], name="letter_copy_once_per_engine")
        ]
