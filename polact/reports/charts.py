"""Charts as SVG text: what is drawn, from plain data, with no style, script, colour or date of its own.

The same chart gives the same bytes. Everything is `currentColor`, patterns, dashes and markers, so that it holds without
colour; sizes are units of a drawing 320 wide, which is what a narrow screen has. `{% load charts %}{% chart chart %}` puts
it on a page with its sentence and its table.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from polact.reports.chart_words import Unit, measured, number, sentence_of, shortened

Kind = Literal["bars", "stacked", "rows", "line", "distribution", "limit", "band"]
WIDTH, PLOT = 320.0, 140.0
LINE, LETTER, GAP = 18.0, 7.0, 4.0
"""The height of a line of text and the width that is kept for a letter: on the safe side."""
LOOKS = 4
"""So many series can be told apart without colour."""


@dataclass(frozen=True)
class Series:
    """One row of numbers, one for each label; None where nothing is known. `low` and `high`: the interval of each number
    (band only). `links`: where the cases behind each number are, empty where the reader may not see them."""

    label: str
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()
    links: Sequence[str] = ()


@dataclass(frozen=True)
class Chart:
    """What to draw. Raises ValueError for lengths that differ, negative or endless numbers, or more series than looks.

    `bars` side by side and `stacked` upon each other, `rows` (lying, for long names), `line` (over time, with gaps),
    `distribution` (bars between `edges`, with `marks` such as the median), `limit` (how much of `limit` is used up) and
    `band` (a line with its interval). `name` is its id on the page; `heading` says what the labels are.
    """

    kind: Kind
    name: str
    title: str
    heading: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: Unit = "count"
    limit: float | None = None
    edges: Sequence[float] = ()
    marks: Sequence[tuple[str, float]] = field(default=())

    def __post_init__(self) -> None:
        if len(self.series) > LOOKS:
            raise ValueError(f"At most {LOOKS} series can be told apart without colour.")
        for series in self.series:
            for values in (series.values, series.low, series.high, series.links):
                if values and len(values) != len(self.labels):
                    raise ValueError(f"{series.label!r} has {len(values)} values for {len(self.labels)} labels.")
            for value in (*series.values, *series.low, *series.high):
                if value is not None and not 0 <= value < math.inf:
                    raise ValueError(f"{value!r} cannot be drawn.")
        if self.kind in ("limit", "band", "distribution") and len(self.series) > 1:
            raise ValueError(f"A chart of kind {self.kind} shows one series.")
        if self.kind == "limit" and not self.limit:
            raise ValueError("A chart against a limit needs one.")
        if self.kind == "distribution" and self.labels and len(self.edges) != len(self.labels) + 1:
            raise ValueError("A distribution needs an edge more than it has bars.")

    @property
    def is_empty(self) -> bool:
        """Whether no number is known at all."""
        return all(value is None for series in self.series for value in series.values)

    @property
    def sentence(self) -> str:
        """What the chart shows, in words of the current language."""
        return sentence_of(self)

    @property
    def svg(self) -> str:
        """The drawing; empty when there is nothing to draw."""
        return "" if self.is_empty else _drawn(self)


def distribution(
    *, name: str, title: str, heading: str, measure: str, counted: Mapping[int, int], width: int = 5, limit: int | None = None,
    past: str = "", links: Mapping[int, str] | None = None,
) -> Chart:  # fmt: skip
    """How many have which whole number of days, `width` days a bar, with the median and P90 (nearest rank).

    `counted`: how many by number of days, which may be below zero (late). `limit` is marked too, by the words `past`.
    `links`: by the first day of a bar, where its cases are.
    """
    bins: dict[int, int] = {}
    for days, many in counted.items():
        bins[days // width * width] = bins.get(days // width * width, 0) + many
    starts = list(range(min(bins), max(bins) + 1, width)) if bins else []
    marks = [(pgettext("chart", "Median"), ranked(counted, 0.5)), ("P90", ranked(counted, 0.9))] if bins else []
    if limit is not None and starts and starts[0] <= limit <= starts[-1] + width:
        marks.append((past, limit))
    return Chart(
        kind="distribution", name=name, title=title, heading=heading,
        labels=[number(first) if width == 1 else _("%(first)s to %(last)s") % {"first": number(first), "last": number(first + width - 1)} for first in starts],
        series=[Series(measure, [bins.get(first, 0) for first in starts], links=[(links or {}).get(first, "") for first in starts])],
        edges=[*starts, starts[-1] + width] if starts else (), marks=marks,
    )  # fmt: skip


def ranked(counted: Mapping[int, int], share: float) -> int:
    """The smallest number that at least this share do not exceed. Raises ValueError when nothing is counted."""
    wanted, passed = share * sum(counted.values()), 0
    for value in sorted(counted):
        passed += counted[value]
        if passed and passed >= wanted:
            return value
    raise ValueError("Nothing is counted.")


# The drawing ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Frame:
    """Where the plot lies: from `left` to `right`, its floor, and the value at its top."""

    left: float
    right: float
    floor: float
    top: float

    def y(self, value: float) -> float:
        return self.floor - PLOT * min(value / self.top, 1)


def _drawn(chart: Chart) -> str:
    if chart.kind in ("rows", "limit"):
        parts, height = _lying(chart)
    else:
        parts, height = _standing(chart)
    title, told = f"{chart.name}-title", f"{chart.name}-told"
    return (
        f'<svg class="figure__drawing" viewBox="0 0 {_n(WIDTH)} {_n(height)}" role="img" aria-labelledby="{escape(title)} {escape(told)}" focusable="false">'
        f'<title id="{escape(title)}">{escape(chart.title)}</title><desc id="{escape(told)}">{escape(chart.sentence)}</desc>'
        f"{_patterns(chart)}{''.join(parts)}</svg>"
    )


def _standing(chart: Chart) -> tuple[list[str], float]:
    parts, below = _legend(chart)
    marks = chart.marks if chart.kind == "distribution" else ()
    floor = below + LINE * (len(marks) + 1) + PLOT
    highest = max(_totals(chart), default=0)
    top = rounded_up(highest)
    ticks = [tick for tick in (0.0, top / 2, top) if chart.unit != "count" or tick == int(tick)]
    names = [shortened(measured(tick, chart.unit), 12) for tick in ticks]
    frame = Frame(max(map(len, names)) * LETTER + GAP, WIDTH - GAP, floor, top)
    for tick, name in zip(ticks, names, strict=True):
        y = frame.y(tick)
        parts.append(f'<path class="figure__grid" d="M{_n(frame.left)} {_n(y)}H{_n(frame.right)}"/>')
        parts.append(_text(name, frame.left - GAP, y + GAP, "end"))
    draw = {"line": _lines, "band": _band, "stacked": _stacked, "distribution": _between}.get(chart.kind, _side_by_side)
    parts += draw(chart, frame)
    return parts, floor + LINE + 2


def _totals(chart: Chart) -> Iterator[float]:
    if chart.kind == "stacked":
        yield from (sum(series.values[at] or 0 for series in chart.series) for at in range(len(chart.labels)))
    else:
        yield from (v for s in chart.series for values in (s.values, s.high) for v in values if v is not None)


def _side_by_side(chart: Chart, frame: Frame) -> Iterator[str]:
    slot = (frame.right - frame.left) / len(chart.labels)
    wide = slot * 0.8 / len(chart.series)
    for look, series in enumerate(chart.series):
        for at, value in enumerate(series.values):
            if value is not None:
                left = frame.left + slot * (at + 0.1) + wide * look
                yield _bar(chart, look, left, frame.y(value), wide, frame.floor - frame.y(value))
                name = measured(value, chart.unit)
                if len(name) * LETTER <= wide:
                    yield _text(name, left + wide / 2, frame.y(value) - GAP, "middle")
    yield from _below(chart.labels, [frame.left + slot * (at + 0.5) for at in range(len(chart.labels))], frame)


def _stacked(chart: Chart, frame: Frame) -> Iterator[str]:
    slot = (frame.right - frame.left) / len(chart.labels)
    for at in range(len(chart.labels)):
        reached = 0.0
        for look, series in enumerate(chart.series):
            value = series.values[at] or 0
            yield _bar(
                chart, look, frame.left + slot * (at + 0.1), frame.y(reached + value), slot * 0.8,
                frame.y(reached) - frame.y(reached + value),
            )  # fmt: skip
            reached += value
    yield from _below(chart.labels, [frame.left + slot * (at + 0.5) for at in range(len(chart.labels))], frame)


def _between(chart: Chart, frame: Frame) -> Iterator[str]:
    first, last = chart.edges[0], chart.edges[-1]

    def x(value: float) -> float:
        return frame.left + (frame.right - frame.left) * (value - first) / (last - first)

    for series in chart.series[:1]:
        for value, begins, ends in zip(series.values, chart.edges, chart.edges[1:], strict=False):
            if value is not None:
                yield _bar(chart, 0, x(begins), frame.y(value), x(ends) - x(begins), frame.floor - frame.y(value))
    for row, (name, value) in enumerate(chart.marks):
        y = frame.floor - PLOT - LINE * (len(chart.marks) - row) + LINE / 2
        at = min(max(x(value), frame.left), frame.right)
        line = f"M{_n(at)} {_n(y + GAP)}V{_n(frame.floor)}"
        yield f'<path class="figure__halo" d="{line}"/><path class="figure__mark" d="{line}"/>'
        yield _text(f"{name}{_(': ')}{measured(value, 'days')}", at, y, "middle")
    yield from _below([number(edge) for edge in chart.edges], [x(edge) for edge in chart.edges], frame)


def _lines(chart: Chart, frame: Frame) -> Iterator[str]:
    across = _points(chart, frame)
    for look, series in enumerate(chart.series):
        yield from _line(series.values, across, frame, look)
        last = max((at for at, value in enumerate(series.values) if value is not None), default=None)
        if last is not None and len(chart.series) == 1:
            value = series.values[last] or 0
            yield _text(measured(value, chart.unit), across[last], frame.y(value) - 2 * GAP, "middle")
    yield from _below(chart.labels, across, frame)


def _band(chart: Chart, frame: Frame) -> Iterator[str]:
    across = _points(chart, frame)
    for look, series in enumerate(chart.series[:1]):
        ends = zip(across, series.low or series.values, series.high or series.values, strict=True)
        known = [(x, low, high) for x, low, high in ends if low is not None and high is not None]
        if known:
            upper = " ".join(f"{_n(x)},{_n(frame.y(high))}" for x, _low, high in known)
            lower = " ".join(f"{_n(x)},{_n(frame.y(low))}" for x, low, _high in reversed(known))
            yield f'<polygon class="figure__band" points="{upper} {lower}"/>'
            for x, low, high in known:
                yield f'<path class="figure__mark" d="M{_n(x)} {_n(frame.y(high))}V{_n(frame.y(low))}"/>'
        yield from _line(series.values, across, frame, look)
    yield from _below(chart.labels, across, frame)


def _points(chart: Chart, frame: Frame) -> list[float]:
    """Where each label's point stands; one alone stands in the middle."""
    left, right, many = frame.left + 2 * GAP, frame.right - 2 * GAP, len(chart.labels)
    return [left + (right - left) * (at / (many - 1) if many > 1 else 0.5) for at in range(many)]


def _line(values: Sequence[float | None], across: Sequence[float], frame: Frame, look: int) -> Iterator[str]:
    """A line that is broken where nothing is known, and a marker for each point."""
    path, broken = "", True
    for x, value in zip(across, values, strict=True):
        if value is not None:
            path += f"{'M' if broken else 'L'}{_n(x)} {_n(frame.y(value))}"
        broken = value is None
    yield f'<path class="figure__line figure__look{look}" d="{path}"/>'
    for x, value in zip(across, values, strict=True):
        if value is not None:
            yield _marker(x, frame.y(value), look)


def _lying(chart: Chart) -> tuple[list[str], float]:
    """Bars that lie under their names. Against a limit, what is past it is hatched, and a line stands at the limit."""
    parts, y = _legend(chart)
    highest = max(max(_totals(chart), default=0), chart.limit or 0) or 1
    room = max(len(measured(value, chart.unit)) for value in (*_totals(chart), highest)) * LETTER + 2 * GAP
    scale = (WIDTH - min(room, WIDTH / 2)) / highest
    if chart.limit:
        y += LINE
        parts.append(
            _text(f"{_('Limit')}{_(': ')}{measured(chart.limit, chart.unit)}", chart.limit * scale, y - 5, "middle")
        )
    began = y
    for at, label in enumerate(chart.labels):
        y += LINE
        parts.append(_text(shortened(label, int(WIDTH / LETTER)), 0, y - 5, "start"))
        for look, series in enumerate(chart.series):
            value = series.values[at]
            if value is not None:
                within = min(value, chart.limit) if chart.limit else value
                parts.append(_bar(chart, look, 0, y, within * scale, 12))
                if within < value:
                    parts.append(_bar(chart, 1, within * scale, y, (value - within) * scale, 12))
                parts.append(_text(measured(value, chart.unit), value * scale + GAP, y + 11, "start"))
            y += 14
        y += GAP
    if chart.limit:
        parts.append(f'<path class="figure__mark" d="M{_n(chart.limit * scale)} {_n(began)}V{_n(y)}"/>')
    return parts, y + 2


def _legend(chart: Chart) -> tuple[list[str], float]:
    if len(chart.series) < 2:
        return [], 2.0
    parts = []
    for look, series in enumerate(chart.series):
        y = look * LINE
        if chart.kind == "line":
            parts.append(f'<path class="figure__line figure__look{look}" d="M2 {_n(y + 9)}H26"/>')
            parts.append(_marker(14, y + 9, look))
        else:
            parts.append(_bar(chart, look, 2, y + 3, 24, 12))
        parts.append(_text(shortened(series.label, int((WIDTH - 32) / LETTER)), 32, y + 13, "start"))
    return parts, LINE * len(chart.series)


def _below(labels: Sequence[str], across: Sequence[float], frame: Frame) -> Iterator[str]:
    """The names beneath the plot, as many as have room; the last one first, because it is what people look for."""
    taken = WIDTH + LETTER
    for label, x in zip(reversed(labels), reversed(across), strict=True):
        name = shortened(label, 20)
        half = len(name) * LETTER / 2
        middle = min(max(x, half), WIDTH - half)
        if middle + half + LETTER <= taken:
            taken = middle - half
            yield _text(name, middle, frame.floor + LINE - 3, "middle")


def _text(words: str, x: float, y: float, anchor: str) -> str:
    """Words inside the drawing: they are moved in when they would stick out."""
    words = shortened(words, int(WIDTH / LETTER))
    wide = len(words) * LETTER
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    x = min(max(x, before), WIDTH - wide + before)
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{_n(x)}" y="{_n(max(y, 12))}"{placed}>{escape(words)}</text>'


def _bar(chart: Chart, look: int, x: float, y: float, width: float, height: float) -> str:
    fill = f' fill="url(#{escape(chart.name)}-look{look})"' if look else ""
    return f'<rect class="figure__bar figure__look{look}"{fill} x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"/>'


def _marker(x: float, y: float, look: int) -> str:
    shape = (
        f"M{_n(x - 3)} {_n(y)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
        f"M{_n(x - 3)} {_n(y - 3)}h6v6h-6z",
        f"M{_n(x)} {_n(y - 4)}l4 7h-8z",
        f"M{_n(x)} {_n(y - 4)}l4 4l-4 4l-4 -4z",
    )[look]
    return f'<path class="figure__point figure__look{look}" d="{shape}"/>'


def _patterns(chart: Chart) -> str:
    """Fills that differ without colour. They are written into each drawing: an id of another one could be missing."""
    if chart.kind in ("line", "band") or (len(chart.series) < 2 and chart.kind != "limit"):
        return ""
    strokes = ("M0 0h6v6h-6z", "M-1 7l8 -8M-1 1l2 -2M5 7l2 -2", "M3 0v6M0 3h6", "M1 1h1v1h-1zM4 4h1v1h-1z")
    return "<defs>" + "".join(
        f'<pattern id="{escape(chart.name)}-look{look}" class="figure__look{look}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="{stroke}"/></pattern>' for look, stroke in enumerate(strokes) if look
    ) + "</defs>"  # fmt: skip


def rounded_up(value: float) -> float:
    """The number at the top of the plot: 1, 2, 4, 6, 8 or 10 times a power of ten, at least the value; 1 for nothing."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value), value)


def _n(value: float) -> str:
    """A coordinate with two decimals at most."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
