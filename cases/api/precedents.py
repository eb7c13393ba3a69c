"""Earlier answers through the API, for those who answer."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import queries
from cases.api.common import visible_case
from cases.models import DepartureReason
from cases.permissions import may_compare
from cases.precedents.reading import precedents_of
from cases.serializers.precedents import PrecedentsOut
from polact.access.api import PersonView


class Precedents(PersonView):
    """The nearest earlier answers to one request."""

    @extend_schema(
        operation_id="request_precedents",
        summary="Earlier answers about the same facts: one’s own organization’s, and others’ without anything that names",
        responses=PrecedentsOut,
        tags=["requests"],
    )
    def get(self, request: Request, pk: int) -> Response:
        case = visible_case(self.person, pk, queries.visible_case)
        if not may_compare(self.person, case):
            raise Http404
        found = precedents_of(case)
        told = {
            "comparable": found.facts is not None,
            "majority": found.majority,
            "own": found.own,
            "elsewhere": found.elsewhere,
            "departure_reasons": DepartureReason.values,
        }
        return Response(PrecedentsOut(told).data)
