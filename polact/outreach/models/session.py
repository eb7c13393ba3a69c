"""Information sessions, who signed up for them, and the link by which those who did join online."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.base.text import Bilingual

ORGANIZES_ALL = (Role.COMMISSION_OFFICER, Role.ADMINISTRATOR)
"""Roles that hold sessions for everybody, and look after those of every organization."""
LARGEST_CAPACITY = 10_000
LONGEST_REMINDER = 14 * 24


class SessionLanguage(models.TextChoices):
    """The language in which a session is held."""

    EN = "EN", _("English")
    FR = "FR", _("French")
    BOTH = "BOTH", _("English and French")

    @property
    def codes(self) -> tuple[str, ...]:
        return ("en", "fr") if self == SessionLanguage.BOTH else (self.value.lower(),)


class TimeZone(models.TextChoices):
    """The legal times of Canada, by a city that keeps each."""

    NEWFOUNDLAND = "America/St_Johns", _("Newfoundland Time")
    ATLANTIC = "America/Halifax", _("Atlantic Time")
    EASTERN = "America/Toronto", _("Eastern Time")
    CENTRAL = "America/Winnipeg", _("Central Time")
    SASKATCHEWAN = "America/Regina", _("Central Time (Saskatchewan)")
    MOUNTAIN = "America/Edmonton", _("Mountain Time")
    YUKON = "America/Whitehorse", _("Yukon Time")
    PACIFIC = "America/Vancouver", _("Pacific Time")


class SignUpState(models.TextChoices):
    SIGNED_UP = "SIGNED_UP", pgettext_lazy("sign-up", "Signed up")
    WAITING = "WAITING", pgettext_lazy("sign-up", "On the waiting list")
    CANCELLED = "CANCELLED", pgettext_lazy("sign-up", "Cancelled")


class InformationSessionQuerySet(models.QuerySet["InformationSession"]):
    def upcoming(self, at: datetime) -> InformationSessionQuerySet:
        """Those that are not over, the cancelled ones among them."""
        return self.filter(ends_at__gt=at)

    def held_in(self, language: str) -> InformationSessionQuerySet:
        """Those that somebody who speaks `language` (en or fr) can follow."""
        return self.filter(language__in=[language.upper(), SessionLanguage.BOTH])

    def organized_by(self, person: Person) -> InformationSessionQuerySet:
        """`permissions.may_organize` as a query."""
        if person.standing.holds(*ORGANIZES_ALL):
            return self
        return self.filter(organization_id__in=list(person.standing.represents))


class InformationSession(Bilingual, models.Model):
    """A meeting that explains the rules, open to one organization or to all.

    Everybody may read it. `signed_up` and `waiting` are counted anew by `polact.outreach.seats` whenever somebody's
    place changes, so that the public page needs no look at who they are. `sequence` rises with each change.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    language = models.CharField(_("held in"), max_length=4, choices=SessionLanguage.choices)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=150, blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    description_fr = models.TextField(_("description in French"), blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    place_fr = models.CharField(_("place in French"), max_length=200, blank=True)
    has_link = models.BooleanField(_("can be joined online"), default=False)
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    time_zone = models.CharField(_("time zone"), max_length=40, choices=TimeZone.choices, default=TimeZone.EASTERN)
    held_on = models.DateField(_("held on"))
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    reminder_hours = models.PositiveSmallIntegerField(_("reminder, in hours before it begins"), default=24)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason_en = models.TextField(_("reason of the cancellation in English"), blank=True)
    reason_fr = models.TextField(_("reason of the cancellation in French"), blank=True)
    signed_up = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    attendance_at = models.DateTimeField(null=True, blank=True)

    objects = InformationSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("information session")
        verbose_name_plural = _("information sessions")
        indexes = [
            models.Index(fields=["ends_at"], name="session_ends"),
            models.Index(fields=["starts_at", "id"], name="session_starts"),
            models.Index(fields=["organization", "starts_at"], name="session_organization"),
        ]
        constraints = [
            models.CheckConstraint(name="session_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="session_has_no_more_people_than_places",
                condition=Q(capacity=None) | Q(signed_up__lte=F("capacity"), capacity__gte=1),
            ),
            models.CheckConstraint(
                name="session_speaks_its_language",
                condition=(Q(language=SessionLanguage.FR) | ~Q(title_en=""))
                & (Q(language=SessionLanguage.EN) | ~Q(title_fr="")),
            ),
            models.CheckConstraint(name="session_language_is_known", condition=Q(language__in=SessionLanguage.values)),
        ]

    def __str__(self) -> str:
        return self.localized("title")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages (en, fr) in which it is held."""
        return SessionLanguage(self.language).codes

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_full(self) -> bool:
        """Whether whoever signs up now waits: somebody who waits already comes first."""
        return self.capacity is not None and (self.signed_up >= self.capacity or self.waiting > 0)

    @property
    def free_places(self) -> int | None:
        return None if self.capacity is None else max(self.capacity - self.signed_up - self.waiting, 0)

    def takes_sign_ups(self, at: datetime) -> bool:
        """Until it begins, unless it is cancelled."""
        return not self.is_cancelled and at < self.starts_at

    def has_begun(self, at: datetime) -> bool:
        return at >= self.starts_at

    def is_over(self, at: datetime) -> bool:
        return at >= self.ends_at

    @property
    def reminder_at(self) -> datetime:
        return self.starts_at - timedelta(hours=self.reminder_hours)


class JoiningLinkQuerySet(models.QuerySet["JoiningLink"]):
    def visible_to(self, person: Person) -> JoiningLinkQuerySet:
        """Those of the sessions in which one has a place, or that one organizes."""
        if person.standing.holds(*ORGANIZES_ALL):
            return self
        seated = SignUp.objects.seated().filter(person=person)
        organized = Q(session__organization_id__in=list(person.standing.represents))
        return self.filter(organized | Q(session_id__in=seated.values("session_id")))


class JoiningLink(models.Model):
    """The address of a meeting room, for those who have a place and for the organizers."""

    session = models.OneToOneField(
        InformationSession, on_delete=models.CASCADE, primary_key=True, related_name="joining_link"
    )
    url = models.URLField(_("link"), max_length=500)

    objects = JoiningLinkQuerySet.as_manager()


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def visible_to(self, person: Any) -> SignUpQuerySet:
        """One's own, and those of the sessions that one organizes."""
        if person.standing.holds(*ORGANIZES_ALL):
            return self
        return self.filter(Q(person=person) | Q(session__organization_id__in=list(person.standing.represents)))

    def seated(self) -> SignUpQuerySet:
        return self.filter(state=SignUpState.SIGNED_UP)

    def in_line(self) -> SignUpQuerySet:
        """Those who wait, the next one first."""
        return self.filter(state=SignUpState.WAITING).order_by("asked_at", "pk")


class SignUp(models.Model):
    """One person's place in one session, or in its waiting list. `state` is assigned by `polact.outreach.seats` alone.

    `organization` is where the person worked when they signed up. `placed_at` is since when they have a place;
    `attended` is None until the organizers say.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(InformationSession, on_delete=models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_ups")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=SignUpState.choices)
    asked_at = models.DateTimeField(_("signed up at"))
    placed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    attended = models.BooleanField(_("attended"), null=True, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        indexes = [
            models.Index(fields=["session", "asked_at", "id"], name="sign_up_line"),
            models.Index(
                fields=["session"],
                name="sign_up_to_remind",
                condition=Q(state=SignUpState.SIGNED_UP, reminded_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "session"], name="sign_up_once_per_person"),
            models.CheckConstraint(name="sign_up_state_is_known", condition=Q(state__in=SignUpState.values)),
            models.CheckConstraint(
                name="sign_up_with_a_place_has_its_moment",
                condition=~Q(state=SignUpState.SIGNED_UP) | Q(placed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sign_up_only_with_a_place_attends",
                condition=Q(attended=None) | Q(state=SignUpState.SIGNED_UP),
            ),
        ]

    @property
    def has_place(self) -> bool:
        return self.state == SignUpState.SIGNED_UP

    @property
    def is_waiting(self) -> bool:
        return self.state == SignUpState.WAITING

    @property
    def is_cancelled(self) -> bool:
        return self.state == SignUpState.CANCELLED
