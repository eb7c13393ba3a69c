"""Requests for permission to be a candidate through the API: the draft, each step, opinions invited and given."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cases import queries
from cases.api.common import IF_MATCH, REPEATABLE, checked, once, version_read, visible_case, with_headers
from cases.candidacy_deeds import CANDIDACY_DEEDS, perform_on_candidacy
from cases.enums.candidacy import CandidacyAction
from cases.models import Attachment, Candidacy, CandidacyInput, Case, ElectionPeriod
from cases.operations.candidacy_inputs import give_input, invite_input
from cases.operations.candidacy_intake import TOLD, save_candidacy, start_candidacy
from cases.permissions import is_requester
from cases.permissions.candidacy import may_check
from cases.queries import candidacy_intake as reading
from cases.serializers.candidacy_intake import (
    FORMS,
    AwaitedInputOut,
    CandidacyIn,
    CandidacyOut,
    CandidacyPatch,
    InputIn,
    InviteIn,
    OneAwaitedInputOut,
)
from cases.workflow.candidacy import CANDIDACY_ROW, CandidacyRow
from polact.access.api import PersonView
from polact.access.models import Organization, Person
from polact.base import clock
from polact.base.errors import Invalid

FILES = ("description_file", "chart_file")


def candidacy_or_404(person: Person, pk: int) -> Candidacy:
    """A candidacy whose case the person may see; else the same Http404 as for one that there is not."""
    try:
        return reading.candidacy_of(visible_case(person, pk))
    except Candidacy.DoesNotExist:
        raise Http404 from None


def told_candidacy(person: Person, pk: int, status: int = 200) -> Response:
    """The candidacy as it stands now, with the version of its case as ETag."""
    candidacy = candidacy_or_404(person, pk)
    found = reading.candidacy_file(candidacy.case)
    body = CandidacyOut(found.candidacy, context={"person": person, "file": found}).data
    return with_headers(Response(body, status=status), pk, candidacy.case.version)


def files_of(person: Person, case: Case, asked: dict[str, Any]) -> dict[str, Attachment | None]:
    """The files that a body names. Raises Invalid at the field for one that the person does not know of."""
    found = {}
    for field in FILES:
        if field in asked:
            try:
                found[field] = reading.file_of(person, case, asked[field])
            except Attachment.DoesNotExist:
                raise Invalid(_("Choose among the files of this request."), field=field) from None
    return found


def election_of(pk: int | None) -> ElectionPeriod | None:
    """The election period that a body names. Raises Invalid when there is none."""
    if pk is None:
        return None
    found = queries.election(pk)
    if found is None:
        raise Invalid(_("There is no such election period."), field="election")
    return found


class Candidacies(PersonView):
    @extend_schema(
        operation_id="candidacy_create",
        summary="Begin a request for permission to be a candidate",
        description="422 with the reason for whoever may not ask: casual workers, deputy heads, other regimes.",
        parameters=[REPEATABLE],
        request=CandidacyIn,
        responses={201: CandidacyOut},
        tags=["candidacies"],
    )
    def post(self, request: Request) -> Response:
        asked, at = checked(CandidacyIn(data=request.data)), clock.now()
        organization = Organization.objects.active().filter(pk=asked.pop("organization")).first()
        if organization is None:
            raise Invalid(_("There is no such organization."), field="organization")

        def deed() -> tuple[Case, int]:
            return start_candidacy(requester=self.person, organization=organization, at=at, **asked).case, 201

        return once(request, self.person, at, deed, told_candidacy)


class OneCandidacy(PersonView):
    @extend_schema(
        operation_id="candidacy", summary="One request for permission", responses=CandidacyOut, tags=["candidacies"]
    )
    def get(self, request: Request, pk: int) -> Response:
        return told_candidacy(self.person, pk)

    @extend_schema(
        operation_id="candidacy_save",
        summary="Change a draft",
        parameters=[IF_MATCH],
        request=CandidacyPatch(partial=True),
        responses=CandidacyOut,
        tags=["candidacies"],
    )
    def patch(self, request: Request, pk: int) -> Response:
        candidacy = candidacy_or_404(self.person, pk)
        case = candidacy.case
        if not is_requester(self.person, case):
            raise Http404
        asked = checked(CandidacyPatch(data=request.data, partial=True))
        files = files_of(self.person, case, asked)
        stands = {name: getattr(candidacy, name) for name in FILES}
        save_candidacy(
            candidacy=candidacy,
            saved_by=self.person,
            level=asked.get("level", candidacy.level),
            jurisdiction=asked.get("jurisdiction", candidacy.jurisdiction),
            language=asked.get("language", case.language),
            election=election_of(asked["election"]) if "election" in asked else candidacy.election,
            told={name: asked[name] for name in TOLD if name in asked},
            named=asked.get("named"),
            version=version_read(request, asked),
            at=clock.now(),
            **{**stands, **files},
        )
        return told_candidacy(self.person, pk)


class CandidacyStep(PersonView):
    """One action of `cases.workflow.candidacy`; `candidacy_doors` makes a subclass for each."""

    row: CandidacyRow
    form: type[Serializer[Any]]

    def act(self, request: Request, pk: int) -> Response:
        candidacy, at = candidacy_or_404(self.person, pk), clock.now()
        asked = checked(self.form(data=request.data))
        asked["version"] = version_read(request, asked)
        asked |= files_of(self.person, candidacy.case, asked)

        def deed() -> tuple[Case, int]:
            perform_on_candidacy(action=self.row.action, candidacy=candidacy, by=self.person, at=at, **asked)
            return candidacy.case, 200

        return once(request, self.person, at, deed, told_candidacy)


def candidacy_doors() -> dict[str, type[CandidacyStep]]:
    """The view of each step up to the analysis, by its name in the address."""
    return {action.value: _door(CANDIDACY_ROW[action]) for action in CANDIDACY_DEEDS}


def _door(row: CandidacyRow) -> type[CandidacyStep]:
    form = FORMS[CandidacyAction(row.action)]

    @extend_schema(
        operation_id=f"candidacy_{row.action.name.lower()}",
        summary=str(row.action.name.replace("_", " ").capitalize()),
        description=f"From {', '.join(row.before)} to {row.after}. Answers with the candidacy as it then stands.",
        parameters=[IF_MATCH, REPEATABLE],
        request=form,
        responses=CandidacyOut,
        tags=["candidacies"],
    )
    def post(self: CandidacyStep, request: Request, pk: int) -> Response:
        return self.act(request, pk)

    name = f"Candidacy{row.action.name.title().replace('_', '')}"
    return type(name, (CandidacyStep,), {"row": row, "form": form, "post": post, "__doc__": str(row.action.name)})


class InviteInput(PersonView):
    @extend_schema(
        operation_id="candidacy_invite",
        summary="Ask somebody for an opinion, or somebody else than who was asked",
        description="For the representatives of the organization; to anybody else there is no such address.",
        request=InviteIn,
        responses={201: CandidacyOut},
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: int) -> Response:
        candidacy = candidacy_or_404(self.person, pk)
        if not may_check(self.person, candidacy):
            raise Http404
        asked = checked(InviteIn(data=request.data))
        invite_input(candidacy=candidacy, invited_by=self.person, at=clock.now(), **asked)
        return told_candidacy(self.person, pk, HTTPStatus.CREATED)


class AwaitedInputs(PersonView):
    @extend_schema(
        operation_id="candidacy_inputs",
        summary="Candidacies on which the caller's opinion is awaited",
        responses=AwaitedInputOut(many=True),
        tags=["candidacies"],
    )
    def get(self, request: Request) -> Response:
        return Response(AwaitedInputOut(reading.inputs_awaited_from(self.person), many=True).data)


class AwaitedInput(PersonView):
    """The side of whoever is invited; once given or no longer awaited, there is no such address."""

    def awaited(self, pk: UUID) -> CandidacyInput:
        try:
            return reading.input_awaited_from(self.person, pk)
        except CandidacyInput.DoesNotExist:
            raise Http404 from None

    @extend_schema(
        operation_id="candidacy_input",
        summary="One of these, with the facts of the candidacy",
        responses=OneAwaitedInputOut,
        tags=["candidacies"],
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(OneAwaitedInputOut(self.awaited(pk)).data)

    @extend_schema(
        operation_id="candidacy_input_give",
        summary="Give the opinion; it cannot be changed, and the employee may read it",
        request=InputIn,
        responses={HTTPStatus.NO_CONTENT: None},
        tags=["candidacies"],
    )
    def post(self, request: Request, pk: UUID) -> Response:
        asked = self.awaited(pk)
        given = checked(InputIn(data=request.data))
        give_input(asked=asked, given_by=self.person, at=clock.now(), **given)
        return Response(status=HTTPStatus.NO_CONTENT)
