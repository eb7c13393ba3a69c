"""The record of a request, from draft to close."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from cases.enums import OPEN, CaseStatus, ClockReason, Queue
from polact.access.models import Organization, Person
from polact.catalogue.kinds import RequestType
from polact.catalogue.registry import REQUEST_TYPES, request_type

LANGUAGES = [("en", _("English")), ("fr", _("French"))]
# Counting reads the policy's columns and those of the desk's tabs: with them in the index it needs no row of the table.
ANSWERS = list(dict.fromkeys(answer.code for kind in REQUEST_TYPES for answer in kind.answers))
COUNTED = ["requester", "submitted_at", "status", "assigned_to", "walled_from"]


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, person: Person) -> CaseQuerySet:
        """What `permissions.may_read` allows: one's own, and submitted ones of where one represents or of everywhere,
        except those from which one is walled off."""
        own = Q(requester=person)
        of_others = Q(submitted_at__isnull=False) & ~Q(walled_from__contains=[person.pk])
        if person.standing.sees_all:
            return self.filter(own | of_others)
        represented = list(person.standing.represents)
        return self.filter(own | of_others & Q(organization_id__in=represented)) if represented else self.filter(own)

    def open(self) -> CaseQuerySet:
        """Those in which somebody still owes the employee an answer."""
        return self.filter(status__in=OPEN)


class Case(models.Model):
    """A request for advice, from draft to close. `status` is assigned by `cases.advance` alone."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request_type = models.CharField(max_length=24)
    status = models.CharField(_("status"), max_length=24, choices=CaseStatus.choices, default=CaseStatus.DRAFT)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="cases")
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="requests")
    language = models.CharField(_("language of the answer"), max_length=2, choices=LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200)
    question = models.TextField(_("question"))
    planned_on = models.DateField(_("planned for"), null=True, blank=True)

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    activity = models.CharField(_("activity"), max_length=30, blank=True)
    level = models.CharField(_("level of the self-assessment"), max_length=40, blank=True)

    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_on = models.DateField(null=True)
    queue = models.CharField(max_length=12, choices=Queue.choices, blank=True)
    routed_by = models.ForeignKey("RoutingRule", on_delete=models.PROTECT, null=True, related_name="routed")
    routing_facts = models.JSONField(default=dict)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="assigned"
    )
    due_on = models.DateField(_("due on"), null=True)
    standard_days = models.PositiveSmallIntegerField(_("service standard, in business days"), null=True)
    """The organization's standard on the day of submission: what is changed later holds for later requests."""
    clock_calendar = models.CharField(max_length=30, blank=True, db_default="")
    clock_read_at = models.DateTimeField(null=True)
    clock_reason = models.CharField(max_length=12, choices=ClockReason.choices, blank=True, db_default="")
    region = models.CharField(_("place of work"), max_length=2, blank=True, db_default="")
    walled_from = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    """People for whom this case does not exist: a conflict of interest was detected or declared (`operations.recusing`)."""
    named = ArrayField(models.BigIntegerField(), default=list, db_default=[], blank=True)
    """People who should not handle it, as its requester named them; applied when it is submitted (`cases.conflicts`)."""
    found_by = models.TextField(blank=True, db_default="")
    """What finds the case beside its own words: the requester's name, the activity in both languages (`cases.wording`)."""
    outcome = models.CharField(_("outcome"), max_length=30, blank=True)
    ended_at = models.DateTimeField(null=True)
    advice = models.OneToOneField("Advice", on_delete=models.PROTECT, null=True, related_name="+")
    """The advice that stands; earlier ones are in `all_advice`."""
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who put an advice before a second reader, as long as it waits there."""
    turn = models.PositiveSmallIntegerField(default=0, db_default=0)
    """How often the case was opened again."""
    reopened_on = models.DateField(null=True)

    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(
                name="case_past_draft_is_submitted",
                condition=Q(status=CaseStatus.DRAFT)
                | Q(submitted_at__isnull=False, submitted_on__isnull=False)
                & (Q(due_on__isnull=False) | Q(clock_reason=ClockReason.COMPLETE)),
            ),
            models.CheckConstraint(name="case_status_known", condition=Q(status__in=CaseStatus.values)),
        ]
        indexes = [
            models.Index(
                fields=["organization", "due_on", "id"],
                name="case_desk",
                condition=Q(status__in=OPEN),
                include=[*COUNTED, "queue"],
            ),
            models.Index(
                fields=["queue", "due_on", "id"],
                name="case_queue",
                condition=Q(status__in=OPEN),
                include=[*COUNTED, "organization"],
            ),
            models.Index(
                fields=["assigned_to", "due_on", "id"],
                name="case_assigned",
                condition=Q(status__in=OPEN),
                include=["requester", "submitted_at", "status", "organization", "walled_from", "queue"],
            ),
            models.Index(fields=["organization", "status", "-id"], name="case_status"),
            models.Index(fields=["requester", "-id"], name="case_requester"),
            models.Index(
                fields=["activity", "organization", "-id"],
                name="case_precedent",
                condition=Q(outcome__in=ANSWERS),
            ),
            models.Index(fields=["activity", "-id"], name="case_elsewhere", condition=Q(outcome__in=ANSWERS)),
            models.Index(
                fields=["submitted_on", "organization", "request_type", "outcome"],
                name="case_report",
                include=["requester", "submitted_at", "walled_from"],
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people quote: PA and at least six digits."""
        return f"PA-{self.pk:06d}"

    @property
    def type(self) -> RequestType:
        return request_type(self.request_type)

    @property
    def clock_from(self) -> date | None:
        """The day from which the service standard counts: of submission or, once opened again, of that."""
        return self.reopened_on or self.submitted_on

    @property
    def is_open(self) -> bool:
        return self.status in OPEN
