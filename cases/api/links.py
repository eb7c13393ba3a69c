"""Links between requests through the API, and asking again after an answer."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import queries
from cases.api.common import checked, told, visible_case
from cases.models import Case
from cases.operations.linking import ask_again, end_link, link_cases
from cases.permissions import is_requester, may_link
from cases.serializers.links import LinkIn, LinkOut
from cases.serializers.requests import RequestOut
from polact.access.api import PersonView
from polact.base import clock
from polact.base.errors import Invalid

HIDDEN = OpenApiResponse(description="Not there, or not for the caller.")


class Links(PersonView):
    @extend_schema(
        operation_id="request_links",
        summary="What a request is linked with, of what the caller may see",
        responses={200: LinkOut(many=True), 404: HIDDEN},
        tags=["requests"],
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(LinkOut(queries.links_of(self.person, visible_case(self.person, pk)), many=True).data)

    @extend_schema(
        operation_id="request_link",
        summary="Link a request with another one; both stay as they are",
        description="For those who handle both.",
        request=LinkIn,
        responses={201: LinkOut, 404: HIDDEN},
        tags=["requests"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case = _handled(self, pk)
        asked = checked(LinkIn(data=request.data))
        try:
            other = queries.bare_case(self.person, asked["other"])
        except Case.DoesNotExist:
            raise Invalid(_("There is no such request that you may see."), field="other") from None
        link = link_cases(case=case, other=other, kind=asked["kind"], linked_by=self.person, at=clock.now())
        return Response(LinkOut(link).data, status=201)


class EndLink(PersonView):
    @extend_schema(
        operation_id="request_link_end",
        summary="End a link",
        description="For those who handle both requests.",
        request=None,
        responses={200: LinkOut, 404: HIDDEN},
        tags=["requests"],
    )
    def post(self, request: Request, pk: int, link: UUID) -> Response:
        links = queries.links_of(self.person, _handled(self, pk))
        found = next((one for one in links if one.pk == link), None)
        if found is None:
            raise Http404
        return Response(LinkOut(end_link(link=found, ended_by=self.person, at=clock.now())).data)


class AskAgain(PersonView):
    @extend_schema(
        operation_id="request_ask_again",
        summary="Begin a draft that follows an answered request of one's own",
        request=None,
        responses={201: RequestOut, 404: HIDDEN},
        tags=["requests"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case = visible_case(self.person, pk)
        if not is_requester(self.person, case):
            raise Http404
        draft = ask_again(case=case, requester=self.person, at=clock.now())
        return told(self.person, draft.pk, 201)


def _handled(view: PersonView, pk: int) -> Case:
    case = visible_case(view.person, pk)
    if not may_link(view.person, case):
        raise Http404
    return case
