"""Allegations through the API: anybody may make one; to whoever stands outside the wall there is nothing else."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from allegations import queries
from allegations.deeds import DEEDS, perform
from allegations.enums import AllegationAction, AllegationStatus
from allegations.models import Allegation
from allegations.operations.receiving import receive_allegation
from allegations.permissions import stands_inside
from allegations.serializers import (
    AllegationEntryIn,
    AllegationIn,
    AllegationOut,
    AllegationReceipt,
    AllegationRow,
    form_of,
)
from allegations.timeliness import gathered
from allegations.workflow import ROWS, Row
from polact.access.api import PersonView
from polact.base import clock
from polact.rest.paging import Keyset
from polact.rest.throttling import seconds_to_wait

WALL = OpenApiResponse(description="Neither an investigator nor the Commission’s decision maker.")
INSIDE = "For investigators and the Commission’s decision maker; to anybody else there is no such address."


class MakeAllegation(APIView):
    """Open to everybody; no session is read."""

    permission_classes = [AllowAny]
    authentication_classes = ()
    throttle_classes: list[type] = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if seconds := seconds_to_wait(request._request, "allegations"):
            raise Throttled(wait=seconds)

    @extend_schema(
        operation_id="allegation_make",
        summary="Make an allegation of improper political activity, in writing",
        request=AllegationIn,
        responses={201: AllegationReceipt},
        tags=["allegations"],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        shape = AllegationIn(data=request.data)
        shape.is_valid(raise_exception=True)
        made = receive_allegation(at=clock.now(), **gathered(shape.validated_data))
        response = Response(AllegationReceipt({"number": made.number}).data, status=201)
        response["Cache-Control"] = "no-store"
        return response


class InsideView(PersonView):
    """A door in the wall."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not stands_inside(self.person):
            raise Http404

    def one(self, pk: int) -> Allegation:
        try:
            return queries.visible_allegation(self.person, pk)
        except Allegation.DoesNotExist:
            raise Http404 from None

    def told(self, pk: int, status: int = 200) -> Response:
        one = self.one(pk)
        response = Response(AllegationOut(one, context={"person": self.person}).data, status=status)
        response["ETag"] = f'"{one.version}"'
        return response


class Allegations(InsideView):
    @extend_schema(
        operation_id="allegations",
        summary="The allegations, the latest first",
        description=INSIDE,
        parameters=[
            OpenApiParameter("status", str, enum=AllegationStatus.values),
            OpenApiParameter("cursor", str),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": 100, "default": 25}),
        ],
        responses={
            200: Keyset().get_paginated_response_schema({"type": "array", "items": {"type": "object"}}),
            404: WALL,
        },
        tags=["allegations"],
    )
    def get(self, request: Request) -> Response:
        found = Allegation.objects.visible_to(self.person)
        if (status := request.query_params.get("status")) in AllegationStatus.values:
            found = found.filter(status=status)
        paging = Keyset()
        rows = paging.paginate_queryset(found, request, self)
        return paging.get_paginated_response(AllegationRow(rows, many=True).data)

    @extend_schema(
        operation_id="allegation_enter",
        summary="Enter one that came otherwise than by the public form",
        description=INSIDE,
        request=AllegationEntryIn,
        responses={201: AllegationOut, 404: WALL},
        tags=["allegations"],
    )
    def post(self, request: Request) -> Response:
        shape = AllegationEntryIn(data=request.data)
        shape.is_valid(raise_exception=True)
        one = receive_allegation(received_by=self.person, at=clock.now(), **gathered(shape.validated_data))
        return self.told(one.pk, 201)


class OneAllegation(InsideView):
    @extend_schema(
        operation_id="allegation",
        summary="One allegation, with what was done and what can be done now",
        description=INSIDE,
        responses=AllegationOut,
        tags=["allegations"],
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.told(pk)


class AllegationDeed(InsideView):
    """One row of the table."""

    row: Row
    form: type[Any]

    def act(self, request: Request, pk: int) -> Response:
        one = self.one(pk)
        shape = self.form(data=request.data)
        shape.is_valid(raise_exception=True)
        perform(action=self.row.action, allegation=one, by=self.person, at=clock.now(), **shape.validated_data)
        return self.told(pk)


def action_doors() -> dict[str, type[AllegationDeed]]:
    """The view of each action, by the action's name in the address."""
    return {row.action.value: _door(row) for row in ROWS}


def _door(row: Row) -> type[AllegationDeed]:
    form = form_of(row, DEEDS[AllegationAction(row.action)][0])

    @extend_schema(
        operation_id=f"allegation_{row.action.name.lower()}",
        summary=row.action.name.replace("_", " ").capitalize(),
        description=f"From {', '.join(row.before)} to {row.after or 'the same'}. Answers with the allegation as it then stands.",
        request=form,
        responses=AllegationOut,
        tags=["allegations"],
    )
    def post(self: AllegationDeed, request: Request, pk: int) -> Response:
        return self.act(request, pk)

    name = f"Allegation{row.action.name.title().replace('_', '')}"
    return type(name, (AllegationDeed,), {"row": row, "form": form, "post": post, "__doc__": row.action.name})
