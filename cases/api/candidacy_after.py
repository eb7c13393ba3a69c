"""What follows a decision on a candidacy, through the API; and the list of published grants, which is open to everybody."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.api.common import checked
from cases.enums.candidacy import ConditionEventKind
from cases.gazette import shipped
from cases.models import Candidacy, Condition, GazetteTemplate, TouchedFact
from cases.open_data import rows_of
from cases.operations import candidacy_conditions as conditions
from cases.operations.candidacy_changes import start_change
from cases.operations.candidacy_gazette import record_publication, request_publication, save_gazette_words
from cases.operations.candidacy_results import close_candidacy, follow_conditions, record_result
from cases.permissions.after import (
    may_acknowledge,
    may_list_conditions,
    may_start_change,
    may_tend_gazette,
)
from cases.permissions.candidacy import CandidacyPredicate, may_follow, may_read_candidacy
from cases.queries import after as queries
from cases.serializers.after import (
    AcknowledgeIn,
    CandidacyResultIn,
    CandidacyResultOut,
    ChangeIn,
    ChangeOut,
    ConditionInForceOut,
    ConditionNoteIn,
    ConditionWithEventsOut,
    GazetteNoticeOut,
    GazetteWordsIn,
    GazetteWordsOut,
    PublicationIn,
    PublishedGrantOut,
    TouchedFactOut,
)
from polact.access.api import PersonView
from polact.base import clock
from polact.base.errors import Invalid
from polact.rest.paging import Keyset, Order

Kind = ConditionEventKind
NOTES: dict[str, Any] = {
    Kind.EVIDENCE: conditions.note_evidence,
    Kind.BREACH: conditions.note_breach,
    Kind.MET: conditions.meet_condition,
    Kind.LIFTED: conditions.lift_condition,
}
NOTHING = {HTTPStatus.NO_CONTENT: None}
HIDDEN = OpenApiResponse(description="For others there is nothing here.")
FOLLOWERS = "For whoever follows the candidacy; to anybody else there is no such address."


class OfCandidacy(PersonView):
    """A door of one candidacy, which is not there for whoever may not use it."""

    def candidacy(self, pk: int, who: CandidacyPredicate) -> Candidacy:
        try:
            candidacy = queries.candidacy_of(self.person, pk)
        except Candidacy.DoesNotExist:
            raise Http404 from None
        if not who(self.person, candidacy):
            raise Http404
        return candidacy


class CandidacyConditions(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_conditions",
        summary="The conditions of the grant that stands, with what was noted on them",
        responses=ConditionWithEventsOut(many=True),
        tags=["candidacies"],
    )
    def get(self, request: Request, pk: int) -> Response:
        grant = queries.standing_grant(self.candidacy(pk, may_read_candidacy))
        found = queries.conditions_of(grant) if grant else []
        return Response(ConditionWithEventsOut(found, many=True).data)


class AcknowledgeConditions(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_acknowledge_conditions",
        summary="The employee's statement on all conditions",
        request=AcknowledgeIn,
        responses=NOTHING,
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int) -> Response:
        candidacy = self.candidacy(pk, may_acknowledge)
        if not checked(AcknowledgeIn(data=request.data))["statement"]:
            raise Invalid(field="statement")
        conditions.acknowledge_conditions(candidacy=candidacy, acknowledged_by=self.person, at=clock.now())
        return Response(status=HTTPStatus.NO_CONTENT)


class NoteOnCondition(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_condition_note",
        summary="Note evidence, a departure, or the end of a condition",
        description="Who may note what is as on the page: EVIDENCE both sides, BREACH the organization and the Commission, "
        "MET and LIFTED whoever follows the conditions.",
        request=ConditionNoteIn,
        responses=NOTHING,
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int, condition: UUID) -> Response:
        candidacy = self.candidacy(pk, may_read_candidacy)
        found = queries.condition_of(candidacy, condition)
        if found is None:
            raise Http404
        asked = checked(ConditionNoteIn(data=request.data))
        kind = asked.pop("kind")
        if not conditions.WHO[Kind(kind)](self.person, candidacy):
            raise Http404
        NOTES[kind](condition=found, noted_by=self.person, at=clock.now(), **asked)
        return Response(status=HTTPStatus.NO_CONTENT)


class ConditionsInForce(PersonView, GenericAPIView[Condition]):
    pagination_class = Keyset
    serializer_class = ConditionInForceOut
    queryset = Condition.objects.none()
    orders = {"oldest": Order(("id",))}

    @extend_schema(
        operation_id="conditions_in_force",
        summary="Conditions in force in what the caller may see",
        description="For officers and representatives; to anybody else there is no such address.",
        responses={200: ConditionInForceOut(many=True), 404: HIDDEN},
        tags=["candidacies"],
    )
    def get(self, request: Request) -> Response:
        if not may_list_conditions(self.person):
            raise Http404
        page = self.paginate_queryset(queries.conditions_in_force(self.person))
        return self.get_paginated_response(ConditionInForceOut(page, many=True).data)


class Gazette(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_gazette_notice",
        summary="The notice of the grant in the Canada Gazette",
        responses={200: GazetteNoticeOut, 404: HIDDEN},
        tags=["candidacies"],
    )
    def get(self, request: Request, pk: int) -> Response:
        grant = queries.standing_grant(self.candidacy(pk, may_read_candidacy))
        notice = queries.notice_of(grant) if grant else None
        if notice is None:
            raise Http404
        return Response(GazetteNoticeOut(notice).data)

    @extend_schema(
        operation_id="candidacy_request_publication",
        summary="Make the text of the notice and ask for its publication",
        description=FOLLOWERS,
        request=None,
        responses={201: GazetteNoticeOut},
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int) -> Response:
        candidacy = self.candidacy(pk, may_follow)
        notice = request_publication(candidacy=candidacy, requested_by=self.person, at=clock.now())
        return Response(GazetteNoticeOut(notice).data, status=201)


class Publication(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_record_publication",
        summary="Record where the notice was published",
        description=FOLLOWERS,
        request=PublicationIn,
        responses=GazetteNoticeOut,
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int) -> Response:
        candidacy = self.candidacy(pk, may_follow)
        asked = checked(PublicationIn(data=request.data))
        notice = record_publication(candidacy=candidacy, recorded_by=self.person, at=clock.now(), **asked)
        return Response(GazetteNoticeOut(notice).data)


class GazetteWords(PersonView):
    @extend_schema(
        operation_id="gazette_words",
        summary="The words of the notice in the Canada Gazette",
        description="For Commission officers; to anybody else there is no such address.",
        responses={200: GazetteWordsOut, 404: HIDDEN},
        tags=["candidacies"],
    )
    def get(self, request: Request) -> Response:
        self._for_officers()
        newest, words = queries.gazette_words(), shipped()
        first = GazetteTemplate(text_en=words["en"], text_fr=words["fr"], version=0)
        return Response(GazetteWordsOut(newest or first).data)

    @extend_schema(
        operation_id="gazette_words_save",
        summary="Write the next version of the words",
        description="For Commission officers; to anybody else there is no such address.",
        request=GazetteWordsIn,
        responses={201: GazetteWordsOut, 404: HIDDEN},
        tags=["candidacies"],
    )
    def post(self, request: Request) -> Response:
        self._for_officers()
        asked = checked(GazetteWordsIn(data=request.data))
        saved = save_gazette_words(written_by=self.person, at=clock.now(), **asked)
        return Response(GazetteWordsOut(saved).data, status=201)

    def _for_officers(self) -> None:
        if not may_tend_gazette(self.person):
            raise Http404


class Results(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_results",
        summary="What became of the candidacy, in order",
        responses=CandidacyResultOut(many=True),
        tags=["candidacies"],
    )
    def get(self, request: Request, pk: int) -> Response:
        candidacy = self.candidacy(pk, may_read_candidacy)
        return Response(CandidacyResultOut(queries.results_of(candidacy), many=True).data)

    @extend_schema(
        operation_id="candidacy_record_result",
        summary="Record what became of the candidacy",
        description=f"{FOLLOWERS} Being declared elected or acclaimed ends the employment, but for municipal elections.",
        request=CandidacyResultIn,
        responses={201: CandidacyResultOut},
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int) -> Response:
        candidacy = self.candidacy(pk, may_follow)
        asked = checked(CandidacyResultIn(data=request.data))
        result = record_result(
            candidacy=candidacy,
            kind=asked["kind"],
            happened_on=asked["happened_on"],
            note_text=asked["note"],
            recorded_by=self.person,
            at=clock.now(),
        )
        return Response(CandidacyResultOut(result).data, status=201)


class Follow(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_follow_conditions",
        summary="Follow the conditions from now on",
        description=FOLLOWERS,
        request=None,
        responses=NOTHING,
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int) -> Response:
        follow_conditions(candidacy=self.candidacy(pk, may_follow), followed_by=self.person, at=clock.now())
        return Response(status=HTTPStatus.NO_CONTENT)


class Close(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_close",
        summary="Close the file of a decided candidacy",
        description=FOLLOWERS,
        request=None,
        responses=NOTHING,
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int) -> Response:
        close_candidacy(candidacy=self.candidacy(pk, may_follow), closed_by=self.person, at=clock.now())
        return Response(status=HTTPStatus.NO_CONTENT)


class Changes(OfCandidacy):
    @extend_schema(
        operation_id="candidacy_start_change",
        summary="Begin a change of circumstances, filled in from the permission",
        request=ChangeIn,
        responses={201: ChangeOut},
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int) -> Response:
        parent = self.candidacy(pk, may_start_change)
        asked = checked(ChangeIn(data=request.data))
        begun = start_change(parent=parent, change=asked["change"], started_by=self.person, at=clock.now())
        return Response(ChangeOut(begun).data, status=201)


class TouchedFacts(PersonView, GenericAPIView[TouchedFact]):
    pagination_class = Keyset
    serializer_class = TouchedFactOut
    queryset = TouchedFact.objects.none()
    orders = {"newest": Order(("found_at", "id"), descending=True)}

    @extend_schema(
        operation_id="touched_facts",
        summary="What changed under permissions and advice that the caller may see, their own included",
        responses=TouchedFactOut(many=True),
        tags=["candidacies"],
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(queries.touched_facts(self.person))
        return self.get_paginated_response(TouchedFactOut(page, many=True).data)


class PublishedGrants(APIView):
    permission_classes = [AllowAny]
    authentication_classes = ()

    @extend_schema(
        operation_id="gazette_notices",
        summary="Grants that the Canada Gazette has published, the newest first",
        responses=PublishedGrantOut(many=True),
        tags=["reference"],
        auth=[],
    )
    def get(self, request: Request) -> Response:
        return Response(PublishedGrantOut(rows_of(queries.open_data_rows()), many=True).data)
