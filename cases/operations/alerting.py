"""Telling somebody of a view that they keep. Run by the worker, in the owner's own place: what they may not see is not
counted. The state stands beside the alert, in one transaction with the message, so that a run may come twice or late."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from cases.models import AlertKind, ViewAlert
from cases.notices import views as notices
from polact.access.models import Person
from polact.base import clock

AT_MOST = 1001
"""So many cases of a view are looked at: one more than the largest threshold."""
REMEMBERED = 5000
DAILY_FROM = 7  # o'clock, where the Commission sits


@transaction.atomic
def tell_of_view(*, alert_id: UUID, owner: Person, matching: list[int], at: datetime) -> bool:
    """Tell the owner what `matching` (the keys of the cases in the view, newest first) makes worth telling: one message
    at most. Returns whether one was written; False also when the alert is gone or another worker holds it.
    """
    alert = ViewAlert.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=alert_id, owner=owner).first()
    if alert is None:
        return False
    count = {AlertKind.EACH: _each, AlertKind.DAILY: _daily, AlertKind.THRESHOLD: _threshold}[AlertKind(alert.kind)](
        alert, matching, at
    )
    alert.checked_at = at
    alert.save(update_fields=["known", "told_on", "is_over", "checked_at"])
    if count:
        notices.view_alert(view=alert.view, owner=owner, kind=alert.kind, count=count, at=at)
    return bool(count)


@transaction.atomic
def pass_over(*, alert_id: UUID, owner: Person, at: datetime) -> None:
    """Note that an alert was looked at and says nothing: its owner has no desk at present."""
    ViewAlert.objects.filter(pk=alert_id, owner=owner).update(checked_at=at)


def checked_before(at: datetime) -> datetime:
    """Alerts that were checked before this moment are due again."""
    return at - timedelta(seconds=55)


def _each(alert: ViewAlert, matching: list[int], at: datetime) -> int:
    known = set(alert.known)
    new = [pk for pk in matching if pk not in known]
    alert.known = [*new, *alert.known][:REMEMBERED]
    return len(new)


def _daily(alert: ViewAlert, matching: list[int], at: datetime) -> int:
    today = clock.local_date(at)
    if alert.told_on == today or localtime(at).hour < DAILY_FROM:
        return 0
    alert.told_on = today
    return len(matching)


def _threshold(alert: ViewAlert, matching: list[int], at: datetime) -> int:
    was_over, alert.is_over = alert.is_over, len(matching) >= (alert.threshold or 0)
    return len(matching) if alert.is_over and not was_over else 0
