"""Requests that belong together."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import LinkKind
from cases.models.case import Case


class CaseLink(models.Model):
    """Two cases that belong together, until the link is ended; both stay what they are. `first` is the older one.

    Only a draft that is discarded takes its link with it: nobody else ever saw either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links_to_later")
    second = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links_to_earlier")
    kind = models.CharField(_("how they belong together"), max_length=12, choices=LinkKind.choices)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("link between requests")
        verbose_name_plural = _("links between requests")
        ordering = ["linked_at"]
        constraints = [
            models.CheckConstraint(name="link_is_in_order", condition=Q(first__lt=F("second"))),
            models.UniqueConstraint(fields=["first", "second"], name="link_once", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id}"

    def other_than(self, case: Case) -> Case:
        """The one that the case is linked with."""
        return self.second if self.first_id == case.pk else self.first
