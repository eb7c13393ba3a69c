"""The decision on a candidacy through the API: its draft, the steps to it and after it, letters, instruments of delegation."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cases.api.advising import LANGUAGE, PdfRenderer
from cases.api.common import IF_MATCH, checked, version_read
from cases.decision import Authorized, Found, Obligation, Ruling
from cases.enums.candidacy import CandidacyAction
from cases.models import LANGUAGES, Candidacy, DecisionDraft, DecisionLetter
from cases.operations.candidacy_deciding import (
    confirm_notices,
    decide,
    decide_again,
    return_to_officer,
    save_decision_draft,
    submit_for_decision,
)
from cases.operations.delegating import end_delegation, record_delegation
from cases.operations.letters import make_decision_letter
from cases.permissions.candidacy import may_analyse
from cases.permissions.delegations import may_record_delegations, may_see_waiting
from cases.queries import deciding as reading
from cases.serializers.deciding import (
    AgainIn,
    CandidacyDecisionOut,
    DecisionLetterOut,
    DelegationIn,
    DelegationOut,
    DraftOut,
    NoticesIn,
    ReturnIn,
    RulingIn,
    StandingOut,
    VersionIn,
)
from polact.access.api import PersonView
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid
from polact.paper.pdf import CONTENT_TYPE

HIDDEN = OpenApiResponse(description="There is none, or none for the caller.")
ADMINISTRATORS = "For administrators; nobody records or ends an instrument of their own."


def visible_candidacy(person: Person, pk: int) -> Candidacy:
    """The candidacy, if the person may know of it; else the same Http404 as for one that there is not."""
    try:
        return reading.visible_candidacy(person, pk)
    except Candidacy.DoesNotExist:
        raise Http404 from None


class DecisionDraftDoor(PersonView):
    """For those who see drafts: the Commission, never the employee nor the organization."""

    @extend_schema(
        operation_id="decision_draft",
        summary="The draft of a decision on a candidacy",
        responses={200: DraftOut, 404: HIDDEN},
        tags=["candidacies"],
    )
    def get(self, request: Request, pk: int) -> Response:
        draft = reading.decision_draft_of(visible_candidacy(self.person, pk))
        if draft is None:
            raise Http404
        return Response(DraftOut(draft).data)

    @extend_schema(
        operation_id="decision_draft_save",
        summary="Save the draft of a decision; it may lack anything",
        request=RulingIn,
        responses={200: DraftOut, 404: HIDDEN},
        tags=["candidacies"],
    )
    def put(self, request: Request, pk: int) -> Response:
        candidacy = visible_candidacy(self.person, pk)
        if not may_analyse(self.person, candidacy):
            raise Http404
        given = checked(RulingIn(data=request.data))
        draft: DecisionDraft = save_decision_draft(
            candidacy=candidacy,
            saved_by=self.person,
            at=clock.now(),
            version=given.pop("version"),
            ruling=_ruling(given),
        )
        return Response(DraftOut(draft).data)


def _ruling(given: dict[str, Any]) -> Ruling:
    findings = tuple(Found(**one) for one in given.pop("findings"))
    authorizations = tuple(Authorized(**one) for one in given.pop("authorizations"))
    conditions = tuple(Obligation(**one) for one in given.pop("conditions"))
    return Ruling(**given, findings=findings, authorizations=authorizations, conditions=conditions)


Step = tuple[Callable[..., Any], str, type[Serializer[Any]]]
STEPS: dict[CandidacyAction, Step] = {
    CandidacyAction.SUBMIT_FOR_DECISION: (submit_for_decision, "submitted_by", VersionIn),
    CandidacyAction.RETURN_TO_OFFICER: (return_to_officer, "returned_by", ReturnIn),
    CandidacyAction.DECIDE: (decide, "decided_by", VersionIn),
    CandidacyAction.CONFIRM_NOTICES: (confirm_notices, "confirmed_by", NoticesIn),
    CandidacyAction.DECIDE_AGAIN: (decide_again, "taken_up_by", AgainIn),
}


def _door(action: CandidacyAction) -> type[PersonView]:
    operation, who, shape = STEPS[action]

    class Door(PersonView):
        @extend_schema(
            operation_id=f"candidacy_{action.value.replace('-', '_')}",
            summary=str(operation.__doc__).split(".", maxsplit=1)[0].strip(),
            parameters=[IF_MATCH],
            request=shape,
            responses={200: StandingOut, 404: HIDDEN},
            tags=["candidacies"],
        )
        def post(self, request: Request, pk: int) -> Response:
            candidacy, given = visible_candidacy(self.person, pk), checked(shape(data=request.data))
            version = version_read(request, given)
            given.pop("version", None)
            operation(candidacy=candidacy, at=clock.now(), version=version, **{who: self.person}, **given)
            return Response(StandingOut(visible_candidacy(self.person, pk)).data)

    Door.__name__ = f"Door{action.name.title().replace('_', '')}"
    return Door


def decision_doors() -> dict[str, type[PersonView]]:
    """A door for each step of the decision, by the name of its action."""
    return {action.value: _door(action) for action in STEPS}


class Decisions(PersonView):
    @extend_schema(
        operation_id="request_decisions",
        summary="Every decision on a candidacy, the newest first; earlier ones say when they were superseded",
        responses={200: CandidacyDecisionOut(many=True), 404: HIDDEN},
        tags=["candidacies"],
    )
    def get(self, request: Request, pk: int) -> Response:
        candidacy = visible_candidacy(self.person, pk)
        found = reading.decisions_of(candidacy.pk)
        prefetch_related_objects(found, "findings")
        return Response(CandidacyDecisionOut(found, many=True).data)


class WaitingForDecision(PersonView):
    @extend_schema(
        operation_id="decisions_waiting",
        summary="What waits for the caller's decision, the one due first by law at the top",
        responses={200: StandingOut(many=True), 404: HIDDEN},
        tags=["candidacies"],
    )
    def get(self, request: Request) -> Response:
        if not may_see_waiting(self.person):
            raise Http404
        return Response(StandingOut(reading.waiting_for_decision(self.person), many=True).data)


class OneDecisionLetter(PersonView):
    @extend_schema(
        operation_id="decision_letter",
        summary="A decision letter, for the employee, those who see the request, and the deputy head",
        responses={200: DecisionLetterOut, 404: HIDDEN},
        tags=["candidacies"],
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(DecisionLetterOut(_letter(self.person, pk)).data)


class DecisionLetterFile(PersonView):
    renderer_classes = [*PersonView.renderer_classes, PdfRenderer]

    @extend_schema(
        operation_id="decision_letter_file",
        summary="A decision letter as PDF/UA and PDF/A: the same bytes each time",
        parameters=[LANGUAGE],
        responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY},
        tags=["candidacies"],
    )
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        letter = _letter(self.person, pk)
        language = request.query_params.get("language", letter.language)
        if language not in dict(LANGUAGES):
            raise Invalid(_("Choose one of the two languages."), field="language")
        document = make_decision_letter(letter=letter, language=language, at=clock.now())
        return HttpResponse(document, content_type=CONTENT_TYPE)


def _letter(person: Person, pk: UUID) -> DecisionLetter:
    try:
        return reading.decision_letter(person, pk)[0]
    except DecisionLetter.DoesNotExist:
        raise Http404 from None


class Delegations(PersonView):
    @extend_schema(
        operation_id="delegations",
        summary="Instruments of delegation, the newest first",
        description=ADMINISTRATORS,
        responses={200: DelegationOut(many=True), 404: HIDDEN},
        tags=["candidacies"],
    )
    def get(self, request: Request) -> Response:
        _administrator(self.person)
        return Response(DelegationOut(reading.delegations(), many=True).data)

    @extend_schema(
        operation_id="delegation_record",
        summary="Record an instrument of delegation",
        description=ADMINISTRATORS,
        request=DelegationIn,
        responses={201: DelegationOut, 404: HIDDEN},
        tags=["candidacies"],
    )
    def post(self, request: Request) -> Response:
        _administrator(self.person)
        given, now = checked(DelegationIn(data=request.data)), clock.now()
        wanted = given.pop("person")
        person = next((one for one in reading.deciders(given["active_from"]) if one.pk == wanted), None)
        if person is None:
            raise Invalid(_("Only a decision maker of the Commission can hold an instrument."), field="person")
        instrument = record_delegation(person=person, recorded_by=self.person, at=now, **given)
        return Response(DelegationOut(instrument).data, status=201)


class EndDelegation(PersonView):
    @extend_schema(
        operation_id="delegation_end",
        summary="End an instrument of delegation today",
        description=ADMINISTRATORS,
        request=None,
        responses={200: DelegationOut, 404: HIDDEN},
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: UUID) -> Response:
        _administrator(self.person)
        instrument = reading.delegation(pk)
        if instrument is None:
            raise Http404
        return Response(DelegationOut(end_delegation(delegation=instrument, ended_by=self.person, at=clock.now())).data)


def _administrator(person: Person) -> None:
    if not may_record_delegations(person):
        raise Http404
