"""Saved views, the alerts that are to be checked, and what was done to several cases at once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from cases.models import BulkRun, Case, SavedView, ViewAlert
from polact.access.models import Organization, Person

CHECKED_AT_ONCE = 500


def views_of(person: Person) -> list[SavedView]:
    """Every view that the person sees, their own first, each with its owner, organization and, of one's own, alert."""
    views = SavedView.objects.visible_to(person).select_related("organization", "alert").prefetch_related("owner")
    return sorted(views, key=lambda view: (view.owner_id != person.pk, view.position))


def represented_by(person: Person) -> list[Organization]:
    """The organizations that the person represents, with their names."""
    return list(Organization.objects.filter(pk__in=person.standing.represents))


def own_view(person: Person, pk: UUID) -> SavedView:
    """A view to change. Raises SavedView.DoesNotExist, also for one that somebody else shared."""
    return SavedView.objects.visible_to(person).select_related("organization", "alert").get(pk=pk, owner=person)


def alerts_to_check(before: datetime) -> list[tuple[UUID, int]]:
    """(alert, owner) of those that were not checked since a moment, the longest unchecked first."""
    due = ViewAlert.objects.filter(Q(checked_at=None) | Q(checked_at__lte=before))
    return list(due.order_by(F("checked_at").asc(nulls_first=True)).values_list("pk", "owner_id")[:CHECKED_AT_ONCE])


def cases_to_act_on(person: Person, keys: Collection[int]) -> dict[int, Case]:
    """Those of the cases that the person may see, by key."""
    cases = Case.objects.visible_to(person).filter(pk__in=keys).select_related("organization", "assigned_to")
    return {case.pk: case for case in cases.prefetch_related("requester")}


def bulk_run(person: Person, pk: UUID) -> BulkRun:
    """What the person did to several cases. Raises BulkRun.DoesNotExist."""
    return BulkRun.objects.select_related("given_to").get(pk=pk, started_by=person)
