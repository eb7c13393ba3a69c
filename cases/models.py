"""The record of a request, the facts added to it, and the rules by which it is routed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from cases.enums import OPEN, CaseStatus, EndingKind, Queue
from polact.access.models import Organization, Person
from polact.catalogue.kinds import RequestType
from polact.catalogue.registry import request_type

LANGUAGES = [("en", _("English")), ("fr", _("French"))]
# Counting reads the policy's columns and those of the desk's tabs: with them in the index it needs no row of the table.
COUNTED = ["requester", "submitted_at", "status", "assigned_to"]


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, person: Person) -> CaseQuerySet:
        """What `permissions.may_read` allows: one's own, and submitted ones of where one represents or of everywhere."""
        own = Q(requester=person)
        if person.standing.sees_all:
            return self.filter(own | Q(submitted_at__isnull=False))
        represented = list(person.standing.represents)
        return (
            self.filter(own | Q(submitted_at__isnull=False, organization_id__in=represented))
            if represented
            else self.filter(own)
        )

    def open(self) -> CaseQuerySet:
        """Those in which somebody still owes the employee an answer."""
        return self.filter(status__in=OPEN)


class Case(models.Model):
    """A request for advice, from draft to close. `status` is assigned by `cases.advance` alone."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request_type = models.CharField(max_length=20)
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
    outcome = models.CharField(_("outcome"), max_length=30, blank=True)
    ended_at = models.DateTimeField(null=True)

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
                | Q(submitted_at__isnull=False, submitted_on__isnull=False, due_on__isnull=False),
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
            models.Index(fields=["requester", "-id"], name="case_requester"),
            models.Index(
                fields=["submitted_on", "organization", "request_type", "outcome"],
                name="case_report",
                include=["requester", "submitted_at"],
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
    def is_open(self) -> bool:
        return self.status in OPEN


class InformationRequest(models.Model):
    """One question to the employee, and their answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="information_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    question = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at=None), name="information_one_question_open"
            ),
        ]


class Advice(models.Model):
    """The recorded answer with its reasons. Never edited; the requester's own hand cannot write it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="advice")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
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


class Ending(models.Model):
    """How a case ended otherwise than by advice, or was closed after it: by whom, when, why, and where it was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings")
    kind = models.CharField(max_length=12, choices=EndingKind.choices)
    outcome = models.CharField(max_length=30, blank=True)
    reasons = models.TextField(blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        ordering = ["ended_at"]
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="ending_once_per_kind")]


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


class IdempotencyKey(models.Model):
    """One call of the API that its caller may repeat without harm, with the answer that it got.

    It is kept for a day (`operations.repeating`), and goes with its draft when that is discarded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="idempotency_key_once_per_person")]
