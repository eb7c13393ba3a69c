"""What is kept of an assessment once a person attaches it to a request: answers, version, and the result as explained."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.utils.translation import gettext_lazy as _

from polact.base.text import current_language


class Assessment(models.Model):
    """One person's answers and the explained result under one rulebook version. Never changed after it is kept.

    One activity each. What was checked in the same sitting are its companions: they point to the main one, the one with
    the highest result, and are seen by whoever may see that one (policies of the cases app).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    rulebook_version = models.CharField(max_length=20)
    rulebook_hash = models.CharField(max_length=64)
    # The SHA-256 of the organization's own rules that were added, empty without; the result says whose they are.
    overlay_hash = models.CharField(max_length=64, blank=True, default="", db_default="")
    activity = models.CharField(max_length=30)
    answers = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    # The codes of the result by themselves: counting a million of them need not read a million explanations.
    codes = models.GeneratedField(
        expression=KeyTransform("result", "result"), output_field=models.JSONField(), db_persist=True
    )
    created_at = models.DateTimeField()
    together_with = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="companions", db_index=False
    )
    place = models.PositiveSmallIntegerField(default=0, db_default=0)  # in the order in which the person checked them

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        indexes = [
            models.Index(
                fields=["together_with"],
                name="assessment_companions",
                condition=models.Q(together_with__isnull=False),
            )
        ]

    @property
    def words(self) -> dict[str, Any]:
        """The explanation as it was kept, in the language of the page: see `explanation.explain`."""
        return self.result["explanation"][current_language()]
