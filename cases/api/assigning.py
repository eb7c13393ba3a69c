"""Who holds what through the API: the history of a request, its changes of hands, and the lead's table."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cases.api.common import IF_MATCH, REPEATABLE, checked, once, version_read, visible_case
from cases.models import Case
from cases.operations import assigning
from cases.permissions import is_requester, may_see_holdings
from cases.queries.holding import history_of, holdings
from cases.serializers.assigning import AssignIn, HandoverOut, OfficeHoldingsOut, PassOnIn, ReleaseIn, SendBackIn
from cases.serializers.requests import RequestOut
from polact.access.api import PersonView
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid


class Holdings(PersonView):
    @extend_schema(
        operation_id="holdings",
        summary="Open work by representative",
        description="For whoever leads representatives, and for Commission officers; to anybody else there is no such address.",
        responses={
            200: OfficeHoldingsOut(many=True),
            404: OpenApiResponse(description="For others there is nothing here."),
        },
        tags=["desk"],
    )
    def get(self, request: Request) -> Response:
        if not may_see_holdings(self.person):
            raise Http404
        found = holdings(self.person, clock.local_date(clock.now()))
        return Response(OfficeHoldingsOut(found, many=True).data)


class OfOthers(PersonView):
    """Doors to a request of somebody else; to whoever asked there is no such address."""

    def other_case(self, pk: int) -> Case:
        case = visible_case(self.person, pk)
        if is_requester(self.person, case):
            raise Http404
        return case

    def change(
        self,
        request: Request,
        pk: int,
        shape: type[Serializer[dict[str, Any]]],
        deed: Callable[[Case, dict[str, Any], datetime], Any],
    ) -> Response:
        """Do it once, and tell the request as it then stands. What was sent is looked at only by who may know of it."""
        case, at = self.other_case(pk), clock.now()
        asked = checked(shape(data=request.data))
        asked["version"] = version_read(request, asked)

        def done() -> tuple[Case, int]:
            deed(case, asked, at)
            return case, 200

        return once(request, self.person, at, done)


class History(OfOthers):
    @extend_schema(
        operation_id="request_holders",
        summary="Who held a request, since when and why, newest first",
        responses=HandoverOut(many=True),
        tags=["desk"],
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(HandoverOut(history_of(self.other_case(pk)), many=True).data)


class Assign(OfOthers):
    @extend_schema(
        operation_id="request_assign",
        summary="Give a request to somebody, or take it",
        description="The lead gives it to anybody who may handle it; anybody may take what is free.",
        parameters=[IF_MATCH, REPEATABLE],
        request=AssignIn,
        responses=RequestOut,
        tags=["desk"],
    )
    def post(self, request: Request, pk: int) -> Response:
        def deed(case: Case, asked: dict[str, Any], at: datetime) -> None:
            assigning.assign(case=case, to=_person(asked.pop("person")), assigned_by=self.person, at=at, **asked)

        return self.change(request, pk, AssignIn, deed)


class PassOn(OfOthers):
    @extend_schema(
        operation_id="request_pass_on",
        summary="Pass on a request that one has, with a reason",
        parameters=[IF_MATCH, REPEATABLE],
        request=PassOnIn,
        responses=RequestOut,
        tags=["desk"],
    )
    def post(self, request: Request, pk: int) -> Response:
        def deed(case: Case, asked: dict[str, Any], at: datetime) -> None:
            assigning.pass_on(case=case, to=_person(asked.pop("person")), passed_on_by=self.person, at=at, **asked)

        return self.change(request, pk, PassOnIn, deed)


class Release(OfOthers):
    @extend_schema(
        operation_id="request_release",
        summary="Give a request back, so that nobody has it",
        parameters=[IF_MATCH, REPEATABLE],
        request=ReleaseIn,
        responses=RequestOut,
        tags=["desk"],
    )
    def post(self, request: Request, pk: int) -> Response:
        def deed(case: Case, asked: dict[str, Any], at: datetime) -> None:
            assigning.release(case=case, released_by=self.person, at=at, **asked)

        return self.change(request, pk, ReleaseIn, deed)


class SendBack(OfOthers):
    @extend_schema(
        operation_id="request_send_back",
        summary="Return a request of the central queue to its organization",
        parameters=[IF_MATCH, REPEATABLE],
        request=SendBackIn,
        responses=RequestOut,
        tags=["desk"],
    )
    def post(self, request: Request, pk: int) -> Response:
        def deed(case: Case, asked: dict[str, Any], at: datetime) -> None:
            assigning.send_back(case=case, sent_back_by=self.person, at=at, **asked)

        return self.change(request, pk, SendBackIn, deed)


def _person(pk: int) -> Person:
    """Whom the body names. Raises Invalid for somebody whom there is not, or whom the caller may not know of."""
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        raise Invalid(_("Choose a colleague."), field="person")
    return person
