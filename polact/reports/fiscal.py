"""Fiscal years of the Government of Canada: from 1 April to 31 March (Financial Administration Act s. 2)."""

from datetime import date

from polact.access.models import Person
from polact.reports.report import Choice

OFFERED = 8
IN_FORCE = 2005


def fiscal_year(on: date) -> str:
    """The fiscal year of a day, as people write it: `2026-27`."""
    first = on.year if on.month >= 4 else on.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def bounds(year: str) -> tuple[date, date]:
    """First day, and first day of the next one. Raises ValueError for anything but `2026-27`."""
    first = int(year[:4])
    if fiscal_year(date(first, 4, 1)) != year:
        raise ValueError(f"{year!r} is not a fiscal year.")
    return date(first, 4, 1), date(first + 1, 4, 1)


def years_of_part_7(person: Person | None, on: date) -> list[Choice]:
    """This fiscal year and all before it in which Part 7 was in force (since 31 December 2005), newest first."""
    newest = int(fiscal_year(on)[:4])
    years = [fiscal_year(date(first, 4, 1)) for first in range(newest, IN_FORCE - 1, -1)]
    return [Choice(year, year) for year in years]


def recent_years(person: Person | None, on: date) -> list[Choice]:
    """This fiscal year and those before it, newest first."""
    newest = int(fiscal_year(on)[:4])
    years = [fiscal_year(date(first, 4, 1)) for first in range(newest, newest - OFFERED, -1)]
    return [Choice(year, year) for year in years]
