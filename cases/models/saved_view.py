"""A way to look at the desk that somebody keeps, and what they want to be told of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from polact.access.models import Organization, Person


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, person: Person) -> SavedViewQuerySet:
        """One's own, and those shared with the representatives of an organization that one represents."""
        shared = Q(organization_id__in=list(person.standing.represents))
        return self.filter(Q(owner=person) | shared)


class SavedView(models.Model):
    """The filters of an address of the desk, under a name. It shows nobody more than the address does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    """Whose representatives see it too; none for one's own."""
    name = models.CharField(max_length=80)
    query = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["position", "created_at", "id"]
        indexes = [models.Index(fields=["organization"], name="saved_view_organization")]

    def __str__(self) -> str:
        return self.name


class AlertKind(models.TextChoices):
    EACH = "EACH", _("each new request")
    DAILY = "DAILY", _("once a day")
    THRESHOLD = "THRESHOLD", _("when there are many")


class ViewAlert(models.Model):
    """What the owner of a view is told of it, and what they were told already. Nobody else reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    view = models.OneToOneField(SavedView, on_delete=models.CASCADE, related_name="alert")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=AlertKind.choices)
    threshold = models.PositiveIntegerField(null=True)
    known = ArrayField(models.BigIntegerField(), default=list)
    """EACH: the cases that were there before, or were told of."""
    told_on = models.DateField(null=True)
    """DAILY: the day of the last notice."""
    is_over = models.BooleanField(default=False)
    """THRESHOLD: told, and not below it since."""
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="alert_threshold_where_one_is_needed",
                condition=Q(kind=AlertKind.THRESHOLD, threshold__gte=1)
                | (~Q(kind=AlertKind.THRESHOLD) & Q(threshold=None)),
            ),
        ]
        indexes = [models.Index(F("checked_at").asc(nulls_first=True), name="alert_checked")]
