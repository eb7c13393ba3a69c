"""What lasts from a day until (exclusive) another, or without a known end: appointments, rules, elections."""

from datetime import date, timedelta

from django.db.models import Q


def not_over(on: date) -> Q:
    """Of rows with `active_to`: those that hold on a day, or will."""
    return Q(active_to=None) | Q(active_to__gt=on)


def in_force(on: date) -> Q:
    """Of rows with `active_from` and `active_to`: those that hold on a day."""
    return not_over(on) & Q(active_from__lte=on)


class Lasting:
    """What such a row can say of itself."""

    active_from: date
    active_to: date | None

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None while no end is known."""
        return self.active_to - timedelta(days=1) if self.active_to else None

    @property
    def never_held(self) -> bool:
        """It was replaced or taken back before its first day was over."""
        return self.active_to == self.active_from

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.active_from <= day and (self.active_to is None or day < self.active_to)
