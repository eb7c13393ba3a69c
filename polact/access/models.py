"""Organizations, people, and the roles that people hold in organizations, from a day to a day."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from polact.access.enums import SEES_ALL, Regime, Role
from polact.access.lasting import in_force
from polact.base.text import Bilingual
from polact.catalogue.jurisdictions import places_of_work
from polact.catalogue.kinds import Family
from polact.catalogue.registry import type_for


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def active(self) -> OrganizationQuerySet:
        """Without the dormant entries of the schedules, which nobody works in."""
        return self.filter(is_dormant=False)


class Organization(Bilingual, models.Model):
    """A department or agency (PSEA s. 2(1): FAA Schedules I, IV and V), and the regime that its people are under."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_en = models.CharField(_("legal name in English"), max_length=300, unique=True)
    name_fr = models.CharField(_("legal name in French"), max_length=300)
    applied_title_en = models.CharField(_("applied title in English"), max_length=200, blank=True)
    applied_title_fr = models.CharField(_("applied title in French"), max_length=200, blank=True)
    abbreviation_en = models.CharField(_("abbreviation in English"), max_length=30, blank=True)
    abbreviation_fr = models.CharField(_("abbreviation in French"), max_length=30, blank=True)
    schedule = models.CharField(_("FAA schedule"), max_length=5, blank=True)
    regime = models.CharField(_("regime"), max_length=20, choices=Regime.choices)
    regime_confirmed_at = models.DateTimeField(_("regime confirmed at"), null=True, blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    note = models.TextField(_("note"), blank=True)
    is_dormant = models.BooleanField(_("dormant"), default=False)
    standard_days = models.PositiveSmallIntegerField(_("service standard, in business days"), default=10)
    answer_days = models.PositiveSmallIntegerField(
        _("time to answer a question, in business days"), default=5, db_default=5
    )
    needs_second_reader = models.BooleanField(_("advice needs a second pair of eyes"), default=False)
    assigns_by_balance = models.BooleanField(_("new requests go to whoever has least open work"), default=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.localized("applied_title") or self.localized("name")

    @property
    def abbreviation(self) -> str:
        return self.localized("abbreviation")

    @property
    def takes_requests(self) -> bool:
        """Whether its people can ask for advice: some request type is open to the regime that it is known to be under."""
        asked = type_for(Family.ADVICE, regime=self.regime, abbreviation=self.abbreviation_en)
        return asked is not None and not self.is_dormant


@dataclass(frozen=True)
class Standing:
    """What a person may act as today: their roles by organization."""

    organizations_by_role: dict[Role, frozenset[int]] = field(default_factory=dict)
    leads: frozenset[int] = frozenset()
    """The organizations whose representatives the person leads."""

    def holds(self, *roles: Role) -> bool:
        return any(role in self.organizations_by_role for role in roles)

    @property
    def represents(self) -> frozenset[int]:
        """The organizations whose designated representative the person is."""
        return self.organizations_by_role.get(Role.REPRESENTATIVE, frozenset())

    def leads_in(self, organization_id: int) -> bool:
        """Whether the person leads the representatives of an organization."""
        return organization_id in self.leads

    @property
    def sees_all(self) -> bool:
        return self.holds(*SEES_ALL)


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do follows from their appointments, never from flags on the person."""

    email = models.EmailField(_("e-mail address"), unique=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100)
    language = models.CharField(
        _("language"), max_length=2, choices=[("en", _("English")), ("fr", _("French"))], default="en"
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_fictional = models.BooleanField(_("fictional, for demonstrations"), default=False)

    last_login = None  # when somebody was last here is nobody's business; the trail says what they did

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["family_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @cached_property
    def standing(self) -> Standing:
        """The person's roles today; the middleware fills this with what the database bound the request to."""
        return standing_of(list(self.appointments.current(timezone.localdate())))

    @property
    def is_staff(self) -> bool:
        """Whether the person may enter the administration site."""
        return self.is_active and self.standing.holds(Role.ADMINISTRATOR)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_staff

    def has_perms(self, perm_list: Any, obj: Any = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def current(self, on: date) -> AppointmentQuerySet:
        """Those in force on a day: from their first day on, until the day before `active_to`."""
        return self.filter(in_force(on))


class Appointment(models.Model):
    """A role held by a person in an organization. `active_to` is the first day on which it no longer holds."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    position_title = models.CharField(_("position title"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=200, blank=True, db_default="")
    region = models.CharField(_("place of work"), max_length=2, blank=True, choices=places_of_work, db_default="")
    reports_to = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="direct_reports",
        verbose_name=_("manager"),
    )
    is_lead = models.BooleanField(_("leads the representatives"), default=False, db_default=False)
    active_from = models.DateField(_("from"))
    active_to = models.DateField(_("until (exclusive)"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_begins", condition=Q(active_to=None) | Q(active_to__gt=F("active_from"))
            ),
            models.CheckConstraint(
                name="appointment_leads_representatives", condition=Q(is_lead=False) | Q(role=Role.REPRESENTATIVE)
            ),
            models.CheckConstraint(
                name="appointment_reports_to_another", condition=Q(reports_to=None) | ~Q(reports_to=F("person"))
            ),
        ]
        indexes = [
            models.Index(fields=["person", "organization"], name="appointment_person"),
            models.Index(fields=["organization", "role"], name="appointment_organization"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organization}"


def standing_of(appointments: list[Appointment]) -> Standing:
    """The standing that these appointments give."""
    roles: dict[Role, set[int]] = {}
    for appointment in appointments:
        roles.setdefault(Role(appointment.role), set()).add(appointment.organization_id)
    leads = frozenset(appointment.organization_id for appointment in appointments if appointment.is_lead)
    return Standing({role: frozenset(ids) for role, ids in roles.items()}, leads)


class Cover(models.Model):
    """Who stands in for an absent representative in an organization. `active_to` is the first day on which it ends.

    It gives no right: the stand-in represents the same organization and may answer its requests anyway. While it lasts,
    the absent person's cases stand on the stand-in's desk, mail about them goes to both, and what is done says for whom.
    """

    absent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="covers")
    stand_in = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="covers_for_others")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="covers")
    active_from = models.DateField(_("from"))
    active_to = models.DateField(_("until (exclusive)"))

    class Meta:
        verbose_name = _("cover")
        verbose_name_plural = _("covers")
        constraints = [
            models.CheckConstraint(name="cover_ends_after_it_begins", condition=Q(active_to__gt=F("active_from"))),
            models.CheckConstraint(name="cover_is_by_somebody_else", condition=~Q(stand_in=F("absent"))),
        ]
        indexes = [models.Index(fields=["organization", "active_to"], name="cover_organization")]

    def __str__(self) -> str:
        return f"{self.absent} → {self.stand_in}"
