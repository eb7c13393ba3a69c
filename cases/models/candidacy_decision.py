"""The decision on a candidacy, what it grants, what it is tied to, and what became of it. Decisions are superseded, never changed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import Limb, Weight
from cases.enums.candidacy import (
    AuthorizationOutcome,
    ConditionEventKind,
    ConditionState,
    ElectionResult,
)
from cases.models.candidacy import Candidacy
from polact.access.lasting import Lasting


class Delegation(Lasting, models.Model):
    """A recorded instrument under which somebody decides for the Commission, from a day until (exclusive) another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("instrument"), max_length=200)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations")
    active_from = models.DateField(_("from"))
    active_to = models.DateField(_("until (exclusive)"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-active_from", "title"]
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_begins",
                condition=Q(active_to=None) | Q(active_to__gte=F("active_from")),
            ),
            models.CheckConstraint(name="delegation_not_by_its_holder", condition=~Q(recorded_by=F("person"))),
        ]


class DecisionDraft(models.Model):
    """What an officer prepares: the same parts as the decision, kept as typed until it is submitted."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, primary_key=True, related_name="draft")
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, db_default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    writers = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    """Everybody who ever saved it: none of them may decide on it."""
    comment = models.TextField(blank=True, db_default="")
    """Why the decision maker returned it, until it is submitted again."""
    comment_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")


class Decision(models.Model):
    """The decision with its reasons, on grants as well as refusals (PAR s. 5). Drafted by one, decided by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="decisions")
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    outcome = models.CharField(max_length=40)
    reasons = models.TextField(_("reasons"))
    mitigations = models.TextField(_("mitigations considered, and why they suffice or do not"), blank=True)
    divergent_views = models.TextField(_("divergent views, and the answer to them"), blank=True)
    charter = models.TextField(_("Charter interests weighed"), blank=True)
    facts = models.JSONField(default=dict)
    """The facts of the position, the duties and the election on which it rests, as they were."""
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, null=True, related_name="decisions")
    decided_at = models.DateTimeField()
    employee_notified_at = models.DateTimeField(null=True)
    deputy_head_notified_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-decided_at"]
        constraints = [
            models.CheckConstraint(
                name="decision_by_another_than_drafted_it", condition=~Q(decided_by=F("drafted_by"))
            ),
            models.CheckConstraint(
                name="decision_not_on_oneself",
                condition=~Q(decided_by=F("requester")) & ~Q(drafted_by=F("requester")),
            ),
            models.CheckConstraint(name="decision_has_reasons", condition=~Q(reasons="")),
        ]


class DecisionFinding(models.Model):
    """One cell of the grid: what was found on a factor, in a phase, on a limb of the test, and on which evidence."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="findings")
    phase = models.CharField(max_length=12)
    limb = models.CharField(max_length=12, choices=Limb.choices)
    factor = models.CharField(max_length=12)
    weight = models.CharField(max_length=10, choices=Weight.choices)
    finding = models.TextField()
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "phase", "limb", "factor"], name="decision_finding_once")
        ]


class Authorization(models.Model):
    """One thing that the decision grants or refuses: permission or leave, under a section, from a day to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="authorizations")
    kind = models.CharField(max_length=24)
    section = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12, choices=AuthorizationOutcome.choices)
    active_from = models.DateField(null=True)
    last_day = models.DateField(null=True)

    class Meta:
        ordering = ["section"]
        constraints = [models.UniqueConstraint(fields=["decision", "kind"], name="authorization_once")]


class Condition(models.Model):
    """An obligation that goes with a grant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="conditions")
    kind = models.CharField(max_length=24)
    text = models.TextField(blank=True)
    owner = models.CharField(max_length=12)
    active_from = models.DateField(null=True)
    last_day = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=ConditionState.choices, default=ConditionState.OPEN)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["active_from", "kind"]


class ConditionEvent(models.Model):
    """What was noted about a condition, by whom. Facts, not judgements."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=14, choices=ConditionEventKind.choices)
    text = models.TextField(blank=True)
    happened_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class GazetteNotice(models.Model):
    """The notice of a grant in the Canada Gazette (PSEA s. 116), with the employee's name. Refusals have none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="gazette_notice")
    text_en = models.TextField()
    text_fr = models.TextField()
    requested_on = models.DateField()
    published_on = models.DateField(null=True)
    issue = models.CharField(_("issue"), max_length=100, blank=True)
    link = models.URLField(_("link"), blank=True)


class CandidacyResult(models.Model):
    """What became of the candidacy: one row for each thing that happened, in order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="results")
    kind = models.CharField(max_length=16, choices=ElectionResult.choices)
    happened_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["happened_on", "recorded_at"]
