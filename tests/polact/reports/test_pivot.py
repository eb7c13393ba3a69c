"""The table of a report's page."""

from datetime import date

import pytest
from django.utils.translation import override

from polact.reports.pivot import pivot
from polact.reports.requests import REQUESTS
from tests.factories import People, acting, make_case
from tests.polact.reports.test_requests import APRIL, LAST_NIGHT_OF_MARCH

LATER = date(2027, 6, 1)


def counted(across: str, *cells: tuple[str, str, int]) -> list[dict]:
    return [{"organization": name, across: when, "requests": count} for name, when, count in cells]


def test_a_year_has_its_twelve_months_from_april() -> None:
    found = counted("month", ("A", "2026-04", 2), ("A", "2027-03", 1), ("B", "2026-11", 5))
    table = pivot(found, down="organization", across="month", measure="requests", year="2026-27", until=LATER)
    assert (table.heads[0], table.heads[-1], len(table.heads)) == ("April 2026", "March 2027", 12)
    assert [(line.label, line.counts[0], line.counts[7], line.counts[11], line.total) for line in table.lines] == [
        ("A", 2, 0, 1, 3),
        ("B", 0, 5, 0, 5),
    ]
    assert table.sums.total == 8
    assert table.bars[7] == (table.heads[7], 5)


def test_months_that_have_not_begun_are_not_shown() -> None:
    table = pivot([], down="organization", across="month", measure="requests", year="2026-27", until=date(2026, 6, 1))
    assert table.heads == ("April 2026", "May 2026", "June 2026")


def test_a_request_of_a_month_that_has_not_begun_is_counted_all_the_same() -> None:
    found = counted("month", ("A", "2027-01", 2))
    table = pivot(
        found, down="organization", across="month", measure="requests", year="2026-27", until=date(2026, 4, 9)
    )
    assert table.heads == ("April 2026", "Jan. 2027")
    assert table.sums.total == 2


def test_months_have_their_french_names() -> None:
    with override("fr"):
        table = pivot([], down="organization", across="month", measure="requests", year="2026-27", until=LATER)
    assert table.heads[7].startswith("nov")


def test_all_years_stand_side_by_side() -> None:
    found = counted("fiscal_year", ("A", "2026-27", 2), ("B", "2024-25", 1))
    table = pivot(found, down="organization", across="fiscal_year", measure="requests", year=None, until=LATER)
    assert table.heads == ("2024-25", "2026-27")
    assert [line.counts for line in table.lines] == [(0, 2), (1, 0)]


def test_nothing_gives_an_empty_table() -> None:
    table = pivot([], down="organization", across="fiscal_year", measure="requests", year=None, until=LATER)
    assert (table.heads, table.lines, table.sums.total) == ((), (), 0)


@pytest.mark.parametrize(("at", "year"), [(APRIL, "2026-27"), (LAST_NIGHT_OF_MARCH, "2025-26")])
def test_fiscal_years_are_counted_in_the_database_as_by_the_calendar(people: People, at: object, year: str) -> None:
    make_case(people.emma, people.organization, at=at)
    assert [row["fiscal_year"] for row in REQUESTS.rows(acting(people.ada), {}, ("fiscal_year",))] == [year]
