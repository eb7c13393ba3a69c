"""Working papers of those who answer: the draft of an advice, and what was put before a second reader.

The requester sees neither, on any channel: row-level security hides them.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.advice import AdviceContent
from cases.models.case import Case


class AdviceDraft(AdviceContent):
    """The one draft of a case. `comment` is what the second reader wrote when they returned it."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="advice_draft")
    departure = models.CharField(max_length=30, blank=True, default="")
    departure_note = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    comment = models.TextField(blank=True)
    comment_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")


class AdviceProposal(AdviceContent):
    """An advice as its author put it before a second reader, who decides on these very words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requester_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_approved = models.BooleanField(null=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(decided_at=None), name="proposal_one_open"),
            models.CheckConstraint(name="proposal_not_by_the_requester", condition=~Q(author=F("requester"))),
            models.CheckConstraint(
                name="proposal_not_by_the_manager",
                condition=Q(requester_manager=None) | ~Q(author=F("requester_manager")),
            ),
            models.CheckConstraint(
                name="proposal_approved_by_another",
                condition=~Q(is_approved=True) | (~Q(decided_by=F("author")) & ~Q(decided_by=F("requester"))),
            ),
        ]
