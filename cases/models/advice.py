"""The recorded answer."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models.case import LANGUAGES, Case


class Advice(models.Model):
    """The recorded answer with its reasons. Never edited; the requester's own hand cannot write it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="advice")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Whose work the author did that day as their stand-in."""
    recorded_at = models.DateTimeField()
    outcome = models.CharField(max_length=30)
    reasons = models.TextField()
    mitigations = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)

    class Meta:
        verbose_name = _("advice")
        verbose_name_plural = _("advice")
        constraints = [
            models.CheckConstraint(name="advice_not_by_the_requester", condition=~Q(author=F("requester"))),
        ]

    @property
    def signature(self) -> str:
        """Who answered, and for which absent colleague, if for one: "Rita Sample, for René Sample"."""
        if self.on_behalf_of is None:
            return str(self.author)
        return gettext("%(name)s, for %(absent)s") % {"name": self.author, "absent": self.on_behalf_of}
