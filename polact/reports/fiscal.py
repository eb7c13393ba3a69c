"""The fiscal years that a report can be narrowed to."""

from datetime import date

from polact.access.models import Person
from polact.catalogue.fiscal import fiscal_year
from polact.reports.report import Choice

OFFERED = 8
IN_FORCE = 2005


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
