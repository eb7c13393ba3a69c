"""Reports through the API. Reading one is taking it out: it is noted in the trail."""

from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from polact.access.acting import person_of
from polact.base import clock
from polact.reports import allegations, gauge, published
from polact.reports.operations.exporting import CONTENT_TYPES, export_report
from polact.reports.permissions import may_count_allegations, may_read_reports, may_see_gauge
from polact.reports.registry import REPORTS, report
from polact.reports.serializers import FigureTable, GaugeShape, PublishedFiguresShape, ReportDocument, ReportSummary


class ReportsView(APIView):
    """The reports that the signed-in person may read; for anybody else there are none."""

    @extend_schema(operation_id="reports_list", responses=ReportSummary(many=True))
    def get(self, request: Request) -> Response:
        if not may_read_reports(request.user):  # type: ignore[arg-type]
            return Response([])
        return Response(
            [
                {
                    "slug": known.slug,
                    "title": str(known.title),
                    "question": str(known.question),
                    "filters": [narrowing.key for narrowing in known.filters],
                }
                for known in REPORTS
            ]
        )


class ReportView(APIView):
    """One report as data, narrowed by its filters; without any, of all years."""

    @extend_schema(
        operation_id="reports_retrieve",
        responses=ReportDocument,
        parameters=[
            OpenApiParameter("fiscal_year", str, description="As in 2026-27."),
            OpenApiParameter("organization", str, description="The number of an organization."),
            OpenApiParameter("outcome", str, description="The code of an outcome; OPEN for what is not answered yet."),
            OpenApiParameter(
                "state", str, description="Of a participant: CAME, ABSENT, NOT_NOTED, WAITING, CANCELLED."
            ),
        ],
    )
    def get(self, request: Request, slug: str, **kwargs: Any) -> HttpResponse:
        found = report(slug) if may_read_reports(request.user) else None  # type: ignore[arg-type]
        if found is None:
            raise Http404
        at = clock.now()
        choices = found.choose(request.query_params, request.user, clock.local_date(at))  # type: ignore[arg-type]
        content = export_report(report=found, choices=choices, written_as="json", exported_by=request.user, at=at)  # type: ignore[arg-type]
        return HttpResponse(content, content_type=CONTENT_TYPES["json"])


class PublishedFigures(APIView):
    """The published figures; open to everybody."""

    authentication_classes: list[type] = []
    permission_classes: list[type] = []

    @extend_schema(
        operation_id="published_figures",
        summary="How the self-assessment compares with advice, and how often which result was shown; small counts are null",
        responses=PublishedFiguresShape,
        tags=["reports"],
        auth=[],
    )
    def get(self, request: Request) -> Response:
        response = Response(published.as_data(published.figures(clock.local_date(clock.now()))))
        response["Cache-Control"] = "public, max-age=300"
        return response


class OverRestriction(APIView):
    """The gauge as it is recorded, for administrators."""

    @extend_schema(
        operation_id="over_restriction",
        summary="Self-assessments against advice, by rulebook version and group of activities; for administrators",
        responses={200: GaugeShape(many=True), 404: OpenApiResponse(description="Not an administrator.")},
        tags=["reports"],
    )
    def get(self, request: Request) -> Response:
        if not may_see_gauge(person_of(request)):
            raise Http404
        found = [*gauge.internal(by_group=False), *gauge.internal(by_group=True)]
        return Response(GaugeShape(found, many=True).data)


class AllegationCounts(APIView):
    """Counts of allegations with small ones hidden, for those inside their wall."""

    @extend_schema(
        operation_id="allegation_counts",
        summary="Allegations by fiscal year, timeliness, outcome and section; small counts are null",
        responses={200: FigureTable(many=True), 404: OpenApiResponse(description="Outside the wall.")},
        tags=["reports"],
    )
    def get(self, request: Request) -> Response:
        if not may_count_allegations(person_of(request)):
            raise Http404
        return Response([published.table_as_data(table) for table in allegations.tables()])
