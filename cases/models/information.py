"""What is asked of the employee while a case is reviewed, and what they answer."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import ItemState, Reminder
from cases.models.case import Case


class InformationRequest(models.Model):
    """One question to the employee with what is needed, until when, and their answer.

    It is open until the answer is complete (`answered_at`) or the review goes on without it (`went_on_at`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="information_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    question = models.TextField()
    answer_by = models.DateField(null=True)
    """The last calendar day for the answer; none in what was asked before deadlines were kept."""
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    went_on_at = models.DateTimeField(null=True)
    went_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    went_on_reasons = models.TextField(blank=True, db_default="")

    checklist: list[Any]
    """What is needed, where a query brought it along (`queries.questions_of`)."""

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at=None, went_on_at=None), name="information_one_question_open"
            ),
        ]

    @property
    def ended_at(self) -> datetime | None:
        """When the wait for the answer ended, one way or the other."""
        return self.answered_at or self.went_on_at

    def is_overdue(self, today: date) -> bool:
        """Whether the last day for the answer has passed without one."""
        return self.ended_at is None and self.answer_by is not None and self.answer_by < today


class InformationItem(models.Model):
    """One thing that is needed: who last said where it stands, and when. Every change is in the trail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    information_request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    needed = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.NEEDED)
    answer = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["information_request", "place"], name="item_place_once")]


class AnswerDraft(models.Model):
    """What the employee has begun to write. Nobody else sees it; it goes when the answer is sent."""

    information_request = models.OneToOneField(
        InformationRequest, on_delete=models.CASCADE, primary_key=True, related_name="answer_draft"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    items = models.JSONField(default=dict)
    """Item → text."""
    saved_at = models.DateTimeField()


class InformationReminder(models.Model):
    """What the clock has told about one deadline, so that no run tells it twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    information_request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Reminder.choices)
    answer_by = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["information_request", "answer_by", "kind"], name="reminder_once")
        ]
