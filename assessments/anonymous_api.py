"""The API of what anonymous people do beside evaluating: save and come back, say what they think.

No session is read, no cookie set, nobody noted; what is in memory to bound the tries names nobody (`polact.rest.buckets`).
"""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from assessments import queries
from assessments.anonymous_serializers import (
    CodeShape,
    FeedbackGivenShape,
    FeedbackShape,
    OpenedShape,
    SavedShape,
    SittingShape,
)
from assessments.api import _Open
from assessments.codes import in_groups
from assessments.department import is_in_force
from assessments.operations.feedback import give_feedback
from assessments.operations.saving import Opened, delete_saved, open_saved, save_sitting
from assessments.permissions import may_read_feedback
from polact.access.api import PersonView
from polact.base import clock
from polact.rest.throttling import seconds_to_wait


class _Anonymous(_Open):
    """Bounded without a note of who calls."""

    scope = "codes"
    throttle_classes: list[type] = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if seconds := seconds_to_wait(request._request, self.scope):
            raise Throttled(wait=seconds)

    def answer(self, data: Any, status: int = 200) -> Response:
        response = Response(data, status=status)
        response["Cache-Control"] = "no-store"
        return response


class SaveAssessment(_Anonymous):
    @extend_schema(
        operation_id="assessment_save",
        summary="Save what was checked under a new code, for 30 days; only the code opens it",
        request=SittingShape,
        responses={201: SavedShape},
        tags=["self-assessment"],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        shape = SittingShape(data=request.data)
        shape.is_valid(raise_exception=True)
        code, goes_on = save_sitting(sitting=shape.validated_data["sitting"], on=clock.local_date(clock.now()))
        return self.answer(SavedShape({"code": in_groups(code), "goes_on": goes_on}).data, 201)


class OpenAssessment(_Anonymous):
    @extend_schema(
        operation_id="assessment_open",
        summary="What was saved under a code, as it was; 422 when nothing opens with it",
        request=CodeShape,
        responses=OpenedShape,
        tags=["self-assessment"],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        shape = CodeShape(data=request.data)
        shape.is_valid(raise_exception=True)
        opened = open_saved(code=shape.validated_data["code"], on=clock.local_date(clock.now()))
        return self.answer(OpenedShape(_told(opened)).data)


def _told(opened: Opened) -> dict[str, Any]:
    kept = opened.kept
    situations = zip(kept.sitting.situations, kept.results, strict=True)
    return {
        "version": kept.sitting.version,
        "hash": kept.rulebook_hash,
        "organization": kept.sitting.organization or None,
        "in_force": is_in_force(kept.rulebook_hash, kept.sitting.organization, kept.sitting.overlay),
        "goes_on": opened.goes_on,
        "situations": [
            {"activity": one.activity, "answers": one.answers, "result": list(codes)} for one, codes in situations
        ],
    }


class DeleteAssessment(_Anonymous):
    @extend_schema(
        operation_id="assessment_delete",
        summary="Delete what was saved under a code; the same answer whether or not there was anything",
        request=CodeShape,
        responses={204: None},
        tags=["self-assessment"],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        shape = CodeShape(data=request.data)
        shape.is_valid(raise_exception=True)
        delete_saved(code=shape.validated_data["code"])
        return self.answer(None, 204)


class GiveFeedback(_Anonymous):
    scope = "feedback"

    @extend_schema(
        operation_id="feedback_give",
        summary="Say whether the self-assessment helped; kept without a name and without a moment",
        request=FeedbackShape,
        responses={204: None},
        tags=["self-assessment"],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        shape = FeedbackShape(data=request.data)
        shape.is_valid(raise_exception=True)
        give_feedback(on=clock.local_date(clock.now()), **shape.validated_data)
        return self.answer(None, 204)


class FeedbackGiven(PersonView):
    @extend_schema(
        operation_id="feedback_given",
        summary="What people said of the self-assessment, for administrators",
        responses={
            200: FeedbackGivenShape,
            404: OpenApiResponse(description="Problem document: not an administrator."),
        },
        tags=["self-assessment"],
    )
    def get(self, request: Request) -> Response:
        if not may_read_feedback(self.person):
            raise Http404
        told = {"tallies": queries.feedback_tallies(), "words": queries.feedback_words()}
        return Response(FeedbackGivenShape(told).data)
