"""Time limits as pure functions of recorded facts, each with its explanation."""

from dataclasses import dataclass
from datetime import date

from polact.base.text import Text
from polact.catalogue.calendars import BUSINESS_VERSION, Skipped, add_business_days


@dataclass(frozen=True)
class Clock:
    """A computed limit: the day, the steps that led to it, and the version of the calendar used."""

    due_on: date
    started_on: date
    business_days: int
    skipped: tuple[Skipped, ...]
    calendar: str

    def explanation(self) -> Text:
        """How the day was found, in both languages."""
        holidays = [skip for skip in self.skipped if skip.reason != "weekend"]
        also = len(holidays)
        return Text(
            f"Submitted on {self.started_on.isoformat()}; {self.business_days} business days, the first being the next "
            f"one; weekends and {also} holidays do not count; due on {self.due_on.isoformat()}.",
            f"Demande soumise le {self.started_on.isoformat()}; {self.business_days} jours ouvrables à compter du "
            f"lendemain; les fins de semaine et {also} jours fériés ne comptent pas; échéance le {self.due_on.isoformat()}.",
        )


def service_standard(*, submitted_on: date, business_days: int) -> Clock:
    """When an answer is due under an organization's service standard.

    Takes the local date of submission and a number of business days. No law sets this clock (domain.md 6.2, row 15).
    """
    due, skipped = add_business_days(submitted_on, business_days)
    return Clock(due, submitted_on, business_days, tuple(skipped), BUSINESS_VERSION)
