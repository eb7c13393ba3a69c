"""The rules by which submitted cases are routed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import LANGUAGES
from polact.access.models import Organization


class RoutingRule(models.Model):
    """Which submitted cases go to an organization's representatives, or to one of them. Empty criteria match anything."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="routing_rules"
    )
    request_type = models.CharField(max_length=20, blank=True)
    activity_group = models.CharField(_("group of activities"), max_length=10, blank=True)
    level = models.CharField(_("level"), max_length=10, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True, choices=LANGUAGES)
    assign_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    priority = models.PositiveSmallIntegerField(_("priority, lowest first"), default=100)
    active_from = models.DateField(_("from"))
    active_to = models.DateField(_("until (exclusive)"), null=True, blank=True)

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["priority", "id"]

    def __str__(self) -> str:
        return f"{self.organization or '*'} {self.priority}"
