"""What a request for permission holds beside the case: the election, the position, how far it is, and what the organization says."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import ElectionLevel
from cases.enums.candidacy import WITH_ORGANIZATION, Employment, Stage, Stance
from cases.models.attachment import Attachment
from cases.models.case import Case
from cases.models.election import ElectionPeriod
from polact.catalogue.kinds import CandidacyRules, LevelRules
from polact.catalogue.registry import rules_of


class Candidacy(models.Model):
    """The candidacy that a case asks permission for. `stage` is assigned by `cases.advance` alone.

    Never which party. `parent` is the granted permission that a change of circumstances is about.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="candidacy")
    stage = models.CharField(_("stage"), max_length=24, choices=Stage.choices, default=Stage.DRAFT)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="changes")
    change = models.TextField(_("what has changed"), blank=True)

    level = models.CharField(_("level of government"), max_length=12, choices=ElectionLevel.choices)
    jurisdiction = models.CharField(_("where"), max_length=2)
    election = models.ForeignKey(
        ElectionPeriod, on_delete=models.PROTECT, null=True, blank=True, related_name="candidacies"
    )
    district = models.CharField(_("electoral district or municipality"), max_length=200, blank=True)
    office = models.CharField(_("office sought"), max_length=100, blank=True)
    nomination_from = models.DateField(_("seeks nomination from"), null=True, blank=True)
    candidate_from = models.DateField(_("candidate from"), null=True, blank=True)
    nominations_close = models.DateField(_("close of nominations"), null=True, blank=True)
    polling_day = models.DateField(_("polling day"), null=True, blank=True)

    employment = models.CharField(_("employment"), max_length=14, choices=Employment.choices, blank=True)
    on_leave = models.BooleanField(_("on leave at present"), default=False)
    position_title = models.CharField(_("position title"), max_length=200, blank=True)
    group_level = models.CharField(_("group and level"), max_length=20, blank=True)
    work_location = models.CharField(_("place of work"), max_length=200, blank=True)
    duties = models.TextField(_("nature of the duties"), blank=True)
    visibility = models.TextField(_("level and visibility of the position and duties"), blank=True)
    has_temporary_duties = models.BooleanField(_("acts or is assigned temporarily"), default=False)
    temporary_title = models.CharField(_("title of the temporary position"), max_length=200, blank=True)
    temporary_duties = models.TextField(_("temporary duties"), blank=True)
    manager_name = models.CharField(_("manager"), max_length=201, blank=True)
    public_steps = models.TextField(_("public steps already taken"), blank=True)
    """A site, a poster, an interview: before permission these count as seeking nomination, and the employee is warned."""

    description_file = models.ForeignKey(
        Attachment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("work description"),
    )
    """Which of the case's files is the description of duties that the organization approved."""
    chart_file = models.ForeignKey(
        Attachment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organization chart"),
    )

    awaited_from = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    """The people whose opinion is waited for now."""
    sent_at = models.DateTimeField(null=True)
    filed_directly = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(null=True)
    complete_on = models.DateField(_("complete on"), null=True)
    decide_by = models.DateField(_("decision due, by law"), null=True)
    """By the limit of its regime, after the day on which everything asked for was received (PAR s. 5: 30 calendar days
    under Part 7); empty where no law sets one."""
    calendar = models.CharField(max_length=30, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """The officer who put a decision before the decision maker."""
    no_decision_reason = models.CharField(max_length=24, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        constraints = [
            models.CheckConstraint(name="candidacy_stage_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="candidacy_clock_has_its_day",
                condition=Q(decide_by=None) | Q(complete_on__isnull=False, decide_by__gt=F("complete_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "case"], name="candidacy_stage"),
            models.Index(fields=["decide_by"], name="candidacy_due", condition=Q(decided_on=None)),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def rules(self) -> CandidacyRules:
        """The law of the regime under which it is asked."""
        return rules_of(self.case.request_type)

    @property
    def level_rules(self) -> LevelRules:
        return self.rules.at(self.level)

    @property
    def is_with_organization(self) -> bool:
        """Signed, and not yet sent to the Commission."""
        return self.stage in WITH_ORGANIZATION


class CandidacyInput(models.Model):
    """The opinion of somebody of the organization: invited, with an own deadline, given once. The employee may read it
    (Privacy Act s. 3(g)); nothing of it is anonymous."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="inputs")
    kind = models.CharField(max_length=20)
    """One of the input kinds of the catalogue."""
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    answer_by = models.DateField()
    stance = models.CharField(max_length=16, choices=Stance.choices, blank=True)
    impartiality = models.TextField(_("political impartiality"), blank=True)
    operations = models.TextField(_("operational concerns"), blank=True)
    given_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    """The file went on without it."""

    class Meta:
        ordering = ["invited_at", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "kind"], condition=Q(given_up_at=None), name="candidacy_input_once"
            ),
            models.CheckConstraint(
                name="candidacy_input_given_whole",
                condition=Q(given_at=None, stance="") | Q(given_at__isnull=False) & ~Q(stance=""),
            ),
        ]


class CandidacyItem(models.Model):
    """One line of the officer's checklist: something that the law or the Commission asks for, and whether it is there.

    `code` is one of the catalogue's content; empty for what the Commission asked besides (PAR s. 2(2)).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
