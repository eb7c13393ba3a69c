"""What was concluded in a quarter beside the year before it, by group of activities: where the shares moved."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate

from cases.models.case import ANSWERS
from polact.access.models import Person
from polact.reports.drift import GROUP
from polact.reports.gauge import Rate, wilson
from polact.reports.requests import submitted_cases

LEAST = 10
"""With fewer answers in a group, in the quarter or before it, nothing is said about movement."""


@dataclass(frozen=True)
class Shift:
    """The share of one conclusion in a group of activities: in the quarter, and in the four quarters before it."""

    group: str
    outcome: str
    now: Rate
    before: Rate

    @property
    def moved(self) -> bool:
        """Whether the two 95 % intervals do not meet. One in some hundred moves so by chance."""
        enough = min(self.now.cases, self.before.cases) >= LEAST
        return enough and (self.now.low > self.before.high or self.now.high < self.before.low)


def quarter_after(first: date) -> date:
    """The first day of the next quarter."""
    return date(first.year + 1, 1, 1) if first.month == 10 else date(first.year, first.month + 3, 1)


def shifts(person: Person | None, quarter: date) -> list[Shift]:
    """By group and conclusion, for what the person may count. `quarter` is its first day. Two queries."""
    now = _counts(person, quarter, quarter_after(quarter))
    before = _counts(person, quarter.replace(year=quarter.year - 1), quarter)
    return [
        Shift(group, outcome, _rate(now[group], outcome), _rate(before[group], outcome))
        for group in sorted(set(now) & set(before))
        for outcome in ANSWERS
    ]


def _rate(counts: Mapping[str, int], outcome: str) -> Rate:
    hits, cases = counts.get(outcome, 0), sum(counts.values())
    return Rate(hits, cases, hits / cases, *wilson(hits, cases))


def _counts(person: Person | None, first: date, until: date) -> dict[str, dict[str, int]]:
    answered: Mapping[str, object] = {"on__gte": first, "on__lt": until, "outcome__in": ANSWERS}
    cases = submitted_cases(person).annotate(on=TruncDate("ended_at"), in_group=GROUP).filter(**answered)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    counted = cases.exclude(activity="").order_by().values_list("in_group", "outcome").annotate(found=Count("*"))
    for group, outcome, found in counted:
        counts[group][outcome] = found
    return counts
