"""Fiscal years of the Government of Canada: from 1 April to 31 March (Financial Administration Act s. 2)."""

from datetime import date


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
