"""Requests through the API: what can be asked, drafts, one request with its trail, and its actions."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from assessments import rulebook
from assessments.anonymous_serializers import ComparisonShape
from assessments.sitting import Sitting, Situation
from cases import queries
from cases.api.common import IF_MATCH, REPEATABLE, checked, once, told, version_read, visible_case
from cases.deeds import DEEDS, perform
from cases.models import Case, CaseQuerySet
from cases.operations.drafting import discard_draft, save_draft, start_assessed_draft, start_draft
from cases.operations.submission import submit_request
from cases.serializers.requests import (
    DraftPatch,
    RequestFilter,
    RequestIn,
    RequestOut,
    RequestRow,
    RequestTypeOut,
    TrailEntryOut,
    form_of,
)
from cases.workflow import ROWS, Row
from polact.access.api import PersonView
from polact.access.models import Organization, Person
from polact.audit.queries import trail_of
from polact.base import clock
from polact.base.errors import Invalid
from polact.catalogue.registry import REQUEST_TYPES
from polact.rest.paging import Keyset, Order

DRAFT_FIELDS = ("subject", "question", "language", "planned_on")


class RequestTypes(APIView):
    permission_classes = [AllowAny]
    authentication_classes = ()

    @extend_schema(
        operation_id="request_types",
        summary="What can be asked, with every possible outcome",
        responses=RequestTypeOut(many=True),
        tags=["reference"],
        auth=[],
    )
    def get(self, request: Request) -> Response:
        return Response(RequestTypeOut(REQUEST_TYPES, many=True).data)


class Trail(PersonView):
    @extend_schema(
        operation_id="request_trail",
        summary="Who did what, when",
        responses=TrailEntryOut(many=True),
        tags=["requests"],
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(TrailEntryOut(trail_of(visible_case(self.person, pk).ref), many=True).data)


class Compared(PersonView):
    @extend_schema(
        operation_id="request_comparison",
        summary="What is attached, beside the same answers under the rulebook in force; computed, stored nowhere",
        responses=ComparisonShape(many=True),
        tags=["requests"],
    )
    def get(self, request: Request, pk: int) -> Response:
        assessments = queries.assessments_of(visible_case(self.person, pk, queries.visible_case))
        return Response(ComparisonShape(queries.compared_with_current(assessments), many=True).data)


# Drafts -------------------------------------------------------------------------------------------------------


class Requests(PersonView, GenericAPIView[Case]):
    pagination_class = Keyset
    serializer_class = RequestRow
    queryset = Case.objects.none()
    orders = {
        "newest": Order(("id",), descending=True),
        "oldest": Order(("id",)),
        "due": Order(("due_on", "id")),
    }

    @extend_schema(
        operation_id="requests",
        summary="Requests that the caller may see",
        description="In the order `due`, that on which no day is due is left out: drafts, and what a regime sets no day for. `words` finds the best two hundred.",
        parameters=[RequestFilter],
        responses=RequestRow(many=True),
        tags=["requests"],
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.wanted(request))
        return self.get_paginated_response(RequestRow(page, many=True).data)

    def wanted(self, request: Request) -> CaseQuerySet:
        """What the person may see, narrowed as asked."""
        asked = checked(RequestFilter(data=request.query_params.dict()))
        mine, words = asked.pop("mine", None), asked.pop("words", "")
        cases = Case.objects.visible_to(self.person).filter(**asked)
        if words:
            cases = cases.filter(pk__in=queries.found(words).keys)
        if mine is not None:
            cases = cases.filter(requester=self.person) if mine else cases.exclude(requester=self.person)
        if request.query_params.get("order") == "due":
            cases = cases.exclude(due_on=None)
        return cases.select_related("organization", "assigned_to").prefetch_related("requester")

    @extend_schema(
        operation_id="request_create",
        summary="Begin a request, or send it at once",
        parameters=[REPEATABLE],
        request=RequestIn,
        responses={201: RequestOut},
        tags=["requests"],
        examples=[
            OpenApiExample(
                "A sign on the lawn, sent at once",
                request_only=True,
                value={
                    "organization": 30,
                    "language": "en",
                    "subject": "A sign on my lawn",
                    "question": "May I put an election sign on my lawn?",
                    "planned_on": "2026-12-01",
                    "submit": True,
                },
            )
        ],
    )
    def post(self, request: Request) -> Response:
        asked, at = checked(RequestIn(data=request.data)), clock.now()
        return once(request, self.person, at, lambda: (begin(self.person, asked, at), 201))


def begin(person: Person, asked: dict[str, Any], at: datetime) -> Case:
    """Begin the draft, with its self-assessment if there is one, and submit it if that was asked: one transaction."""
    assessment = asked["assessment"]
    draft = {
        "requester": person,
        "organization": organization_of(asked),
        "request_type_code": asked["request_type"],
        "named": asked["named"],
        **{name: asked[name] for name in DRAFT_FIELDS},
    }
    if assessment:
        case = start_assessed_draft(at=at, sitting=sitting_of(assessment), **draft)
    else:
        case = start_draft(at=at, **draft)
    return submit_request(case=case, submitted_by=person, at=at) if asked["submit"] else case


def sitting_of(assessment: dict[str, Any]) -> Sitting:
    """What the body says was checked, under the version that it names or the one in force."""
    told = [assessment, *assessment.get("companions", [])]
    version = assessment.get("rulebook_version") or rulebook.current().version
    situations = tuple(Situation(one["activity"], one["answers"]) for one in told)
    return Sitting.at_work(version, assessment.get("organization"), situations)


def organization_of(asked: dict[str, Any]) -> Organization:
    """The organization that the body names. Raises Invalid when there is none."""
    organization = Organization.objects.active().filter(pk=asked["organization"]).first()
    if organization is None:
        raise Invalid(_("There is no such organization."), field="organization")
    return organization


class OneRequest(PersonView):
    @extend_schema(operation_id="request", summary="One request", responses=RequestOut, tags=["requests"])
    def get(self, request: Request, pk: int) -> Response:
        return told(self.person, pk)

    @extend_schema(
        operation_id="request_save",
        summary="Change a draft",
        parameters=[IF_MATCH],
        request=DraftPatch(partial=True),
        responses=RequestOut,
        tags=["requests"],
    )
    def patch(self, request: Request, pk: int) -> Response:
        case = visible_case(self.person, pk)
        asked = checked(DraftPatch(data=request.data, partial=True))
        version = version_read(request, asked)
        asked.pop("version", None)
        if "organization" in asked:
            asked["organization"] = organization_of(asked)
        stands = {name: getattr(case, name) for name in DRAFT_FIELDS}
        save_draft(case=case, saved_by=self.person, at=clock.now(), version=version, **{**stands, **asked})
        return told(self.person, pk)

    @extend_schema(operation_id="request_discard", summary="Discard a draft", responses={204: None}, tags=["requests"])
    def delete(self, request: Request, pk: int) -> Response:
        discard_draft(case=visible_case(self.person, pk), discarded_by=self.person)
        return Response(status=204)


# Actions: one door per row of the table -----------------------------------------------------------------------


class Action(PersonView):
    """One action of `cases.workflow`; `action_doors` makes a subclass for each row."""

    row: Row
    form: type[Serializer[dict[str, Any]]]

    def act(self, request: Request, pk: int) -> Response:
        case, at = visible_case(self.person, pk), clock.now()
        asked = checked(self.form(data=request.data))
        asked["version"] = version_read(request, asked)

        def deed() -> tuple[Case, int]:
            perform(action=self.row.action, case=case, by=self.person, at=at, **asked)
            return case, 200

        return once(request, self.person, at, deed)


def action_doors() -> dict[str, type[Action]]:
    """The view of each action, by the action's name in the address."""
    return {row.action.value: _door(row) for row in ROWS}


def _door(row: Row) -> type[Action]:
    form = form_of(row, DEEDS[row.action][0])

    @extend_schema(
        operation_id=f"request_{row.action.name.lower()}",
        summary=str(row.action.name.replace("_", " ").capitalize()),
        description=f"From {', '.join(row.before)} to {row.after}. Answers with the request as it then stands.",
        parameters=[IF_MATCH, REPEATABLE],
        request=form,
        responses=RequestOut,
        tags=["actions"],
    )
    def post(self: Action, request: Request, pk: int) -> Response:
        return self.act(request, pk)

    name = row.action.name.title().replace("_", "")
    return type(name, (Action,), {"row": row, "form": form, "post": post, "__doc__": str(row.action.name)})
