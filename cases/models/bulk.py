"""What was done to several cases at once."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_AT_ONCE = 100
UNDO_FOR = timedelta(minutes=10)


class BulkAction(models.TextChoices):
    ASSIGN = "assign", _("Give to somebody")
    ASK = "ask", _("Ask the same question")
    CLOSE = "close", _("Close")


class BulkRun(models.Model):
    """One deed on several cases, with what came of it for each. Its key is drawn by the page that shows the preview, so
    that a second press of the button finds the first one's run."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    action = models.CharField(max_length=8, choices=BulkAction.choices)
    given_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    results = models.JSONField(default=list)
    """For each case {case, result, version, former}: `result` is "done" or why not (`cases.bulk.Why`)."""
    undone_at = models.DateTimeField(null=True)
    undo_results = models.JSONField(default=list)
