"""The rules by which submitted cases are routed, in versions, and what was decided by them for each case."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from cases.enums import ElectionLevel, Queue, RoutingReason
from cases.models.case import LANGUAGES, Case
from polact.access.lasting import Lasting
from polact.access.models import Organization
from polact.catalogue.jurisdictions import places_of_work

NOT_YET = 2**62
"""The number of a rule that is tried before it is saved: it comes after all others of its priority."""


class RoutingRule(Lasting, models.Model):
    """One version of a rule: which submitted cases go to an organization's representatives, or to one of them.

    Empty criteria match anything. A change is a new row with the same `ref` and `number`; the row before ends on the day
    on which the new one begins. Of a row that stands only its end may change: the database refuses everything else.
    `active_to` is the first day on which the version no longer holds; one that ends on its first day never held.
    """

    ref = models.UUIDField(editable=False, db_default=RandomUUID())
    number = models.PositiveBigIntegerField(
        editable=False, db_default=Func(Value("cases_rule_number"), function="nextval")
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="routing_rules"
    )
    request_type = models.CharField(_("type of request"), max_length=24, blank=True)
    activity_group = models.CharField(_("group of activities"), max_length=10, blank=True)
    level = models.CharField(_("level"), max_length=10, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True, choices=LANGUAGES)
    region = models.CharField(
        _("place of work"), max_length=2, blank=True, choices=places_of_work, default="", db_default=""
    )
    election = models.CharField(
        _("election period"), max_length=12, blank=True, choices=ElectionLevel.choices, default="", db_default=""
    )
    assign_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    priority = models.PositiveSmallIntegerField(_("priority, lowest first"), default=100)
    note = models.CharField(_("why"), max_length=200, blank=True, default="", db_default="")
    active_from = models.DateField(_("from"))
    active_to = models.DateField(_("until (exclusive)"), null=True, blank=True)

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["priority", "number", "version"]
        constraints = [
            models.UniqueConstraint(fields=["ref", "version"], name="routing_rule_version"),
            models.CheckConstraint(
                name="routing_rule_ends_after_it_begins",
                condition=Q(active_to=None) | Q(active_to__gte=F("active_from")),
            ),
        ]

    def __str__(self) -> str:
        return _("Rule %(number)s, version %(version)s") % {"number": self.number, "version": self.version}

    @property
    def is_not_yet(self) -> bool:
        """Whether it is only tried, and has no number."""
        return self.number == NOT_YET


class Routing(models.Model):
    """One placing of a case, as it was found: the rule and its version, the facts used, and where the case went."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="routings")
    at = models.DateTimeField()
    why = models.CharField(max_length=12, choices=RoutingReason.choices)
    rule = models.ForeignKey(RoutingRule, on_delete=models.PROTECT, null=True, related_name="routings")
    version = models.PositiveIntegerField(null=True)
    facts = models.JSONField(default=dict)
    queue = models.CharField(max_length=12, choices=Queue.choices)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("routing")
        verbose_name_plural = _("routings")
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                name="routing_names_rule_and_version",
                condition=Q(rule=None, version=None) | Q(rule__isnull=False, version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.at}"
