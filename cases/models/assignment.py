"""Who held a case, since when, and why it changed hands."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.enums import Handover
from cases.models.case import Case


class Assignment(models.Model):
    """One change of hands: from `at` on, `person` holds the case (nobody when empty). Never changed afterwards.

    `by` is empty where the system did it. The one who asked reads none of it: the reasons are said among colleagues.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=12, choices=Handover.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("change of hands")
        verbose_name_plural = _("changes of hands")
        indexes = [
            models.Index(fields=["case", "at"], name="assignment_case"),
            models.Index(fields=["person", "-at"], name="assignment_person"),
        ]
