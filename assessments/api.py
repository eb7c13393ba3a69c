"""The self-assessment for programs: the rulebook, and an evaluation that keeps nothing. Both are open to everybody."""

from django.http import HttpRequest
from django.utils.decorators import method_decorator
from django.views.decorators.http import etag
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.explanation import explained
from assessments.quiet import padded_json
from assessments.rulebook import current
from assessments.serializers import ResultShape, RulebookShape, SituationShape, rulebook_at


class _Open(APIView):
    """Asks nobody who they are, so that no session is read and no cookie set."""

    authentication_classes: list[type] = []
    permission_classes: list[type] = []


def _content_hash(request: HttpRequest) -> str:
    return f'"{current().content_hash}"'


@method_decorator(etag(_content_hash), name="dispatch")
class CurrentRulebook(_Open):
    """The rulebook in force."""

    @extend_schema(
        operation_id="current_rulebook",
        summary="The self-assessment rulebook in force, in both languages",
        responses=RulebookShape,
        tags=["self-assessment"],
    )
    def get(self, request: Request) -> Response:
        rulebook = current()
        response = Response(RulebookShape(rulebook).data)
        response["Cache-Control"] = "public, max-age=300"
        return response


class EvaluateAssessment(_Open):
    """One evaluation; nothing is stored."""

    @extend_schema(
        operation_id="evaluate_assessment",
        summary="Evaluate an activity with answers; nothing is kept",
        request=SituationShape,
        responses={200: ResultShape, 400: OpenApiResponse(description="Problem document: an unknown code.")},
        examples=[
            OpenApiExample(
                "A post",
                value={"activity": "SOC.POST", "answers": {"M.AUD": "a2", "H.TIME": "own", "P.LEVEL": "l0"}},
                request_only=True,
            )
        ],
        tags=["self-assessment"],
    )
    def post(self, request: Request) -> Response:
        shape = SituationShape(data=request.data)
        shape.is_valid(raise_exception=True)
        situation = shape.validated_data
        response = Response(explained(rulebook_at(situation), situation["activity"], situation["answers"]))
        response["Cache-Control"] = "no-store, no-transform"
        response.add_post_render_callback(padded_json)  # its length does not tell the result
        return response
