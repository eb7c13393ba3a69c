"""The pages of reports. Whoever may not read reports finds nothing here."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from polact.access.acting import person_of
from polact.base import clock
from polact.catalogue.fiscal import fiscal_year
from polact.catalogue.registry import outcome
from polact.reports import allegations, published
from polact.reports.charts import Chart, Series
from polact.reports.drift import group_name, recent_quarters
from polact.reports.gauge import internal
from polact.reports.operations.exporting import CONTENT_TYPES, Format, export_allegation_counts, export_report
from polact.reports.permissions import may_count_allegations, may_read_reports, may_see_gauge
from polact.reports.pivot import pivot
from polact.reports.registry import REPORTS, report
from polact.reports.report import Choices, Report, Row
from polact.reports.shift import shifts


def readers_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 for a signed-in person who may not read reports, as for a page that does not exist."""

    @require_safe
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not may_read_reports(request.user):  # type: ignore[arg-type]
            raise Http404
        return view(request, **kwargs)

    return guarded


@readers_only
def index(request: HttpRequest) -> HttpResponse:
    """The reports by name, with the question that each answers."""
    context = {"reports": REPORTS, "may_see_gauge": may_see_gauge(person_of(request))}
    return render(request, "reports/index.html", context)


@readers_only
def over_restriction(request: HttpRequest) -> HttpResponse:
    """The over-restriction gauge by version and by group of activities, and the counters; for administrators."""
    if not may_see_gauge(person_of(request)):
        raise Http404
    at = clock.now()
    gauges = internal(by_group=False)
    context = {
        "shares": [share for gauge in gauges for share in published.shares(gauge)],
        "tables": [published.gauge_table(gauge) for gauge in gauges],
        "by_group": [(published.group_name(gauge.group), gauge) for gauge in internal(by_group=True)],
        "figures": published.figures(clock.local_date(at)),
        "at": at,
    }
    return render(request, "reports/over_restriction.html", context)


@readers_only
def drift_by_quarter(request: HttpRequest) -> HttpResponse:
    """What was concluded in a quarter beside the year before it. Without a choice, in the last one that ended."""
    person, today = person_of(request), clock.local_date(clock.now())
    quarters = recent_quarters(today)
    wanted = request.GET.get("quarter", "")
    quarter = next((known for known in quarters if known.isoformat() == wanted), quarters[0])
    found = shifts(person, quarter)
    context = {
        "quarters": quarters,
        "quarter": quarter,
        "rows": [(group_name(shift.group), outcome(shift.outcome).name, shift) for shift in found],
        "moved": sum(shift.moved for shift in found),
    }
    return render(request, "reports/drift_by_quarter.html", context)


@require_safe
def published_figures(request: HttpRequest) -> HttpResponse:
    """What anybody may see: the gauge with small counts hidden, and how often which result was shown."""
    told = published.figures(clock.local_date(clock.now()))
    return render(request, "reports/published.html", {"figures": told, "notes": published.notes()})


@require_safe
def published_file(request: HttpRequest, written_as: Format) -> HttpResponse:
    """The published figures as a file."""
    told = published.figures(clock.local_date(clock.now()))
    content = published.as_csv(told) if written_as == "csv" else json.dumps(published.as_data(told), ensure_ascii=False)
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[written_as],
        headers={"Content-Disposition": f'attachment; filename="published-figures-{told.until:%Y-%m}.{written_as}"'},
    )


@require_safe
@login_required
def allegation_counts(request: HttpRequest) -> HttpResponse:
    """Counts of allegations, for those inside their wall; 404 for everybody else, readers of reports too."""
    if not may_count_allegations(person_of(request)):
        raise Http404
    return render(request, "reports/allegations.html", {"tables": allegations.tables()})


@require_safe
@login_required
def allegation_counts_file(request: HttpRequest) -> HttpResponse:
    """The same as a file, noted in the trail."""
    if not may_count_allegations(person_of(request)):
        raise Http404
    content = export_allegation_counts(exported_by=person_of(request), at=clock.now())
    headers = {"Content-Disposition": 'attachment; filename="allegations.csv"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["csv"], headers=headers)


@readers_only
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One report: the chart, the table, and the doors through which it leaves. Without a choice, of this fiscal year."""
    chosen_report, at = _known(slug), clock.now()
    today = clock.local_date(at)
    given = request.GET.dict()
    given.setdefault("fiscal_year", fiscal_year(today))
    choices = chosen_report.choose(given, request.user, today)  # type: ignore[arg-type]
    if chosen_report.is_table:
        return _table(request, chosen_report, choices, at)
    year = choices.chosen.get("fiscal_year")
    across = "month" if year else "fiscal_year"
    down, measure = chosen_report.dimensions[0], chosen_report.measure
    rows = chosen_report.rows(request.user, choices.chosen, (down, across))  # type: ignore[arg-type]
    return render(
        request,
        "reports/report.html",
        {
            **_told(choices, at),
            "pivot": pivot(rows, down=down, across=across, measure=measure.key, year=year, until=today),
            "down": chosen_report.columns[0],
        },
    )


def _table(request: HttpRequest, chosen_report: Report, choices: Choices, at: datetime) -> HttpResponse:
    rows = chosen_report.rows(request.user, choices.chosen, ())  # type: ignore[arg-type]
    first, *counts = chosen_report.columns_of(rows)
    lines = [(row[first.key], [row[column.key] for column in counts]) for row in rows]
    context = {
        **_told(choices, at),
        "down": first,
        "counts": counts,
        "lines": lines,
        "picture": _picture(choices, rows),
    }
    return render(request, "reports/table.html", context)


def _picture(choices: Choices, rows: list[Row]) -> Chart | None:
    """What the declaration draws, line by line without the total; None where there is nothing to see."""
    told = choices.report
    heading, *columns = told.columns
    drawn = [column for column in columns if column.key in told.picture]
    lines = [row for row in rows if row.get("row") != "total"]
    if not any(row[column.key] for row in lines for column in drawn):
        return None
    return Chart(
        kind="rows" if len(drawn) == 1 else "stacked",
        name=f"{told.slug}-picture",
        title=str(drawn[0].label if len(drawn) == 1 else told.title),
        heading=str(heading.label),
        labels=[row[heading.key] for row in lines],
        series=[Series(str(column.label), [row[column.key] for row in lines]) for column in drawn],
    )


def _told(choices: Choices, at: datetime) -> dict[str, Any]:
    """What the pages of all reports say around their counts."""
    return {
        "report": choices.report,
        "filters": [
            (narrowing, choices.offered[narrowing.key], choices.chosen.get(narrowing.key))
            for narrowing in choices.report.filters
        ],
        "query": urlencode(choices.chosen),
        "at": at,
    }


@readers_only
def export(request: HttpRequest, slug: str, written_as: Format) -> HttpResponse:
    """The report as a file, noted in the trail."""
    chosen_report, at = _known(slug), clock.now()
    choices = chosen_report.choose(request.GET, request.user, clock.local_date(at))  # type: ignore[arg-type]
    content = export_report(
        report=chosen_report,
        choices=choices,
        written_as=written_as,
        exported_by=request.user,  # type: ignore[arg-type]
        at=at,
    )
    name = "-".join([chosen_report.slug, *choices.chosen.values(), f"{clock.local_date(at):%Y%m%d}"])
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[written_as],
        headers={"Content-Disposition": f'attachment; filename="{name}.{written_as}"'},
    )


def _known(slug: str) -> Report:
    found = report(slug)
    if found is None:
        raise Http404
    return found
