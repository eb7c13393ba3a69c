"""What a chart says in words: its numbers, and one sentence that is computed from them, in the current language."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Unit = Literal["count", "days", "percent"]


class Row(Protocol):
    """One row of numbers under its name."""

    @property
    def label(self) -> str: ...
    @property
    def values(self) -> Sequence[float | None]: ...
    @property
    def low(self) -> Sequence[float | None]: ...
    @property
    def high(self) -> Sequence[float | None]: ...


class Told(Protocol):
    """What a sentence is made of: `polact.reports.charts.Chart`."""

    @property
    def kind(self) -> str: ...
    @property
    def labels(self) -> Sequence[str]: ...
    @property
    def series(self) -> Sequence[Row]: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def limit(self) -> float | None: ...
    @property
    def marks(self) -> Sequence[tuple[str, float]]: ...
    @property
    def is_empty(self) -> bool: ...


def number(value: float) -> str:
    """At most one decimal, written as the language does: 1,234.5 or 1 234,5."""
    rounded = round(value, 1)
    return number_format(rounded, 0 if rounded == int(rounded) else 1, use_l10n=True, force_grouping=True)


def measured(value: float, unit: Unit) -> str:
    """The number with its unit: 12, 12 days, 12%."""
    if unit == "days":
        return ngettext("%(number)s day", "%(number)s days", 1 if value == 1 else 2) % {"number": number(value)}
    return _("%(number)s%%") % {"number": number(value)} if unit == "percent" else number(value)


def month_name(month: date) -> str:
    """A month as axes and tables name it: `Nov. 2026`, `nov. 2026`."""
    return date_format(month, "N Y")


def shortened(words: str, most: int) -> str:
    """At most so many letters, with an ellipsis for the rest; the table has it whole."""
    return words if len(words) <= most else words[: max(most - 1, 0)].rstrip() + "…"


def sentence_of(chart: Told) -> str:
    """What the chart shows first: the trend of a line, where half of a distribution lies, what is past its limit, the
    largest of the rest and its share."""
    if chart.is_empty:
        return _("There is nothing to show yet.")
    says = {"line": _trend, "band": _expectation, "distribution": _spread, "limit": _past_limit}.get(
        chart.kind, _largest
    )
    return says(chart)


def _known(series: Row) -> list[tuple[int, float]]:
    return [(at, value) for at, value in enumerate(series.values) if value is not None]


def _largest(chart: Told) -> str:
    """The largest of all labels, their series added up (which days and percentages are not: there the first counts)."""
    several = len(chart.series) > 1 and chart.unit == "count"
    added: dict[str, float] = {}
    for series in chart.series if several else chart.series[:1]:
        for at, value in _known(series):
            added[chart.labels[at]] = added.get(chart.labels[at], 0) + value
    total = sum(added.values())
    if not total:
        return _("All of it is zero.")
    label = max(added, key=lambda known: added[known])
    told = {"label": label, "value": measured(added[label], chart.unit), "total": number(total)}
    if chart.unit != "count" or len(added) < 2:
        return _("Highest: %(label)s, with %(value)s.") % told
    told["share"] = measured(round(100 * added[label] / total), "percent")
    return _("Highest: %(label)s, with %(value)s of %(total)s (%(share)s).") % told


def _trend(chart: Told) -> str:
    lines = []
    for series in chart.series:
        known = _known(series)
        if not known:
            continue
        (first, then), (last, now) = known[0], known[-1]
        top, most = max(known, key=lambda point: point[1])
        told = {
            "series": series.label, "first": chart.labels[first], "then": measured(then, chart.unit),
            "last": chart.labels[last], "now": measured(now, chart.unit),
            "top": chart.labels[top], "most": measured(most, chart.unit),
        }  # fmt: skip
        if len(known) == 1:
            lines.append(_("%(series)s: %(now)s in %(last)s.") % told)
        elif now > then:
            lines.append(_("%(series)s: up from %(then)s in %(first)s to %(now)s in %(last)s; highest %(most)s in %(top)s.") % told)  # fmt: skip
        elif now < then:
            lines.append(_("%(series)s: down from %(then)s in %(first)s to %(now)s in %(last)s; highest %(most)s in %(top)s.") % told)  # fmt: skip
        else:
            lines.append(_("%(series)s: %(now)s in %(first)s and in %(last)s; highest %(most)s in %(top)s.") % told)
    return " ".join(lines)


def _expectation(chart: Told) -> str:
    series = chart.series[0]
    top, most = max(_known(series), key=lambda point: point[1])
    told = {"series": series.label, "top": chart.labels[top], "most": measured(most, chart.unit)}
    low = series.low[top] if series.low else None
    high = series.high[top] if series.high else None
    if low is None or high is None:
        return _("%(series)s: highest in %(top)s, with %(most)s.") % told
    told |= {"low": number(low), "high": measured(high, chart.unit)}
    return _("%(series)s: highest in %(top)s, with %(most)s, between %(low)s and %(high)s.") % told


def _spread(chart: Told) -> str:
    total = number(sum(value for _at, value in _known(chart.series[0])))
    marks = [value for _name, value in chart.marks]
    if len(marks) < 2:
        return _("%(total)s in all.") % {"total": total}
    return _("%(total)s in all: half at %(median)s or less, nine in ten at %(p90)s or less.") % {
        "total": total, "median": measured(marks[0], "days"), "p90": measured(marks[1], "days"),
    }  # fmt: skip


def _past_limit(chart: Told) -> str:
    known, limit = _known(chart.series[0]), chart.limit or 0
    past = [point for point in known if point[1] > limit]
    furthest, most = max(known, key=lambda point: point[1])
    told = {
        "past": number(len(past)), "all": number(len(known)), "limit": measured(limit, chart.unit),
        "label": chart.labels[furthest], "value": measured(most, chart.unit),
    }  # fmt: skip
    if past:
        return _("%(past)s of %(all)s past the limit of %(limit)s; furthest: %(label)s, with %(value)s.") % told
    return _("None of %(all)s past the limit of %(limit)s; closest: %(label)s, with %(value)s.") % told
