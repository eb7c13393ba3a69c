"""The clock of a case as it stands: what was stored, beside what the recorded facts give. Pure; nothing is stored here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.clocks import Clock, Pause, service_standard
from cases.enums import CaseStatus, ClockReason
from cases.models import Case, InformationRequest
from polact.base import clock
from polact.catalogue.calendars import BUSINESS_VERSION


@dataclass(frozen=True)
class Timing:
    """The stored day with its explanation; while the clock stands still, since when, and what an answer today would give.

    `agrees` says whether the stored day is the one that the facts give; a day that does not agree is never corrected in
    silence: administrators are told (`operations.replaying`).
    """

    due_on: date
    clock: Clock
    agrees: bool
    paused_since: date | None = None
    if_answered_today: date | None = None


def timing_of(case: Case, asked: Iterable[InformationRequest], today: date) -> Timing | None:
    """The service standard of a submitted case with all that was asked in it; None for a draft, and for a candidacy once
    the law's own limit counts (`candidacy_timing`)."""
    if (
        case.clock_reason == ClockReason.COMPLETE
        or case.submitted_on is None
        or case.due_on is None
        or case.standard_days is None
    ):
        return None
    requests = list(asked)
    stored = standard_clock(case, pauses_of(requests))
    agrees = stored.due_on == case.due_on and case.clock_calendar == BUSINESS_VERSION
    since = next((clock.local_date(one.asked_at) for one in requests if one.ended_at is None), None)
    if since is None or case.status != CaseStatus.AWAITING_INFORMATION:
        return Timing(case.due_on, stored, agrees)
    resumed = standard_clock(case, [*stored.pauses, Pause(since, max(since, today))])
    return Timing(case.due_on, stored, agrees, since, resumed.due_on)


def standard_clock(case: Case, pauses: Sequence[Pause]) -> Clock:
    """The service standard of a submitted case, with the number of business days that was in force when it was
    sent or, once opened again, when that happened. Waits from before do not count."""
    since = case.clock_from
    assert since is not None
    assert case.standard_days is not None
    counting = [pause for pause in pauses if pause.since >= since]
    return service_standard(submitted_on=since, business_days=case.standard_days, pauses=counting)


def pauses_of(asked: Iterable[InformationRequest], now: datetime | None = None) -> list[Pause]:
    """The waits that are over, as local calendar days; with `now`, as if the open one ended then."""
    ended = [(one.asked_at, one.ended_at or now) for one in asked]
    return [Pause(clock.local_date(since), clock.local_date(until)) for since, until in ended if until is not None]


def reading(found: Clock, *, at: datetime, reason: ClockReason) -> dict[str, Any]:
    """The columns of the case that keep a computation: the day, and how, when and why it was computed."""
    return {
        "due_on": found.due_on,
        "clock_calendar": found.calendar,
        "clock_read_at": at,
        "clock_reason": reason,
    }


def as_facts(found: Clock) -> dict[str, Any]:
    """The same for the trail, which keeps every computation."""
    return {"due_on": found.due_on.isoformat(), "standard_days": found.business_days, "calendar": found.calendar}
