"""The clock of the edge: views, commands and tasks read it once and hand the moment on; nothing below them does."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def local_date(moment: datetime) -> date:
    """The calendar date of `moment` where the Commission sits (settings.TIME_ZONE, America/Toronto)."""
    return timezone.localtime(moment).date()
