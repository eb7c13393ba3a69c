from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.clocks import service_standard
from polact.catalogue.calendars import add_business_days, business_holidays, easter, why_not_business
from polact.catalogue.registry import REQUEST_TYPES, outcome, outcome_codes, request_type

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    "sunday",
    [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2030, 4, 21), date(2038, 4, 25)],
)
def test_easter_is_as_published(sunday: date) -> None:
    assert easter(sunday.year) == sunday


def test_holidays_of_2026_are_the_eleven() -> None:
    assert sorted(business_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 18),
        date(2026, 7, 1),
        date(2026, 9, 7),
        date(2026, 9, 30),
        date(2026, 10, 12),
        date(2026, 11, 11),
        date(2026, 12, 25),
        date(2026, 12, 28),
    ]


@given(DAYS, st.integers(0, 60))
def test_business_days_agree_with_counting_one_by_one(start: date, count: int) -> None:
    due, skipped = add_business_days(start, count)
    counted = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(not why_not_business(day) for day in counted) == count
    assert [skip.day for skip in skipped] == [day for day in counted if why_not_business(day)]
    assert count == 0 or not why_not_business(due)


@given(DAYS, st.integers(1, 60))
def test_more_days_are_never_due_earlier(start: date, count: int) -> None:
    assert add_business_days(start, count)[0] > add_business_days(start, count - 1)[0]


def test_service_standard_explains_itself_in_both_languages() -> None:
    clock = service_standard(submitted_on=date(2026, 12, 18), business_days=10)
    assert clock.due_on == date(2027, 1, 6)
    assert "3 holidays" in clock.explanation().en
    assert "3 jours fériés" in clock.explanation().fr


def test_registry_knows_every_type_and_outcome() -> None:
    assert [request_type(kind.code) for kind in REQUEST_TYPES] == list(REQUEST_TYPES)
    assert len(outcome_codes()) == len(set(outcome_codes()))
    assert outcome("COMPATIBLE").is_answer
    with pytest.raises(KeyError):
        request_type("NONE")
