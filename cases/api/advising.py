"""Advice through the API: every answer, its letters, the draft of one, and passages."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from cases.answer import PARTS, Answer
from cases.api.common import checked, visible_case
from cases.letters.parcel import check_handing_out
from cases.models import LANGUAGES, AdviceDraft, Case, Letter
from cases.operations.advice_drafts import discard_advice_draft, save_advice_draft
from cases.operations.letters import make_letter
from cases.operations.passages import save_passage
from cases.permissions import may_read_working_papers, may_use_desk
from cases.queries import advising as reading
from cases.queries import introduce, places
from cases.serializers.advice import AdviceDraftIn, AdviceDraftOut, GivenAdviceOut, LetterOut
from cases.serializers.passages import PassageIn, PassageOut
from polact.access.api import PersonView
from polact.base import clock
from polact.base.errors import Invalid
from polact.paper.pdf import CONTENT_TYPE

LANGUAGE = OpenApiParameter(
    "language",
    enum=[code for code, _name in LANGUAGES],
    description="Of headings, dates and names; else the letter’s own.",
)
NO_DESK = OpenApiResponse(description="The caller handles no requests.")
NO_DRAFT = OpenApiResponse(description="There is no draft, or none for the caller.")


class PdfRenderer(BaseRenderer):
    """So that a caller may say that they accept a PDF; errors are told as everywhere."""

    media_type = CONTENT_TYPE
    format = "pdf"
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return JSONRenderer().render(data)  # only refusals come here: the file itself is no data to render


class AllAdvice(PersonView):
    @extend_schema(
        operation_id="request_all_advice",
        summary="Every answer that the request got, the newest first; earlier ones say when they were superseded",
        responses=GivenAdviceOut(many=True),
        tags=["advice"],
    )
    def get(self, request: Request, pk: int) -> Response:
        answers = reading.answers_of(visible_case(self.person, pk))
        introduce(answers)
        later = [None, *answers]
        for advice, superseding in zip(answers, later, strict=False):
            advice.superseded_at = superseding.recorded_at if superseding else None  # type: ignore[attr-defined]
        return Response(GivenAdviceOut(answers, many=True).data)


class Letters(PersonView):
    @extend_schema(
        operation_id="request_letters",
        summary="The letters that were issued, newest first, with the facts that they are made of",
        responses=LetterOut(many=True),
        tags=["advice"],
    )
    def get(self, request: Request, pk: int) -> Response:
        letters, now = reading.letters_of(visible_case(self.person, pk)), clock.now()
        for letter in letters:
            check_handing_out(letter, self.person, now)
        return Response(LetterOut(letters, many=True).data)


class LetterFile(PersonView):
    renderer_classes = [*PersonView.renderer_classes, PdfRenderer]

    @extend_schema(
        operation_id="request_letter_file",
        summary="A letter as PDF/UA and PDF/A: the same bytes each time",
        parameters=[LANGUAGE],
        responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY},
        tags=["advice"],
    )
    def get(self, request: Request, pk: int, letter: UUID) -> HttpResponse:
        try:
            found = reading.letter(visible_case(self.person, pk), letter)
        except Letter.DoesNotExist:
            raise Http404 from None
        language = request.query_params.get("language", found.language)
        if language not in dict(LANGUAGES):
            raise Invalid(_("Choose one of the two languages."), field="language")
        document = make_letter(letter=found, language=language, made_for=self.person, at=clock.now())
        return HttpResponse(document, content_type=CONTENT_TYPE)


class Draft(PersonView):
    """The draft of an advice: for those who see the case otherwise than as the one who asked."""

    @extend_schema(
        operation_id="advice_draft",
        summary="The draft of an advice",
        responses={200: AdviceDraftOut, 404: NO_DRAFT},
        tags=["advice"],
    )
    def get(self, request: Request, pk: int) -> Response:
        draft = reading.draft_of(self.case(pk))
        if draft is None:
            raise Http404
        return Response(AdviceDraftOut(draft).data)

    @extend_schema(
        operation_id="advice_draft_save",
        summary="Save the draft of an advice; it may be incomplete",
        request=AdviceDraftIn,
        responses={200: AdviceDraftOut, 404: NO_DRAFT},
        tags=["advice"],
    )
    def put(self, request: Request, pk: int) -> Response:
        case, given = self.case(pk), checked(AdviceDraftIn(data=request.data))
        draft: AdviceDraft = save_advice_draft(
            case=case,
            answer=Answer(**{name: given[name] for name in PARTS}),
            saved_by=self.person,
            at=clock.now(),
            version=given.get("version"),
        )
        return Response(AdviceDraftOut(draft).data)

    @extend_schema(
        operation_id="advice_draft_discard",
        summary="Delete the draft of an advice for good",
        responses={204: None, 404: NO_DRAFT},
        tags=["advice"],
    )
    def delete(self, request: Request, pk: int) -> Response:
        case = self.case(pk)
        draft = reading.draft_of(case)
        if draft is None:
            raise Http404
        discard_advice_draft(case=case, discarded_by=self.person, version=draft.version)
        return Response(status=204)

    def case(self, pk: int) -> Case:
        case = visible_case(self.person, pk)
        if not may_read_working_papers(self.person, case):
            raise Http404
        return case


class Passages(PersonView):
    @extend_schema(
        operation_id="passages",
        summary="Passages that the caller can insert, the newest version of each",
        responses={200: PassageOut(many=True), 404: NO_DESK},
        tags=["advice"],
    )
    def get(self, request: Request) -> Response:
        self.at_the_desk()
        found = reading.passages(self.person.standing.represents, withdrawn=True)
        return Response(PassageOut(found, many=True).data)

    @extend_schema(
        operation_id="passage_save",
        summary="Write a passage, or its next version",
        request=PassageIn,
        responses={201: PassageOut, 404: NO_DESK},
        tags=["advice"],
    )
    def post(self, request: Request) -> Response:
        self.at_the_desk()
        given = checked(PassageIn(data=request.data))
        number = given.pop("organization")
        organization = places().get(number) if number else None
        if number and organization is None:
            raise Invalid(_("There is no such organization."), field="organization")
        passage = save_passage(organization=organization, written_by=self.person, at=clock.now(), **given)
        return Response(PassageOut(passage).data, status=201)

    def at_the_desk(self) -> None:
        if not may_use_desk(self.person):
            raise Http404
