"""Reading what people say about the self-assessment: counts by month and version, and the words. For administrators.

Whoever is not one reads nothing here: row-level security stands beneath (`permissions.may_read_feedback`).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from assessments.models.feedback import Feedback, Helpfulness

MOST_SHOWN = 200


@dataclass(frozen=True)
class Tally:
    """How many found the result of help, partly, or not, in one month under one version of the rulebook."""

    month: date
    version: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def in_order(self) -> list[int]:
        return [self.counts.get(helpful, 0) for helpful in Helpfulness.values]


def feedback_tallies() -> list[Tally]:
    """Newest month first, within it the newest version."""
    rows = Feedback.objects.values_list("month", "rulebook_version", "helpful").annotate(count=Count("pk"))
    tallies: dict[tuple[date, str], dict[str, int]] = {}
    for month, version, helpful, count in rows:
        tallies.setdefault((month, version), {})[helpful] = count
    return [Tally(month, version, counts) for (month, version), counts in sorted(tallies.items(), reverse=True)]


def feedback_words(month: date | None = None) -> list[Feedback]:
    """What was written, newest month first, in no order within a month; at most 200 of them."""
    said = Feedback.objects.exclude(words="")
    if month is not None:
        said = said.filter(month=month)
    return list(said.order_by("-month", "pk")[:MOST_SHOWN])
