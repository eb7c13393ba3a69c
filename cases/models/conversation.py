"""What is written about a case beside its steps: among those who handle it, and between them and the employee."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from cases.models.case import Case


class InternalNote(models.Model):
    """A note of those who handle a case, hidden from whoever asked. Never edited: a correction is another note."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="internal_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering = ["written_at"]
        indexes = [models.Index(fields=["case", "written_at"], name="note_of_case")]


class CaseMessage(models.Model):
    """A message between the employee and those who handle the case. It moves nothing, and is never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_from_requester = models.BooleanField()
    sent_at = models.DateTimeField()
    text = models.TextField()
    read_at = models.DateTimeField(null=True)
    """When the other side first said that it has read it, and who."""
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["sent_at"]
        indexes = [models.Index(fields=["case", "sent_at"], name="message_of_case")]
