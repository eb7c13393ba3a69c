"""The business days by which service standards and targets are counted.

The holidays are those of the Interpretation Act s. 35 that bind everywhere, plus Thanksgiving (proclaimed) and
Boxing Day, which collective agreements give. Where a province or territory is named, its civic day is off as well. The
statutory calendar, by which the law's own limits move, differs: polact.catalogue.statutory.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from polact.base.text import Text
from polact.catalogue.jurisdictions import FEDERAL, PROVINCES_AND_TERRITORIES

BUSINESS_VERSION = "business-2026.1"
"""Counts up when a holiday is added or taken away. What was computed keeps the version that it was computed under."""

WEEKEND = "weekend"
NAMES = {
    WEEKEND: Text("weekend", "fin de semaine"),
    "New Year's Day": Text("New Year’s Day", "jour de l’An"),
    "Good Friday": Text("Good Friday", "Vendredi saint"),
    "Easter Monday": Text("Easter Monday", "lundi de Pâques"),
    "Victoria Day": Text("Victoria Day", "fête de Victoria"),
    "Canada Day": Text("Canada Day", "fête du Canada"),
    "Labour Day": Text("Labour Day", "fête du Travail"),
    "National Day for Truth and Reconciliation": Text(
        "National Day for Truth and Reconciliation", "Journée nationale de la vérité et de la réconciliation"
    ),
    "Thanksgiving": Text("Thanksgiving", "Action de grâces"),
    "Remembrance Day": Text("Remembrance Day", "jour du Souvenir"),
    "Christmas Day": Text("Christmas Day", "Noël"),
    "Boxing Day": Text("Boxing Day", "lendemain de Noël"),
    "National Holiday": Text("National Holiday of Quebec", "fête nationale du Québec"),
    "Discovery Day": Text("Discovery Day", "jour de la Découverte"),
    "Civic Holiday": Text("Civic Holiday", "congé civique"),
}
"""Why a day does not count, as people read it."""


@dataclass(frozen=True)
class Skipped:
    """A day that does not count, and why: `weekend` or the holiday's name."""

    day: date
    reason: str


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def monday_on_or_before(day: date) -> date:
    return day - timedelta(days=day.weekday())


def nth_monday(year: int, month: int, count: int) -> date:
    """The first, second, … Monday of a month."""
    return monday_on_or_before(date(year, month, 7 * count))


def civic_day(year: int, jurisdiction: str) -> tuple[date, str]:
    """The one day that collective agreements of the public service add for where an employee works: the provincial or
    civic holiday that is recognized there, else the first Monday in August."""
    if jurisdiction == "QC":
        return date(year, 6, 24), "National Holiday"
    if jurisdiction == "YT":
        return nth_monday(year, 8, 3), "Discovery Day"
    return nth_monday(year, 8, 1), "Civic Holiday"


@lru_cache(maxsize=512)
def business_holidays(year: int, jurisdiction: str = "") -> dict[date, str]:
    """The public service's holidays of a year; one that falls on a weekend is kept on the next free working day.

    `jurisdiction` is empty (or `CA`) for those that are the same everywhere, or the code of a province or territory.
    KeyError for a code that is not known.
    """
    sunday = easter(year)
    fixed = {
        date(year, 1, 1): "New Year's Day",
        sunday - timedelta(days=2): "Good Friday",
        sunday + timedelta(days=1): "Easter Monday",
        monday_on_or_before(date(year, 5, 24)): "Victoria Day",
        date(year, 7, 1): "Canada Day",
        monday_on_or_before(date(year, 9, 7)): "Labour Day",
        date(year, 9, 30): "National Day for Truth and Reconciliation",
        monday_on_or_before(date(year, 10, 14)): "Thanksgiving",
        date(year, 11, 11): "Remembrance Day",
        date(year, 12, 25): "Christmas Day",
        date(year, 12, 26): "Boxing Day",
    }
    if jurisdiction not in ("", FEDERAL):
        PROVINCES_AND_TERRITORIES[jurisdiction]
        day, name = civic_day(year, jurisdiction)
        fixed[day] = name
    kept: dict[date, str] = {}
    for day, name in sorted(fixed.items()):
        while day.weekday() >= 5 or day in kept:
            day += timedelta(days=1)
        kept[day] = name
    return kept


def why_not_business(day: date, jurisdiction: str = "") -> str:
    """Empty for a business day, else `weekend` or the holiday's name."""
    if day.weekday() >= 5:
        return WEEKEND
    return business_holidays(day.year, jurisdiction).get(day, "")


def add_business_days(start: date, count: int, jurisdiction: str = "") -> tuple[date, list[Skipped]]:
    """The `count`-th business day after `start`, which itself does not count, and the days passed over.

    Takes a calendar date and a number of business days (0 or more).
    """
    day, skipped = start, []
    while count:
        day += timedelta(days=1)
        reason = why_not_business(day, jurisdiction)
        if reason:
            skipped.append(Skipped(day, reason))
        else:
            count -= 1
    return day, skipped


def business_days_before(day: date, count: int, jurisdiction: str = "") -> date:
    """The `count`-th business day before `day`, which itself does not count. Takes a number of business days (0 or more)."""
    while count:
        day -= timedelta(days=1)
        count -= not why_not_business(day, jurisdiction)
    return day


def last_business_day_by(day: date, jurisdiction: str = "") -> date:
    """The day itself where it is a business day, else the last one before it."""
    while why_not_business(day, jurisdiction):
        day -= timedelta(days=1)
    return day
