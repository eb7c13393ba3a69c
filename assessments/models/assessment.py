"""What is kept of an assessment once a person attaches it to a request: answers, version, and the result as explained."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.utils.translation import gettext_lazy as _

from polact.base.text import current_language


class Assessment(models.Model):
    """One person's answers and the explained result under one rulebook version. Never changed after it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    rulebook_version = models.CharField(max_length=20)
    rulebook_hash = models.CharField(max_length=64)
    activity = models.CharField(max_length=30)
    answers = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    # The codes of the result by themselves: counting a million of them need not read a million explanations.
    codes = models.GeneratedField(
        expression=KeyTransform("result", "result"), output_field=models.JSONField(), db_persist=True
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")

    @property
    def words(self) -> dict[str, Any]:
        """The explanation as it was kept, in the language of the page: see `explanation.explain`."""
        return self.result["explanation"][current_language()]
