"""An opinion asked from somebody else: one question, what may be seen for it, until a day; and the opinion given."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import ConsultationKind, ConsultationState
from cases.models.case import LANGUAGES, Case, CaseQuerySet
from polact.access.enums import Role
from polact.access.models import Person


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def asked_of(self, person: Person, today: date) -> ConsultationQuerySet:
        """Those in which this person's opinion is awaited: asked of them, or of the Commission whose officer they are."""
        asked = Q(expert=person)
        if person.standing.holds(Role.COMMISSION_OFFICER):
            seen: CaseQuerySet = Case.objects.visible_to(person).exclude(requester=person)
            asked |= Q(expert=None, kind=ConsultationKind.COMMISSION, case__in=seen)
        agreed = ~Q(kind=ConsultationKind.MANAGER) | Q(consent=True)
        return self.filter(asked, agreed, answered_at=None, withdrawn_at=None, until__gte=today)


class Consultation(models.Model):
    """An opinion asked for. `shown` is a frozen copy of what the asker chose to show; the expert sees nothing else.

    Without an expert it waits for any officer of the Commission. `until` is the last day on which it can be seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations")
    kind = models.CharField(max_length=20, choices=ConsultationKind.choices)
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    expert_name = models.CharField(max_length=201, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    question = models.TextField()
    language = models.CharField(max_length=2, choices=LANGUAGES)
    shown = models.JSONField(default=dict)
    until = models.DateField()
    consent = models.BooleanField(null=True)
    consent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["asked_at"]
        indexes = [
            models.Index(fields=["expert"], name="consultation_awaited", condition=Q(answered_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="consultation_without_expert_is_the_commissions",
                condition=Q(expert__isnull=False) | Q(kind=ConsultationKind.COMMISSION),
            ),
            models.CheckConstraint(
                name="consultation_consent_is_of_managers",
                condition=Q(consent=None, consent_at=None) | Q(kind=ConsultationKind.MANAGER, consent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="consultation_of_manager_answered_with_consent",
                condition=Q(answered_at=None) | ~Q(kind=ConsultationKind.MANAGER) | Q(consent=True),
            ),
        ]

    @property
    def needs_consent(self) -> bool:
        return self.kind == ConsultationKind.MANAGER

    def state(self, today: date) -> ConsultationState:
        """Where it stands on a day."""
        if self.answered_at:
            return ConsultationState.ANSWERED
        if self.withdrawn_at:
            return ConsultationState.WITHDRAWN
        if self.needs_consent and self.consent is False:
            return ConsultationState.REFUSED
        if self.until < today:
            return ConsultationState.ENDED
        if self.needs_consent and self.consent is None:
            return ConsultationState.AWAITING_CONSENT
        return ConsultationState.OPEN

    def is_under_way(self, today: date) -> bool:
        """Whether an opinion, or the consent to ask for it, is still awaited."""
        return self.state(today) in (ConsultationState.OPEN, ConsultationState.AWAITING_CONSENT)


class Opinion(models.Model):
    """What the expert answered: given once, never edited. Read by those who handle the case and by its giver, not by the
    requester."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="opinion")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=201)
    given_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
