"""What follows a decision or a fiscal year: the Gazette, judicial review, tabling (domain.md 6.2, rows 6 to 8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.jurisdictions import FEDERAL
from polact.catalogue.limits import Limit, statutory_limit

REVIEW_DAYS = 30
SITTING_DAYS = 15
FIRST_TOLD = Text("decision first communicated on", "décision communiquée pour la première fois le")
EXTENDABLE = Text("a judge may allow more time", "un juge peut accorder plus de temps")


@dataclass(frozen=True)
class Lag:
    """Calendar days from the grant to its publication, or to today while it is not published. The law sets no limit."""

    days: int
    published: bool


@dataclass(frozen=True)
class Tabling:
    """`due_on` is None while fewer than fifteen sitting days are known; `sat` are those that count, in order."""

    due_on: date | None
    sat: tuple[date, ...]

    def explanation(self) -> Text:
        if self.due_on is None:
            known = len(self.sat)
            return Text(f"{known} of 15 sitting days are known.", f"{known} des 15 jours de séance sont connus.")
        return Text(
            f"The 15th sitting day is {day_in_words(self.due_on, 'en')}.",
            f"Le 15e jour de séance est le {day_in_words(self.due_on, 'fr')}.",
        )


def gazette_lag(*, granted_on: date, published_on: date | None, today: date) -> Lag:
    """How long a grant waited, or waits, for its notice in the Canada Gazette (PSEA s. 116, which names no time; row 6)."""
    return Lag(((published_on or today) - granted_on).days, published_on is not None)


def judicial_review(*, first_told_on: date, jurisdiction: str = FEDERAL) -> Limit:
    """By when an application for judicial review is filed: 30 calendar days after the decision was first communicated
    (Federal Courts Act s. 18.1(2); row 7). A judge may allow more time."""
    return statutory_limit(
        from_=first_told_on, days=REVIEW_DAYS, jurisdiction=jurisdiction, event=FIRST_TOLD, note=EXTENDABLE
    )


def report_tabling(*, received_on: date, sitting_days: Iterable[date]) -> Tabling:
    """By when the minister has the annual report tabled in a House: the 15th day on which that House sits after the
    report was received (PSEA s. 23(2); row 8). Takes the days on which that House sits, as data, in any order."""
    sat = tuple(sorted({day for day in sitting_days if day > received_on})[:SITTING_DAYS])
    return Tabling(sat[-1] if len(sat) == SITTING_DAYS else None, sat)
