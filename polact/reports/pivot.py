"""The table of a report's page: organizations down, months (or fiscal years) across. Small whatever is counted. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from polact.catalogue.fiscal import bounds
from polact.reports.report import Row


@dataclass(frozen=True)
class Line:
    """One line of the table; a count per column, and their sum."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Pivot:
    """`heads` are the columns' names, `lines` one per organization, `sums` the line at the foot."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: Line
    by_month: bool

    @property
    def bars(self) -> list[tuple[str, int]]:
        """What the chart shows: the sum of each column."""
        return list(zip(self.heads, self.sums.counts, strict=True))


def pivot(rows: Sequence[Row], *, down: str, across: str, measure: str, year: str | None, until: date) -> Pivot:
    """Turn rows that have `down`, `across` and `measure` into a table.

    `across` is `month` (YYYY-MM), for a table of the months of `year` that have begun `until` then, or
    `fiscal_year` when `year` is None.
    """
    met = {row[across] for row in rows}
    columns = _months(year, until, met) if year else {found: found for found in sorted(met)}
    place = {key: index for index, key in enumerate(columns)}
    counts: dict[str, list[int]] = {}
    for row in rows:
        line = counts.setdefault(row[down], [0] * len(columns))
        line[place[row[across]]] += row[measure]
    lines = tuple(Line(label, tuple(line)) for label, line in counts.items())
    sums = Line("", tuple(sum(line.counts[index] for line in lines) for index in range(len(columns))))
    return Pivot(tuple(columns.values()), lines, sums, year is not None)


def _months(year: str, until: date, met: set[str]) -> dict[str, str]:
    """The months of a fiscal year that have begun or are `met` in the rows, and their names in the current language."""
    first, _after = bounds(year)
    months = [date(first.year + (3 + number) // 12, (3 + number) % 12 + 1, 1) for number in range(12)]
    return {
        f"{month:%Y-%m}": date_format(month, "N Y") for month in months if month <= until or f"{month:%Y-%m}" in met
    }
