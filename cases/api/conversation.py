"""Notes, messages, and the answer thing by thing, through the API. Whoever asked finds no notes here: they get a 404."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import queries
from cases.api.common import IF_MATCH, checked, told, version_read, visible_case
from cases.models import Case
from cases.operations.conversing import mark_messages_read, send_message, write_note
from cases.operations.triage import save_answer_draft, send_items, settle_items
from cases.permissions import is_requester, may_read_notes
from cases.serializers.conversation import (
    AnswerDraftIn,
    AnswerDraftOut,
    CaseMessageIn,
    CaseMessageOut,
    ItemAnswersIn,
    NoteIn,
    NoteOut,
    NotNeededIn,
)
from cases.serializers.requests import RequestOut
from polact.access.api import PersonView
from polact.base import clock

HIDDEN = OpenApiResponse(description="No such request for the caller, or the caller sent it.")


class Notes(PersonView):
    """The internal notes of a request."""

    @extend_schema(
        operation_id="request_notes",
        summary="Internal notes, oldest first; never for whoever asked",
        responses={200: NoteOut(many=True), 404: HIDDEN},
        tags=["requests"],
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(NoteOut(self._found(self._case(pk)).notes, many=True).data)

    @extend_schema(
        operation_id="request_note_write",
        summary="Leave an internal note",
        request=NoteIn,
        responses={201: NoteOut, 404: HIDDEN},
        tags=["requests"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case, asked = self._case(pk), checked(NoteIn(data=request.data))
        write_note(case=case, written_by=self.person, text=asked["text"], at=clock.now())
        return Response(NoteOut(self._found(case).notes[-1]).data, status=201)

    def _case(self, pk: int) -> Case:
        case = visible_case(self.person, pk)
        if not may_read_notes(self.person, case):
            raise Http404
        return case

    def _found(self, case: Case) -> queries.Correspondence:
        found = queries.correspondence_of(case, self.person)
        queries.introduce(found.notes)
        return found


class CaseMessages(PersonView):
    """The messages on a request."""

    @extend_schema(
        operation_id="request_messages",
        summary="Messages between the employee and those who handle the request, oldest first",
        responses=CaseMessageOut(many=True),
        tags=["requests"],
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(CaseMessageOut(self._found(visible_case(self.person, pk)).messages, many=True).data)

    @extend_schema(
        operation_id="request_message_send",
        summary="Write to the other side",
        description="Not once the request is closed or withdrawn. What the other side wrote before counts as read.",
        request=CaseMessageIn,
        responses={201: CaseMessageOut},
        tags=["requests"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case, asked = visible_case(self.person, pk), checked(CaseMessageIn(data=request.data))
        send_message(case=case, sent_by=self.person, text=asked["text"], at=clock.now())
        return Response(CaseMessageOut(self._found(case).messages[-1]).data, status=201)

    def _found(self, case: Case) -> queries.Correspondence:
        found = queries.correspondence_of(case, self.person)
        queries.introduce(found.messages)
        return found


class CaseMessagesRead(PersonView):
    """That the other side's messages are read."""

    @extend_schema(
        operation_id="request_messages_read",
        summary="Say that what the other side wrote is read",
        request=None,
        responses={204: None},
        tags=["requests"],
    )
    def post(self, request: Request, pk: int) -> Response:
        mark_messages_read(case=visible_case(self.person, pk), read_by=self.person, at=clock.now())
        return Response(status=204)


class ItemAnswers(PersonView):
    """Answers to some of what is needed."""

    @extend_schema(
        operation_id="request_items_answer",
        summary="Answer some of what is needed; when nothing is needed any more, the review goes on",
        parameters=[IF_MATCH],
        request=ItemAnswersIn,
        responses=RequestOut,
        tags=["requests"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case, asked = visible_case(self.person, pk), checked(ItemAnswersIn(data=request.data))
        answers, version = by_item(asked["answers"]), version_read(request, asked)
        send_items(case=case, sent_by=self.person, answers=answers, at=clock.now(), version=version)
        return told(self.person, pk)


class OwnAnswerDraft(PersonView):
    """What the employee has begun to answer. To anybody else there is nothing here."""

    @extend_schema(
        operation_id="request_answer_draft",
        summary="What is kept of one's answer to the open question",
        responses={200: AnswerDraftOut, 404: OpenApiResponse(description="Nothing is kept.")},
        tags=["requests"],
    )
    def get(self, request: Request, pk: int) -> Response:
        case = self._own(pk)
        asked = case.information_requests.filter(answered_at=None, went_on_at=None).first()
        draft = queries.answer_draft_of(asked) if asked else None
        if draft is None:
            raise Http404
        return Response(AnswerDraftOut(draft).data)

    @extend_schema(
        operation_id="request_answer_draft_save",
        summary="Keep what one has begun to answer; nobody else sees it",
        request=AnswerDraftIn,
        responses=AnswerDraftOut,
        tags=["requests"],
    )
    def put(self, request: Request, pk: int) -> Response:
        case, asked = self._own(pk), checked(AnswerDraftIn(data=request.data))
        draft = save_answer_draft(
            case=case, saved_by=self.person, answer=asked["answer"], items=by_item(asked["answers"]), at=clock.now()
        )
        return Response(AnswerDraftOut(draft).data)

    def _own(self, pk: int) -> Case:
        case = visible_case(self.person, pk)
        if not is_requester(self.person, case):
            raise Http404
        return case


class NotNeeded(PersonView):
    """What of the list is not needed any more."""

    @extend_schema(
        operation_id="request_items_not_needed",
        summary="Mark things as not needed; when nothing is needed any more, the review goes on",
        parameters=[IF_MATCH],
        request=NotNeededIn,
        responses=RequestOut,
        tags=["requests"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case, asked = visible_case(self.person, pk), checked(NotNeededIn(data=request.data))
        chosen, version = asked["not_needed"], version_read(request, asked)
        settle_items(case=case, settled_by=self.person, not_needed=chosen, at=clock.now(), version=version)
        return told(self.person, pk)


def by_item(answers: list[dict[str, Any]]) -> dict[UUID, str]:
    return {one["item"]: one["answer"] for one in answers}
