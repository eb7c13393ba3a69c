"""An allegation of improper political activity, what was done about it, and what was decided. Behind a wall of its own.

Nothing here says which party or candidate: the product never keeps that.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allegations.enums import (
    AllegationStatus,
    Channel,
    Event,
    Ground,
    Manner,
    Measure,
    Party,
    Provision,
    Purpose,
    Recipient,
    StepKind,
    SubjectKind,
    Verdict,
)
from allegations.timeliness import Facts, Limit, deemed, limit
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.catalogue.limits import Named

INSIDE = (Role.INVESTIGATOR, Role.COMMISSION_DECIDER)
"""Who stands inside the wall; the database holds the same (migration 0002)."""
LANGUAGES = [("en", _("English")), ("fr", _("French"))]


class AllegationQuerySet(models.QuerySet["Allegation"]):
    def visible_to(self, person: Person) -> "AllegationQuerySet":
        """All but those that are, or may be, about the person, for those who stand inside the wall; nothing for anybody else."""
        from_inside = self.exclude(person_id=person.pk).exclude(walled_from__contains=[person.pk])
        return from_inside if person.standing.holds(*INSIDE) else self.none()


class Allegation(models.Model):
    """One allegation. It is written without being read back, so that anybody may make one: its number comes from a
    sequence and not from the table."""

    id = models.BigIntegerField(primary_key=True)
    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(_("state"), max_length=20, choices=AllegationStatus.choices)
    subject_kind = models.CharField(max_length=20, choices=SubjectKind.choices)
    named = models.CharField(_("who is named"), max_length=200)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    walled_from = ArrayField(models.BigIntegerField(), default=list)
    """Those inside who bear the name that is given: it may be about them, before anybody found out who it is."""
    provisions = ArrayField(models.CharField(max_length=10, choices=Provision.choices))
    description = models.TextField()
    language = models.CharField(max_length=2, choices=LANGUAGES)
    complainant_name = models.CharField(max_length=200, blank=True)
    complainant_contact = models.CharField(max_length=500, blank=True)
    complainant_was_candidate = models.BooleanField(null=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    in_writing = models.BooleanField()
    postmarked_on = models.DateField(null=True)
    metered_on = models.DateField(null=True)
    received_on = models.DateField()
    deemed_on = models.DateField(null=True)
    began_on = models.DateField(null=True)
    during_election = models.BooleanField()
    period_ended_on = models.DateField(null=True)
    aware_on = models.DateField(null=True)
    timeliness = models.CharField(max_length=10, choices=Verdict.choices)
    withdrawn_on = models.DateField(null=True)
    withdrawal_words = models.TextField(blank=True)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AllegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("allegation")
        verbose_name_plural = _("allegations")
        constraints = [
            models.CheckConstraint(name="allegation_status_is_known", condition=Q(status__in=AllegationStatus.values)),
            models.CheckConstraint(
                name="allegation_of_a_deputy_head_is_of_117",
                condition=Q(subject_kind=SubjectKind.DEPUTY_HEAD, provisions=["117"])
                | (Q(subject_kind=SubjectKind.EMPLOYEE) & ~Q(provisions__contains=["117"]) & ~Q(provisions=[])),
            ),
        ]

    @property
    def number(self) -> str:
        """What people quote."""
        return number_of(self.pk)

    def may_be_about(self, person: Person) -> bool:
        """Whether the person is the one whom it is about, or bears that name."""
        return self.person_id == person.pk or person.pk in self.walled_from

    @property
    def facts(self) -> Facts:
        return Facts(self.began_on, self.during_election, self.period_ended_on, self.aware_on)

    @property
    def deemed(self) -> Named | None:
        """The day on which it counts as made, computed anew from how it came; `deemed_on` is that day as it was stored."""
        return deemed(
            self.channel,
            received_on=self.received_on,
            postmarked_on=self.postmarked_on,
            metered_on=self.metered_on,
        )

    @property
    def limit(self) -> Limit | None:
        """The last day for it, computed anew from the facts."""
        return limit(self.facts)

    @property
    def needs_ground(self) -> bool:
        """Late, not in writing or withdrawn: an investigation then rests on a ground of PAR 7(2), 8(2) or 12."""
        return not self.in_writing or self.timeliness != Verdict.TIMELY or self.withdrawn_on is not None

    @property
    def complainant_can_be_told(self) -> bool:
        return bool(self.complainant_name and self.complainant_contact)


class Decision(models.Model):
    """Whether the Commission investigates, and why (PSEA ss. 118, 119; PAR 9, 10). Written once."""

    allegation = models.OneToOneField(Allegation, on_delete=models.PROTECT, related_name="decision")
    investigates = models.BooleanField()
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True)
    reasons = models.TextField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()


class Step(models.Model):
    """A step of the investigation, which itself is conducted elsewhere. `happened_on` is a calendar day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    party = models.CharField(max_length=20, choices=Party.choices, blank=True)
    manner = models.CharField(max_length=20, choices=Manner.choices, blank=True)
    happened_on = models.DateField()
    text = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class Outcome(models.Model):
    """What the Commission concluded, with reasons and what follows (PSEA ss. 118, 119; PAR 13). Written once."""

    allegation = models.OneToOneField(Allegation, on_delete=models.PROTECT, related_name="outcome")
    substantiated = models.BooleanField()
    measure = models.CharField(max_length=20, choices=Measure.choices, blank=True)
    action = models.TextField(blank=True)
    reasons = models.TextField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="allegation_outcome_has_its_measure",
                condition=Q(substantiated=True) & ~Q(measure="") | Q(substantiated=False, measure=""),
            )
        ]


class Disclosure(models.Model):
    """Personal information of an investigation that was disclosed, and how interests were weighed (PAR 14)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="disclosures")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    disclosed = models.TextField()
    disclosed_to = models.CharField(max_length=300)
    public_interest = models.TextField()
    privacy = models.TextField()
    disclosed_on = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class Notice(models.Model):
    """A letter that the Regulations require. Somebody with an account reads it here and it counts as sent; for anybody
    else an investigator notes when and how it went out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="notices")
    event = models.CharField(max_length=20, choices=Event.choices)
    recipient = models.CharField(max_length=20, choices=Recipient.choices)
    addressee = models.CharField(max_length=800)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    how = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")


def number_of(pk: int) -> str:
    """`AL-000042`: not from the model, so that whoever only made an allegation can be told."""
    return f"AL-{pk:06d}"
