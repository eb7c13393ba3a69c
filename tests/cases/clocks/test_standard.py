"""The clock of the service standard: its laws, an oracle that counts day by day, and its words."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.clocks import COUNTED, PAUSED, Clock, Pause, service_standard
from polact.catalogue.calendars import BUSINESS_VERSION, NAMES, business_holidays, why_not_business

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
DAYS = st.dates(FIRST, LAST)
COUNTS = st.integers(1, 40)
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def pauses(draw: st.DrawFn, most: int = 4) -> list[Pause]:
    """Some waits, in any order, overlapping or not, some of no length."""
    starts = draw(st.lists(st.dates(FIRST, LAST), max_size=most))
    return [Pause(since, since + timedelta(days=draw(st.integers(0, 45)))) for since in starts]


@st.composite
def stories(draw: st.DrawFn) -> tuple[date, int, list[Pause]]:
    """A submission, a standard, and waits near it."""
    on = draw(DAYS)
    starts = draw(st.lists(st.integers(-3, 60), max_size=4))
    near = [on + timedelta(days=shift) for shift in starts]
    return on, draw(COUNTS), [Pause(since, since + timedelta(days=draw(st.integers(0, 30)))) for since in near]


def clock(on: date, days: int, waits: list[Pause]) -> Clock:
    return service_standard(submitted_on=on, business_days=days, pauses=waits)


# The oracle: written from the law's text with another library, and nothing of the product ---------------------------


def off_days(year: int) -> set[date]:
    """The days that the public service has off in a year; one on a weekend goes to the next day that is free for it."""
    named = [
        date(year, 1, 1),
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        date(year, 5, 25) + relativedelta(days=-1, weekday=MO(-1)),
        date(year, 7, 1),
        date(year, 9, 1) + relativedelta(weekday=MO(1)),
        date(year, 9, 30),
        date(year, 10, 1) + relativedelta(weekday=MO(2)),
        date(year, 11, 11),
        date(year, 12, 25),
        date(year, 12, 26),
    ]
    kept: set[date] = set()
    for day in named:
        kept.add(
            next(free for shift in range(9) if (free := day + timedelta(days=shift)).weekday() < 5 and free not in kept)
        )
    return kept


OFF = {day for year in range(2023, 2034) for day in off_days(year)}


def oracle(on: date, days: int, waits: list[Pause]) -> date:
    """The first day by which enough days have counted: each day is asked anew, from the submission on."""
    waited = {pause.since + timedelta(days=n) for pause in waits for n in range((pause.until - pause.since).days)}
    return next(
        day
        for day in (on + timedelta(days=n) for n in range(1, 2000))
        if sum(
            1
            for n in range(1, (day - on).days + 1)
            if (at := on + timedelta(days=n)).weekday() < 5 and at not in OFF and at not in waited
        )
        == days
    )


def test_holidays_are_those_of_the_oracle() -> None:
    for year in range(2024, 2031):
        assert set(business_holidays(year)) == off_days(year), year


@BUSY
@given(stories())
def test_agrees_with_the_oracle(story: tuple[date, int, list[Pause]]) -> None:
    assert clock(*story).due_on == oracle(*story)


# Laws ---------------------------------------------------------------------------------------------------------


@BUSY
@given(DAYS, COUNTS, pauses(), pauses(most=1))
def test_a_pause_never_shortens(on: date, days: int, waits: list[Pause], another: list[Pause]) -> None:
    assert clock(on, days, [*waits, *another]).due_on >= clock(on, days, waits).due_on


@BUSY
@given(stories(), DAYS)
def test_a_pause_of_no_business_day_changes_nothing(story: tuple[date, int, list[Pause]], since: date) -> None:
    on, days, waits = story
    until = since
    while why_not_business(until):
        until += timedelta(days=1)
    assert clock(on, days, [*waits, Pause(since, since), Pause(since, until)]).due_on == clock(on, days, waits).due_on


@BUSY
@given(DAYS, st.integers(0, 40), COUNTS, pauses())
def test_whoever_asks_later_is_not_answered_earlier(on: date, later: int, days: int, waits: list[Pause]) -> None:
    assert clock(on + timedelta(days=later), days, waits).due_on >= clock(on, days, waits).due_on


@BUSY
@given(stories())
def test_order_and_overlap_of_pauses_do_not_matter(story: tuple[date, int, list[Pause]]) -> None:
    on, days, waits = story
    assert clock(on, days, [*reversed(waits), *waits]).due_on == clock(on, days, waits).due_on


@BUSY
@given(stories())
def test_steps_account_for_every_day(story: tuple[date, int, list[Pause]]) -> None:
    found = clock(*story)
    day = found.started_on
    for step in found.steps:
        assert step.first == day + timedelta(days=1)
        day = step.last
    assert day == found.due_on
    assert sum(step.days for step in found.steps if step.reason == COUNTED) == story[1] == found.steps[-1].total
    assert all(first.reason != second.reason for first, second in zip(found.steps, found.steps[1:], strict=False))


# Words --------------------------------------------------------------------------------------------------------


def test_tells_each_step_in_both_languages() -> None:
    found = clock(date(2026, 12, 18), 10, [Pause(date(2026, 12, 22), date(2026, 12, 24))])
    assert found.due_on == date(2027, 1, 8)
    assert found.calendar == BUSINESS_VERSION
    told = found.in_steps()
    assert [step.en for step in told[:5]] == [
        "December 19, 2026 to December 20, 2026: weekend, not counted.",
        "December 21, 2026: 1 business day counted, 1 of 10.",
        "December 22, 2026 to December 23, 2026: paused, waiting for the employee; 2 business days not counted.",
        "December 24, 2026: 1 business day counted, 2 of 10.",
        "December 25, 2026: Christmas Day, not counted.",
    ]
    assert told[4].fr.endswith("\u00a0: Noël, hors du décompte.")
    assert "2 jours ouvrables d’attente de la personne" in found.explanation().fr


@pytest.mark.parametrize("year", range(2024, 2031))
def test_every_holiday_has_a_name_in_french(year: int) -> None:
    for reason in business_holidays(year).values():
        assert NAMES[reason].fr
        assert NAMES[reason].fr != NAMES[reason].en


def test_a_question_answered_on_the_same_day_costs_nothing() -> None:
    day = date(2026, 11, 25)
    assert clock(date(2026, 11, 23), 10, [Pause(day, day)]).due_on == clock(date(2026, 11, 23), 10, []).due_on


def test_what_was_late_already_stays_late() -> None:
    on = date(2026, 9, 1)
    assert clock(on, 5, [Pause(date(2026, 10, 1), date(2026, 10, 20))]).due_on == clock(on, 5, []).due_on


def test_a_pause_is_told_as_one_run_with_its_weekends() -> None:
    found = clock(date(2026, 11, 2), 5, [Pause(date(2026, 11, 4), date(2026, 11, 17))])
    (paused,) = [step for step in found.steps if step.reason == PAUSED]
    assert (paused.first, paused.last, paused.days) == (date(2026, 11, 4), date(2026, 11, 16), 8)
