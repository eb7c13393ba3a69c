"""What the wait for an answer of the employee rests on: until when, for what, and what follows when it is over.

Reads; changes nothing. Whoever calls holds the lock on the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import ClockReason
from cases.models import Case, InformationRequest
from cases.timing import as_facts, pauses_of, reading, standard_clock
from polact.access.models import Organization
from polact.base.errors import Invalid
from polact.base.templatetags.ui import day_in_words
from polact.base.text import current_language
from polact.catalogue.calendars import add_business_days

MOST_ITEMS = 20
LONGEST_ITEM = 300  # characters
AHEAD_DAYS = 2  # business days between the first reminder and the last day for the answer
FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Resumed:
    """The question whose wait ends (None: there is none, and the table refuses), with what the case's clock becomes."""

    asked: InformationRequest | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def resumed(case: Case, at: datetime) -> Resumed:
    """The clock of a case whose wait for the employee ends at a moment."""
    requests = list(case.information_requests.all())
    asked = next((one for one in requests if one.ended_at is None), None)
    if asked is None:
        return Resumed()
    found = standard_clock(case, pauses_of(requests, at))
    return Resumed(asked, reading(found, at=at, reason=ClockReason.RESUMED), as_facts(found))


def default_answer_by(organization: Organization, today: date) -> date:
    """The last day for an answer when the representative names none: so many business days ahead."""
    return add_business_days(today, organization.answer_days)[0]


def check_answer_by(day: date, today: date) -> None:
    """Raises Invalid for a day that is not at least one business day ahead, or more than a year."""
    earliest = add_business_days(today, 1)[0]
    if day < earliest:
        said = _("Leave at least one business day: the earliest possible day is %(day)s.")
        raise Invalid(said % {"day": day_in_words(earliest, current_language())}, field="answer_by")
    if day > today + FARTHEST:
        raise Invalid(_("That is more than a year ahead."), field="answer_by")


def reminded_up_to(today: date) -> date:
    """The farthest last day of which the employee is reminded today: it is two business days ahead."""
    return add_business_days(today, AHEAD_DAYS)[0]


def cleaned(items: Sequence[str]) -> list[str]:
    """The list of what is needed without empty lines. Raises Invalid for too many or too long ones."""
    needed = [" ".join(item.split()) for item in items if item.strip()]
    if len(needed) > MOST_ITEMS:
        raise Invalid(_("List at most %(number)d things.") % {"number": MOST_ITEMS}, field="items")
    if any(len(item) > LONGEST_ITEM for item in needed):
        said = _("Keep each line under %(number)d characters; the question takes the rest.")
        raise Invalid(said % {"number": LONGEST_ITEM}, field="items")
    return needed
