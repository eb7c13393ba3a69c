"""The pages of reports. Whoever may not read reports finds nothing here."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from polact.base import clock
from polact.reports.fiscal import fiscal_year
from polact.reports.operations import CONTENT_TYPES, Format, export_report
from polact.reports.permissions import may_read_reports
from polact.reports.pivot import pivot
from polact.reports.registry import REPORTS, report
from polact.reports.report import Report


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
    return render(request, "reports/index.html", {"reports": REPORTS})


@readers_only
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One report: the chart, the table, and the doors through which it leaves. Without a choice, of this fiscal year."""
    chosen_report, at = _known(slug), clock.now()
    today = clock.local_date(at)
    given = request.GET.dict()
    given.setdefault("fiscal_year", fiscal_year(today))
    choices = chosen_report.choose(given, request.user, today)  # type: ignore[arg-type]
    down, measure = chosen_report.dimensions[0], chosen_report.measure
    year = choices.chosen.get("fiscal_year")
    across = "month" if year else "fiscal_year"
    rows = chosen_report.rows(request.user, choices.chosen, (down, across))  # type: ignore[arg-type]
    return render(
        request,
        "reports/report.html",
        {
            "report": chosen_report,
            "filters": [
                (narrowing, choices.offered[narrowing.key], choices.chosen.get(narrowing.key))
                for narrowing in chosen_report.filters
            ],
            "pivot": pivot(rows, down=down, across=across, measure=measure.key, year=year, until=today),
            "down": chosen_report.columns[0],
            "query": urlencode(choices.chosen),
            "at": at,
        },
    )


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
