"""The safety net through the API."""

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.assigning import OfOthers
from cases.api.common import checked
from cases.models import Case
from cases.operations.tending import explain_finding
from cases.permissions import may_use_desk
from cases.queries import looking, safety
from cases.serializers.safety import ExplanationIn, ExplanationOut, FoundOut
from polact.access.api import PersonView
from polact.base import clock
from polact.rest.paging import Keyset, Order


class SafetyNet(PersonView, GenericAPIView[Case]):
    pagination_class = Keyset
    serializer_class = FoundOut
    queryset = Case.objects.none()
    orders = {"oldest": Order(("id",)), "newest": Order(("id",), descending=True)}

    @extend_schema(
        operation_id="safety_net",
        summary="Open requests of the caller's queues that need a hand or an explanation",
        description="For those who handle requests; to anybody else there is no such address.",
        responses={200: FoundOut(many=True), 404: OpenApiResponse(description="For others there is nothing here.")},
        tags=["desk"],
    )
    def get(self, request: Request) -> Response:
        if not may_use_desk(self.person):
            raise Http404
        net = looking.net_of(self.person, clock.local_date(clock.now()))
        page = self.paginate_queryset(net.cases.select_related("organization", "assigned_to"))
        return self.get_paginated_response(FoundOut(page, many=True).data)


class Explanations(OfOthers):
    @extend_schema(
        operation_id="request_explanations",
        summary="What was said about why a request may wait, newest first",
        responses=ExplanationOut(many=True),
        tags=["desk"],
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(ExplanationOut(safety.explanations_of(self.other_case(pk)), many=True).data)

    @extend_schema(
        operation_id="request_explain",
        summary="Say why a request may wait",
        description="For whoever leads the representatives, holds the request, or stands in for the holder.",
        request=ExplanationIn,
        responses={201: ExplanationOut(many=True)},
        tags=["desk"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case = self.other_case(pk)
        asked = checked(ExplanationIn(data=request.data))
        said = explain_finding(case=case, explained_by=self.person, at=clock.now(), **asked)
        return Response(ExplanationOut(said, many=True).data, status=201)
