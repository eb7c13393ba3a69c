"""What the nightly replay of the clocks found, through the API."""

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases import queries
from cases.models import ClockDifference
from cases.permissions import may_see_clock_differences
from cases.serializers.clocks import ClockDifferenceOut
from polact.access.api import PersonView
from polact.rest.paging import Keyset, Order


class ClockDifferences(PersonView, GenericAPIView[ClockDifference]):
    pagination_class = Keyset
    serializer_class = ClockDifferenceOut
    queryset = ClockDifference.objects.none()
    orders = {"newest": Order(("found_at", "id"), descending=True)}

    @extend_schema(
        operation_id="clock_differences",
        summary="Stored due dates that the recorded facts do not give, newest first",
        description="For administrators; to anybody else there is no such address. Nothing is corrected by itself.",
        responses={
            200: ClockDifferenceOut(many=True),
            404: OpenApiResponse(description="For others there is nothing here."),
        },
        tags=["clocks"],
    )
    def get(self, request: Request) -> Response:
        if not may_see_clock_differences(self.person):
            raise Http404
        page = self.paginate_queryset(queries.all_clock_differences())
        return self.get_paginated_response(ClockDifferenceOut(page, many=True).data)
