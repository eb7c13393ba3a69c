"""Both calendars against an oracle that is written otherwise: every day of 17 years, everywhere, one by one."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dateutil.easter import easter as dateutil_easter
from hypothesis import given
from hypothesis import strategies as st

from cases.clocks import decision_limit, statutory_limit
from polact.base.text import Text
from polact.catalogue.calendars import add_business_days, business_holidays, why_not_business
from polact.catalogue.jurisdictions import JURISDICTIONS, PROVINCES_AND_TERRITORIES
from polact.catalogue.kinds import TimeLimit
from polact.catalogue.statutory import OWN, PROCLAIMED, STATUTORY_NAMES, statutory_holidays, why_holiday

FIRST, LAST = date(2024, 1, 1), date(2040, 12, 31)
DAYS = st.dates(FIRST, LAST)
PLACES = st.sampled_from(sorted(JURISDICTIONS))

# The oracle: days are looked at one by one; nothing of the product, and no arithmetic of calendars ---------------

EASTER_MONTH_AND_DAY = {
    2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2031: (4, 13),
    2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25), 2036: (4, 13), 2037: (4, 5), 2038: (4, 25), 2039: (4, 10),
    2040: (4, 1), 2041: (4, 21),
}  # fmt: skip
ALL = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 80)]
MONDAY, TUESDAY, FRIDAY, SATURDAY, SUNDAY = 0, 1, 4, 5, 6


def near_easter(day: date, *shifts: int) -> bool:
    return (day - date(day.year, *EASTER_MONTH_AND_DAY[day.year])).days in shifts


def federal(day: date) -> bool:
    month, number, weekday = day.month, day.day, day.weekday()
    return (
        weekday == SUNDAY
        or (month, number) in {(1, 1), (9, 30), (11, 11), (12, 25)}
        or near_easter(day, -2, 1)
        or (month == 5 and weekday == MONDAY and 18 <= number <= 24)
        or (month == 7 and (number == 1 or (number == 2 and weekday == MONDAY)) and weekday != SUNDAY)
        or (month == 9 and weekday == MONDAY and number <= 7)
        or (month == 10 and weekday == MONDAY and 8 <= number <= 14)
    )


def family(day: date) -> bool:
    return day.month == 2 and day.weekday() == MONDAY and 15 <= day.day <= 21


def boxing(day: date) -> bool:
    return (day.month, day.day) == (12, 26)


def quebec(day: date) -> bool:
    return (day.month, day.day) in {(1, 2), (6, 24), (12, 26)}


def ontario(day: date) -> bool:
    kept_for_christmas = (day.month, day.day) == (12, 27) and day.weekday() in (MONDAY, TUESDAY)
    kept_for_new_year = (day.month, day.day) == (1, 2) and day.weekday() == MONDAY
    return family(day) or boxing(day) or kept_for_christmas or kept_for_new_year


def british_columbia(day: date) -> bool:
    return family(day) or boxing(day) or (day.month == 8 and day.weekday() == MONDAY and day.day <= 7)


def northwest_territories(day: date) -> bool:
    return (day.month, day.day) == (6, 21)


ORACLE: dict[str, Callable[[date], bool]] = {
    "AB": family, "BC": british_columbia, "MB": family, "NB": family, "NL": boxing, "NT": northwest_territories,
    "ON": ontario, "QC": quebec,
}  # fmt: skip
CHRISTMAS_OFF = {0: (25, 26), 1: (25, 26), 2: (25, 26), 3: (25, 26), 4: (25, 28), 5: (27, 28), 6: (26, 27)}
"""Which days of December are off, by the weekday of the 25th."""


def off_at_work(day: date, place: str) -> bool:
    month, number, weekday = day.month, day.day, day.weekday()
    if weekday in (SATURDAY, SUNDAY):
        return True
    if month == 12:
        return number in CHRISTMAS_OFF[date(day.year, 12, 25).weekday()]
    moved = [(day - timedelta(days=n)) for n in ((0, 1, 2) if weekday == MONDAY else (0,))]
    kept = {(1, 1), (7, 1), (9, 30), (11, 11)} | ({(6, 24)} if place == "QC" else set())
    civic = (
        month == 8 and weekday == MONDAY and (15 <= number <= 21 if place == "YT" else number <= 7 and place != "QC")
    )
    return (
        any((at.month, at.day) in kept for at in moved)
        or near_easter(day, -2, 1)
        or (month == 5 and weekday == MONDAY and 18 <= number <= 24)
        or (month == 9 and weekday == MONDAY and number <= 7)
        or (month == 10 and weekday == MONDAY and 8 <= number <= 14)
        or civic
    )


SOURCE = Text("Made-up Act, s. 1", "Loi inventée, art. 1")


def due(day: date, days: int, place: str, *, in_business_days: bool = False) -> date:
    """By when a decision is due under a regime with so many days, the file being complete on a day."""
    rule = TimeLimit(days, SOURCE, in_business_days, place)
    limit = decision_limit(complete_on=day, rule=rule)
    assert limit is not None
    return limit.due_on


def statutory_differences(place: str, days: int = 30) -> int:
    """How many days differ in being a holiday, or in where a limit of 30 days, or as many as are given, from them ends."""
    shut = [federal(day) or (place in ORACLE and ORACLE[place](day)) for day in ALL]
    opens = list(ALL)
    for at in range(len(ALL) - 2, -1, -1):
        if shut[at]:
            opens[at] = opens[at + 1]
    return sum(
        bool(why_holiday(day, place)) != shut[at]
        or statutory_limit(from_=day, days=days, jurisdiction=place).due_on != opens[at + days]
        or due(day, days, place) != opens[at + days]
        for at, day in enumerate(ALL)
        if day <= LAST
    )


def business_differences(place: str, days: int = 10) -> int:
    """The same for business days, with a standard of 10 of them, or as many as are given."""
    off = [off_at_work(day, place) for day in ALL]
    working = [day for day, shut in zip(ALL, off, strict=True) if not shut]
    return sum(
        bool(why_not_business(day, place)) != off[at]
        or add_business_days(day, days, place)[0] != working[bisect_right(working, day) + days - 1]
        or due(day, days, place, in_business_days=True) != working[bisect_right(working, day) + days - 1]
        for at, day in enumerate(ALL)
        if day <= LAST
    )


def test_easter_of_the_oracle_is_that_of_another_library() -> None:
    assert {year: (dateutil_easter(year).month, dateutil_easter(year).day) for year in EASTER_MONTH_AND_DAY} == (
        EASTER_MONTH_AND_DAY
    )


def test_every_day_agrees_with_the_oracle_everywhere_in_both_calendars() -> None:
    compared = len([day for day in ALL if day <= LAST]) * len(PROVINCES_AND_TERRITORIES) * 2
    assert compared == 161_460
    statutory = {place: statutory_differences(place) for place in PROVINCES_AND_TERRITORIES}
    business = {place: business_differences(place) for place in PROVINCES_AND_TERRITORIES}
    assert (sum(statutory.values()), sum(business.values())) == (0, 0), (statutory, business)
    assert statutory_differences("CA") == 0


@pytest.mark.parametrize("days", [1, 10, 45])
def test_a_decision_under_any_limit_agrees_with_the_oracle_on_every_day_in_both_calendars(days: int) -> None:
    for place in ("QC", "ON", "YT"):
        assert (statutory_differences(place, days), business_differences(place, days)) == (0, 0), place


# Laws -----------------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(1, 400), st.integers(0, 40), PLACES)
def test_whoever_starts_later_never_ends_earlier(start: date, days: int, later: int, place: str) -> None:
    first = statutory_limit(from_=start, days=days, jurisdiction=place)
    second = statutory_limit(from_=start + timedelta(days=later), days=days, jurisdiction=place)
    assert second.due_on >= first.due_on
    assert second.target_on >= first.target_on


@given(DAYS, st.integers(1, 400), PLACES)
def test_the_last_day_is_no_holiday_and_more_holidays_never_make_it_earlier(start: date, days: int, place: str) -> None:
    limit = statutory_limit(from_=start, days=days, jurisdiction=place)
    assert not why_holiday(limit.due_on, place)
    assert not why_not_business(limit.target_on, place)
    assert limit.target_on <= limit.due_on
    assert limit.due_on >= statutory_limit(from_=start, days=days).due_on >= start + timedelta(days=days)
    assert [passed.day for passed in limit.moved] == [
        limit.ends_on + timedelta(days=n) for n in range((limit.due_on - limit.ends_on).days)
    ]


# Data -----------------------------------------------------------------------------------------------------------


def test_every_holiday_has_a_name_in_both_languages_and_what_a_place_adds_has_a_source() -> None:
    for place in JURISDICTIONS:
        for year in (2024, 2027, 2029, 2034):
            for reason in statutory_holidays(year, place).values():
                assert STATUTORY_NAMES[reason].en != STATUTORY_NAMES[reason].fr
    assert set(OWN) == set(PROVINCES_AND_TERRITORIES)
    assert all(added.source for place in OWN.values() for added in (*place, *PROCLAIMED))


def test_the_two_calendars_differ_where_the_law_says() -> None:
    assert why_holiday(date(2026, 12, 26)) == ""  # a Saturday, and Boxing Day: neither is in section 35
    assert why_holiday(date(2029, 7, 2)) == "Canada Day"  # 1 July 2029 is a Sunday (Holidays Act, s. 2)
    assert why_holiday(date(2029, 7, 1)) == "Sunday"
    assert why_not_business(date(2026, 12, 28)) == "Boxing Day"
    assert why_holiday(date(2026, 12, 28)) == ""
    assert business_holidays(2026) == business_holidays(2026, "CA")
    for calendar in (statutory_holidays, business_holidays):
        with pytest.raises(KeyError):
            calendar(2026, "XX")
