"""What the nightly replay found."""

from django.db.models import QuerySet

from cases.models import ClockDifference

MOST = 200


def clock_differences() -> list[ClockDifference]:
    """The newest differences with their cases, as row-level security shows them."""
    return list(all_clock_differences()[:MOST])


def all_clock_differences() -> QuerySet[ClockDifference]:
    """All differences with their cases, to be read in pages."""
    return ClockDifference.objects.select_related("case")
