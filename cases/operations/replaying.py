"""The nightly replay: every stored due date of an open case against what the recorded facts give."""

from datetime import datetime

from django.db import transaction

from cases.models import Case, ClockDifference
from cases.notices import clocks as notices
from cases.timing import pauses_of, standard_clock
from polact.access.acting import as_system
from polact.catalogue.calendars import BUSINESS_VERSION

BATCH = 1000


@transaction.atomic
def replay_clocks(*, at: datetime, after: int = 0) -> int | None:
    """Compare the next thousand open cases after a number; returns the last number looked at, None when there are no more.

    A difference is stored and told to the administrators once, however often it is found; nothing is corrected here: a
    due date that people rely on never changes in silence. Also found: a day that was computed under another version of
    the calendar. Cases from before readings were kept have none to compare.
    """
    with as_system():
        cases = list(_next(after))
        found = [difference for case in cases if (difference := _difference(case, at))]
        before = ClockDifference.objects.count()
        ClockDifference.objects.bulk_create(found, ignore_conflicts=True)
        new = ClockDifference.objects.count() - before
        if new:
            notices.clocks_differ(count=new, at=at)
    return cases[-1].pk if cases else None


def _next(after: int) -> list[Case]:
    read = Case.objects.open().filter(pk__gt=after, standard_days__isnull=False).exclude(clock_calendar="")
    columns = ("submitted_on", "standard_days", "due_on", "clock_calendar")
    return list(read.only(*columns).prefetch_related("information_requests").order_by("pk")[:BATCH])


def _difference(case: Case, at: datetime) -> ClockDifference | None:
    found = standard_clock(case, pauses_of(case.information_requests.all()))
    assert case.due_on is not None
    if found.due_on == case.due_on and case.clock_calendar == BUSINESS_VERSION:
        return None
    return ClockDifference(
        case=case, stored=case.due_on, computed=found.due_on, calendar=case.clock_calendar, found_at=at
    )
