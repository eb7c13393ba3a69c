"""Stepping aside, what a lead may know of it, and expert opinions, through the API."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.common import IF_MATCH, checked, version_read, visible_case
from cases.enums import ConsultationKind, Shown
from cases.models import Case, Consultation
from cases.operations.consulting import (
    answer_consent,
    ask_opinion,
    extend_consultation,
    give_opinion,
    withdraw_consultation,
)
from cases.operations.recusing import recuse
from cases.permissions import is_requester, may_consult, may_read_recusals, may_recuse
from cases.queries import consultations as queries
from cases.queries.conflicts import recusals
from cases.serializers.recusals import (
    AwaitedOpinionOut,
    ConsultationOut,
    OpinionAskIn,
    OpinionConsentIn,
    OpinionExtendIn,
    OpinionIn,
    RecusalFilter,
    RecusalsOut,
    RecuseIn,
)
from polact.access.api import PersonView
from polact.base import clock

HANDLERS = "For those who handle the request; to anybody else there is no such address."
ENDED = {HTTPStatus.NO_CONTENT: None}


class Recuse(PersonView):
    @extend_schema(
        operation_id="request_recuse",
        summary="Step aside from a request, for good: afterwards it does not exist for the caller",
        parameters=[IF_MATCH],
        request=RecuseIn,
        responses=ENDED,
        tags=["recusals"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case = visible_case(self.person, pk)
        asked = checked(RecuseIn(data=request.data))
        if not may_recuse(self.person, case):
            raise Http404
        version = version_read(request, asked)
        recuse(case=case, recused_by=self.person, reason=asked["reason"], version=version, at=clock.now())
        return Response(status=HTTPStatus.NO_CONTENT)


class RecusalList(PersonView):
    @extend_schema(
        operation_id="recusals",
        summary="Who was kept away from which request",
        description="For leads, of their organizations; for Commission officers, of all. To others there is no such address.",
        parameters=[RecusalFilter],
        responses={200: RecusalsOut, 404: OpenApiResponse(description="Neither a lead nor a Commission officer.")},
        tags=["recusals"],
    )
    def get(self, request: Request) -> Response:
        if not may_read_recusals(self.person):
            raise Http404
        asked = checked(RecusalFilter(data=request.query_params.dict()))
        return Response(RecusalsOut(recusals(asked.get("before", ""))).data)


class HandlersDoor(PersonView):
    """What those who handle an open case do about opinions."""

    def case_of(self, pk: int) -> Case:
        case = visible_case(self.person, pk)
        if not may_consult(self.person, case):
            raise Http404
        return case

    def one(self, pk: int, consultation: UUID) -> Consultation:
        return _one(self.case_of(pk), consultation)

    def told(self, pk: int, consultation: UUID, status: int = HTTPStatus.OK) -> Response:
        return Response(ConsultationOut(_one(visible_case(self.person, pk), consultation)).data, status=status)


def _one(case: Case, consultation: UUID) -> Consultation:
    try:
        return queries.consultation_of(case, consultation)
    except Consultation.DoesNotExist:
        raise Http404 from None


class RequestConsultations(HandlersDoor):
    @extend_schema(
        operation_id="request_consultations",
        summary="Opinions asked for on a request, and those given",
        description="For everybody who may read the request but the one who sent it.",
        responses=ConsultationOut(many=True),
        tags=["opinions"],
    )
    def get(self, request: Request, pk: int) -> Response:
        case = visible_case(self.person, pk)
        if is_requester(self.person, case):
            raise Http404
        return Response(ConsultationOut(queries.consultations_of(case), many=True).data)

    @extend_schema(
        operation_id="request_ask_opinion",
        summary="Ask somebody for an opinion",
        description=HANDLERS,
        request=OpinionAskIn,
        responses={HTTPStatus.CREATED: ConsultationOut},
        tags=["opinions"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case = self.case_of(pk)
        asked = checked(OpinionAskIn(data=request.data))
        asked["kind"], asked["shown"] = ConsultationKind(asked["kind"]), [Shown(fact) for fact in asked["shown"]]
        consultation = ask_opinion(case=case, asked_by=self.person, at=clock.now(), **asked)
        return self.told(pk, consultation.pk, HTTPStatus.CREATED)


class ExtendOpinion(HandlersDoor):
    @extend_schema(
        operation_id="request_extend_opinion",
        summary="Give the expert more time",
        description=HANDLERS,
        request=OpinionExtendIn,
        responses=ConsultationOut,
        tags=["opinions"],
    )
    def post(self, request: Request, pk: int, consultation: UUID) -> Response:
        found = self.one(pk, consultation)
        until = checked(OpinionExtendIn(data=request.data))["until"]
        extend_consultation(consultation=found, extended_by=self.person, until=until, at=clock.now())
        return self.told(pk, consultation)


class WithdrawOpinion(HandlersDoor):
    @extend_schema(
        operation_id="request_withdraw_opinion",
        summary="No longer ask for an opinion",
        description=HANDLERS,
        request=None,
        responses=ConsultationOut,
        tags=["opinions"],
    )
    def post(self, request: Request, pk: int, consultation: UUID) -> Response:
        withdraw_consultation(consultation=self.one(pk, consultation), withdrawn_by=self.person, at=clock.now())
        return self.told(pk, consultation)


class OpinionConsent(PersonView):
    @extend_schema(
        operation_id="request_opinion_consent",
        summary="Say whether one's manager may be asked",
        description="For the one who sent the request; to anybody else there is no such address.",
        request=OpinionConsentIn,
        responses=ENDED,
        tags=["opinions"],
    )
    def post(self, request: Request, pk: int, consultation: UUID) -> Response:
        case = visible_case(self.person, pk)
        if not is_requester(self.person, case):
            raise Http404
        found = _one(case, consultation)
        if not found.needs_consent:
            raise Http404
        agrees = checked(OpinionConsentIn(data=request.data))["agrees"]
        answer_consent(consultation=found, answered_by=self.person, agrees=agrees, at=clock.now())
        return Response(status=HTTPStatus.NO_CONTENT)


class AwaitedOpinions(PersonView):
    @extend_schema(
        operation_id="consultations",
        summary="What the caller's opinion is awaited on",
        responses=AwaitedOpinionOut(many=True),
        tags=["opinions"],
    )
    def get(self, request: Request) -> Response:
        return Response(AwaitedOpinionOut(queries.asked_of(self.person, _today()), many=True).data)


class OneAwaited(PersonView):
    """The expert's side; past the last day, or once answered, there is no such address."""

    def awaited(self, pk: UUID) -> Consultation:
        try:
            return queries.one_asked_of(self.person, pk, _today())
        except Consultation.DoesNotExist:
            raise Http404 from None


class AwaitedOpinion(OneAwaited):
    @extend_schema(
        operation_id="consultation",
        summary="One question, with exactly what was picked for the expert",
        responses=AwaitedOpinionOut,
        tags=["opinions"],
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(AwaitedOpinionOut(self.awaited(pk)).data)


class GiveOpinion(OneAwaited):
    @extend_schema(
        operation_id="consultation_opinion",
        summary="Give the opinion; it cannot be changed",
        request=OpinionIn,
        responses=ENDED,
        tags=["opinions"],
    )
    def post(self, request: Request, pk: UUID) -> Response:
        found = self.awaited(pk)
        given: dict[str, Any] = checked(OpinionIn(data=request.data))
        give_opinion(consultation=found, given_by=self.person, text=given["text"], at=clock.now())
        return Response(status=HTTPStatus.NO_CONTENT)


def _today() -> Any:
    return clock.local_date(clock.now())
