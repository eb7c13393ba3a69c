"""The nightly replay: every stored due date of an open case against what the recorded facts give."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases.candidacy_timing import clock_of_decision
from cases.enums import ClockKind, ClockReason
from cases.models import Candidacy, Case, ClockDifference
from cases.notices import clocks as notices
from cases.timing import pauses_of, standard_clock
from polact.access.acting import as_system
from polact.catalogue.calendars import BUSINESS_VERSION

BATCH = 1000


@dataclass(frozen=True)
class Replayed:
    """One stored limit of a case: the day that is kept and the calendar it was computed under, and what the facts give
    today under which calendar. A day is None where none is kept, or where the facts give none."""

    case: int
    clock: ClockKind
    stored: date | None
    calendar: str
    computed: date | None
    calendar_now: str

    @property
    def agrees(self) -> bool:
        return (self.stored, self.calendar) == (self.computed, self.calendar_now)


@transaction.atomic
def replay_clocks(*, at: datetime, after: int = 0) -> int | None:
    """Compare the next thousand open cases after a number; returns the last number looked at, None when there are no more.

    A difference is stored and told to the administrators once, however often it is found; nothing is corrected here: a
    due date that people rely on never changes in silence. Also found: a day that was computed under another version of
    the calendar.
    """
    with as_system():
        cases = list(Case.objects.open().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
        found = [_difference(one, at) for replay in REPLAYS for one in replay(cases) if not one.agrees]
        before = ClockDifference.objects.count()
        ClockDifference.objects.bulk_create(found, ignore_conflicts=True)
        new = ClockDifference.objects.count() - before
        if new:
            notices.clocks_differ(count=new, at=at)
    return cases[-1] if cases else None


def service_standards(cases: Sequence[int]) -> Iterable[Replayed]:
    """The service standard of the submitted among these cases. Those from before readings were kept have none to compare,
    nor those of which the law's own limit took its place."""
    read = Case.objects.filter(pk__in=cases, standard_days__isnull=False)
    read = read.exclude(clock_calendar="").exclude(clock_reason=ClockReason.COMPLETE)
    columns = ("submitted_on", "standard_days", "due_on", "clock_calendar")
    for case in read.only(*columns).prefetch_related("information_requests").order_by("pk"):
        found = standard_clock(case, pauses_of(case.information_requests.all()))
        yield Replayed(
            case.pk, ClockKind.SERVICE_STANDARD, case.due_on, case.clock_calendar, found.due_on, BUSINESS_VERSION
        )


def candidacy_decisions(cases: Sequence[int]) -> Iterable[Replayed]:
    """The day by which the law of its regime wants a decision, of the candidacies among these cases that were found
    complete; without a limit, none is stored and none is found."""
    found_complete = Candidacy.objects.filter(pk__in=cases, complete_on__isnull=False, decided_on=None)
    for candidacy in found_complete.select_related("case").prefetch_related("items").order_by("pk"):
        found = clock_of_decision(candidacy, candidacy.items.all())
        kind = ClockKind.CANDIDACY_DECISION
        yield Replayed(candidacy.pk, kind, candidacy.decide_by, candidacy.calendar, found.due_on, found.calendar)


REPLAYS: tuple[Callable[[Sequence[int]], Iterable[Replayed]], ...] = (service_standards, candidacy_decisions)
"""One function for each kind of clock that is stored: it takes the numbers of open cases and replays its own limits."""


def _difference(one: Replayed, at: datetime) -> ClockDifference:
    return ClockDifference(
        case_id=one.case,
        clock=one.clock,
        stored=one.stored,
        computed=one.computed,
        calendar=one.calendar,
        found_at=at,
    )
