"""The published figures: what anybody may see of how the self-assessment works, as tables with small counts hidden.

The numbers are the same for everybody and change once a month or slowly, so each process keeps them for some minutes.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments.models import ResultCount
from assessments.rulebook import current
from assessments.rulebook_parts import LANGUAGES, RESULTS
from assessments.suppression import THRESHOLD, hide
from polact.base.text import current_language
from polact.catalogue.registry import outcome
from polact.reports.documents import harmless
from polact.reports.gauge import ADVICE, TOOL_NAMES, TOOLS, Gauge, Rate, published

KEPT_SECONDS = 300
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Table:
    """One table in words of the current language. A cell is a count, or None where it is hidden."""

    name: str
    title: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]

    @property
    def bars(self) -> list[tuple[str, int]]:
        """What a chart of its one column shows: the counts that are not hidden."""
        return [(name, cells[0]) for name, cells in self.rows if cells[0] is not None]


@dataclass(frozen=True)
class Share:
    """One share of the gauge in words: what of what, and the share with its interval in per cent."""

    version: str
    measure: str
    rate: Rate | None

    @property
    def per_cent(self) -> tuple[float, float, float] | None:
        """Share, lower and upper bound in per cent, to one decimal."""
        if self.rate is None:
            return None
        share, low, high = (round(100 * part, 1) for part in (self.rate.share, self.rate.low, self.rate.high))
        return share, low, high

    @property
    def in_words(self) -> tuple[str, str, str] | None:
        """Share, interval and cases as a table tells them; their parts stay together on a line."""
        if self.rate is None or self.per_cent is None:
            return None
        share, low, high = (_("%(number)s%%") % {"number": number_format(part, 1)} for part in self.per_cent)
        interval = _("%(low)s to %(high)s") % {"low": low, "high": high}
        cases = _("%(hits)s of %(cases)s") % {"hits": self.rate.hits, "cases": self.rate.cases}
        return share, interval.replace(" ", NO_BREAK), cases.replace(" ", NO_BREAK)


@dataclass(frozen=True)
class Figures:
    """Everything that is published."""

    until: date
    shares: tuple[Share, ...]
    tables: tuple[Table, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet, not even a hidden count."""
        return not any(table.rows for table in self.tables)

    def table(self, name: str) -> Table:
        """The table of that name."""
        return next(table for table in self.tables if table.name == name)


def figures(on: date) -> Figures:
    """The published figures as they are told on that day, in words of the current language."""
    found = cache.get(f"published-figures-{on}")
    if found is None:
        found = _read(on)
        cache.set(f"published-figures-{on}", found, KEPT_SECONDS)
    gauges, counts = found
    return Figures(
        until=on.replace(day=1),
        shares=tuple(share for gauge in gauges for share in shares(gauge)),
        tables=(*(gauge_table(gauge) for gauge in gauges), *_count_tables(counts)),
    )


def _read(on: date) -> tuple[list[Gauge], list[tuple[str, str, str, str, int]]]:
    counts = ResultCount.objects.order_by().values_list("month", "group", "result", "language", "count")
    return published(on), list(counts)


def shares(gauge: Gauge) -> list[Share]:
    """The three shares of a line of the gauge."""
    said = [
        (_("The self-assessment said caution; the person said: compatible as described"), gauge.over),
        (
            _("The self-assessment said caution; the person said: compatible, with or without precautions"),
            gauge.over_at_most,
        ),
        (_("The self-assessment said low risk; the person said: not advised"), gauge.under),
    ]
    return [Share(gauge.version, measure, rate) for measure, rate in said]


def gauge_table(gauge: Gauge) -> Table:
    """What was advised, by what the tool had said, under one version (and for one group of activities)."""
    return Table(
        name="-".join(filter(None, ["gauge", gauge.version.replace(".", "-"), gauge.group.lower()])),
        title=" – ".join(
            filter(None, [_("Rulebook %(version)s") % {"version": gauge.version}, group_name(gauge.group)])
        ),
        heading=_("What the self-assessment said"),
        columns=tuple(str(outcome(code).name) for code in ADVICE),
        rows=tuple((str(TOOL_NAMES[tool]), tuple(gauge.row(tool))) for tool in TOOLS),
    )


def _count_tables(counts: Sequence[tuple[str, str, str, str, int]]) -> list[Table]:
    """How often which result was shown: three lists with the same sum, each hiding no count or at least two."""
    cells: Counter[tuple[str, str]] = Counter()
    months: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for month, group, result, language, count in counts:
        cells[group, result] += count
        months[month] += count
        languages[language] += count
    shown = hide(cells, sum_is_shown=True)
    rulebook, language = current(), current_language()
    results = [code for code in RESULTS if any(result == code for _group, result in cells)]
    groups = [code for code in rulebook.groups if any(group == code for group, _result in cells)]
    heading = _("Results shown")
    return [
        Table(
            "results",
            _("Results by group of activities"),
            _("Group of activities"),
            tuple(rulebook.results[code].title.in_language(language) for code in results),
            tuple((group_name(group), tuple(shown.get((group, code), 0) for code in results)) for group in groups),
        ),
        Table("months", _("Results by month"), _("Month"), (heading,), _list(sorted(months), months)),
        Table(
            "languages",
            _("Results by language"),
            _("Language"),
            (heading,),
            _list(
                [code for code in LANGUAGES if code in languages], languages, {"en": _("English"), "fr": _("French")}
            ),
        ),
    ]


def _list(
    names: Iterable[str], counts: Counter[str], words: dict[str, str] | None = None
) -> tuple[tuple[str, tuple[int | None, ...]], ...]:
    shown = hide(counts, sum_is_shown=True)
    return tuple(((words or {}).get(name, name), (shown[name],)) for name in names)


def group_name(code: str) -> str:
    """What a group of activities is called; its code when the rulebook in force has no such group; "" for all."""
    text = current().groups.get(code)
    return text.in_language(current_language()) if text else code


def notes() -> list[str]:
    """How to read the figures."""
    return [
        _("Counts from 1 to %(most)d are hidden, and others with them where they would give them away.")
        % {"most": THRESHOLD - 1},
        _(
            "The comparison with advice counts self-assessments that people sent with a request, answered in months that have ended."
        ),
        _(
            "They are no sample of all that is checked: whoever sends one mostly has a doubt. So the share of cautions is not that of the tool."
        ),
        _(
            "Advice has precautions for reasons of its own; so two shares stand side by side, and the truth lies between."
        ),
        _(
            "Where several activities were sent with a request, the advice is compared with the one that had the highest result."
        ),
        _("The interval is the 95 % score interval of Wilson (1927)."),
        _(
            "Results are counted without anything about the visit, in batches of a hundred or more; what a server had not "
            "added when it ended is missing. Anybody can send a count, so they are no measure of use."
        ),
    ]


def as_data(told: Figures) -> dict[str, Any]:
    """The figures as JSON."""
    return {
        "until": told.until.isoformat(),
        "shares": [
            {
                "rulebook": share.version,
                "measure": share.measure,
                "hits": share.rate.hits if share.rate else None,
                "cases": share.rate.cases if share.rate else None,
                "per_cent": list(share.per_cent or []) or None,
            }
            for share in told.shares
        ],
        "tables": [table_as_data(table) for table in told.tables],
        "notes": notes(),
    }


def table_as_data(table: Table) -> dict[str, Any]:
    """One table as the API tells it."""
    return {
        "name": table.name,
        "title": table.title,
        "columns": list(table.columns),
        "rows": [{"name": name, "counts": list(cells)} for name, cells in table.rows],
    }


def as_csv(told: Figures) -> bytes:
    """The published figures as CSV."""
    return tables_as_csv(told.tables)


def tables_as_csv(tables: Iterable[Table]) -> bytes:
    """One line for each cell; a hidden count is empty. UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_("Table"), _("Line"), _("Column"), _("Count")])
    for table in tables:
        for name, cells in table.rows:
            for column, count in zip(table.columns, cells, strict=True):
                writer.writerow(
                    [harmless(part) for part in (table.title, name, column)] + ["" if count is None else count]
                )
    return text.getvalue().encode("utf-8-sig")
