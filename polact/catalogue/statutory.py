"""The statutory calendar: on which days a time limit set by a law cannot end (Interpretation Act, ss. 26 and 35).

Sundays and the days of section 35 everywhere; in a province or territory also what its own law adds. A Saturday is not
a holiday, and 26 December is one only where a province says so. A day that is not known for certain is left out: a
limit is then never shown later than the law gives it. What is left out, what was checked against which text, and what
could not be: docs/clocks.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from polact.base.text import Text
from polact.catalogue.calendars import NAMES, easter, monday_on_or_before, nth_monday
from polact.catalogue.jurisdictions import FEDERAL

STATUTORY_VERSION = "statutory-2026.1"
"""Counts up when a holiday is added or taken away. What was computed keeps the version that it was computed under."""

SUNDAY = "Sunday"
STATUTORY_NAMES = {
    **NAMES,
    SUNDAY: Text("a Sunday", "un dimanche"),
    "January 2": Text("the day after New Year’s Day", "lendemain du jour de l’An"),
    "New Year's Day, kept": Text("the day kept for New Year’s Day", "jour qui remplace le jour de l’An"),
    "Family Day": Text("Family Day", "jour de la Famille"),
    "Louis Riel Day": Text("Louis Riel Day", "jour de Louis Riel"),
    "National Indigenous Peoples Day": Text(
        "National Indigenous Peoples Day", "Journée nationale des peuples autochtones"
    ),
    "British Columbia Day": Text("British Columbia Day", "fête de la Colombie-Britannique"),
    "Christmas Day, kept": Text("the day kept for Christmas Day", "jour qui remplace Noël"),
}
"""Why a day is a holiday, as people read it."""


@dataclass(frozen=True)
class Added:
    """A day that is a holiday by a proclamation or by the law of a province or territory: its key in STATUTORY_NAMES,
    the day in a year (None in a year that has none), the source, and the first year."""

    name: str
    on: Callable[[int], date | None]
    source: str
    since: int


def _every(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _third_monday_of_february(year: int) -> date:
    return nth_monday(year, 2, 3)


def _monday_after_new_year(year: int) -> date | None:
    return date(year, 1, 2) if date(year, 1, 1).weekday() == 6 else None


def _day_after_christmas_weekend(year: int) -> date | None:
    """Monday where Christmas is a Saturday, Tuesday where it is a Sunday: 27 December in both cases."""
    return date(year, 12, 27) if date(year, 12, 25).weekday() >= 5 else None


PROCLAIMED = (
    Added(
        "Thanksgiving", lambda year: nth_monday(year, 10, 2), "Proclamation of 31 January 1957, Canada Gazette", 1957
    ),
)
"""Days that the Governor General proclaimed for all of Canada."""

OWN: dict[str, tuple[Added, ...]] = {
    "AB": (Added("Family Day", _third_monday_of_february, "Family Day Act, RSA 2000, c. F-4", 1990),),
    "BC": (
        Added("Family Day", _third_monday_of_february, "Interpretation Act, RSBC 1996, c. 238, s. 29", 2019),
        Added(
            "British Columbia Day",
            lambda year: nth_monday(year, 8, 1),
            "Interpretation Act, RSBC 1996, c. 238, s. 29",
            1974,
        ),
        Added("Boxing Day", _every(12, 26), "Interpretation Act, RSBC 1996, c. 238, s. 29", 1974),
    ),
    "MB": (
        Added(
            "Louis Riel Day",
            _third_monday_of_february,
            "Interpretation Act, CCSM c. I80, s. 23(1) (SM 2007, c. 18)",
            2008,
        ),
    ),
    "NB": (Added("Family Day", _third_monday_of_february, "Interpretation Act, RSNB 1973, c. I-13, s. 38", 2018),),
    "NL": (Added("Boxing Day", _every(12, 26), "Interpretation Act, RSNL 1990, c. I-19, s. 27(1)(l)", 2019),),
    "NS": (),
    "NT": (
        Added(
            "National Indigenous Peoples Day",
            _every(6, 21),
            "National Indigenous Peoples Day Act; Interpretation Act, SNWT 2017, c. 19, s. 21",
            2002,
        ),
    ),
    "NU": (),
    "ON": (
        Added("New Year's Day, kept", _monday_after_new_year, "Legislation Act, 2006, s. 88(3)", 2007),
        Added("Family Day", _third_monday_of_february, "Legislation Act, 2006, s. 88(2)", 2008),
        Added("Boxing Day", _every(12, 26), "Legislation Act, 2006, s. 88(2)", 2007),
        Added("Christmas Day, kept", _day_after_christmas_weekend, "Legislation Act, 2006, s. 88(5)", 2007),
    ),
    "PE": (),
    "QC": (
        Added("January 2", _every(1, 2), "Code of Civil Procedure, CQLR c. C-25.01, art. 82", 2016),
        Added("National Holiday", _every(6, 24), "Interpretation Act, CQLR c. I-16, s. 61(23)", 1977),
        Added("Boxing Day", _every(12, 26), "Code of Civil Procedure, CQLR c. C-25.01, art. 82", 2016),
    ),
    "SK": (),
    "YT": (),
}
"""What a province or territory adds to section 35, with the law that says so."""


@lru_cache(maxsize=512)
def statutory_holidays(year: int, jurisdiction: str = FEDERAL) -> dict[date, str]:
    """The holidays of a year, Sundays aside, with the key of their name in STATUTORY_NAMES.

    `jurisdiction` is a code of polact.catalogue.jurisdictions; `CA` gives what section 35 names for all of Canada.
    KeyError for a code that is not known.
    """
    added = PROCLAIMED if jurisdiction == FEDERAL else (*PROCLAIMED, *OWN[jurisdiction])
    found = {day: one.name for one in added if one.since <= year and (day := one.on(year))}
    return {**found, **_section_35(year)}


def _section_35(year: int) -> dict[date, str]:
    """Interpretation Act s. 35 `holiday`; the days themselves from the Holidays Act (R.S.C. 1985, c. H-5)."""
    sunday, first_of_july = easter(year), date(year, 7, 1)
    return {
        date(year, 1, 1): "New Year's Day",
        sunday - timedelta(days=2): "Good Friday",
        sunday + timedelta(days=1): "Easter Monday",
        monday_on_or_before(date(year, 5, 24)): "Victoria Day",
        first_of_july + timedelta(days=first_of_july.weekday() == 6): "Canada Day",
        nth_monday(year, 9, 1): "Labour Day",
        date(year, 9, 30): "National Day for Truth and Reconciliation",
        date(year, 11, 11): "Remembrance Day",
        date(year, 12, 25): "Christmas Day",
    }


def why_holiday(day: date, jurisdiction: str = FEDERAL) -> str:
    """Empty where a limit can end on the day, else the key of the holiday's name; a named holiday before `Sunday`."""
    return statutory_holidays(day.year, jurisdiction).get(day) or (SUNDAY if day.weekday() == 6 else "")


@dataclass(frozen=True)
class Moved:
    """A holiday on which a limit would have ended, and the key of its name."""

    day: date
    reason: str


def day_or_next(day: date, jurisdiction: str = FEDERAL) -> tuple[date, tuple[Moved, ...]]:
    """The day itself or, where it is a holiday, the next that is none, with the holidays passed over (s. 26)."""
    passed = []
    while why := why_holiday(day, jurisdiction):
        passed.append(Moved(day, why))
        day += timedelta(days=1)
    return day, tuple(passed)
