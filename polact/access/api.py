"""The API's view of organizations and of the person who calls."""

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from polact.access.acting import person_of
from polact.access.enums import UNDER_PART_7, Regime, Role
from polact.access.models import Organization, Person
from polact.access.operations import confirm_regime, set_standard
from polact.access.permissions import may_administer, may_set_standard
from polact.access.queries import representatives_of
from polact.access.serializers import MeOut, OrganizationFilter, OrganizationOut, PersonBrief, RegimeIn, StandardIn
from polact.base import clock


class PersonView(APIView):
    """A door for signed-in people; the person comes from the session, never from what was sent."""

    request: Request

    @property
    def person(self) -> Person:
        return person_of(self.request)


class Me(PersonView):
    @extend_schema(operation_id="me", summary="Who calls, and as what", responses=MeOut, tags=["people"])
    def get(self, request: Request) -> Response:
        return Response(MeOut({**_person(self.person), "roles": _roles(self.person)}).data)


class Organizations(APIView):
    permission_classes = [AllowAny]
    authentication_classes = ()

    @extend_schema(
        operation_id="organizations",
        summary="Federal organizations, without dormant ones",
        parameters=[OrganizationFilter],
        responses=OrganizationOut(many=True),
        tags=["reference"],
        auth=[],
    )
    def get(self, request: Request) -> Response:
        wanted = OrganizationFilter(data=request.query_params.dict())
        wanted.is_valid(raise_exception=True)
        takes = wanted.validated_data.get("takes_requests")
        organizations = Organization.objects.active()
        if takes is not None:
            under = Q(regime__in=UNDER_PART_7)
            organizations = organizations.filter(under if takes else ~under)
        return Response(OrganizationOut(organizations, many=True).data)


class OrganizationRegime(PersonView):
    @extend_schema(
        operation_id="organization_regime",
        summary="Settle an organization's regime",
        description="For administrators; to anybody else there is no such address.",
        request=RegimeIn,
        responses=OrganizationOut,
        tags=["reference"],
    )
    def post(self, request: Request, pk: int) -> Response:
        if not may_administer(self.person):
            raise Http404
        asked = RegimeIn(data=request.data)
        asked.is_valid(raise_exception=True)
        organization = get_object_or_404(Organization.objects.active(), pk=pk)
        settled = confirm_regime(
            organization=organization,
            regime=Regime(asked.validated_data["regime"]),
            legal_basis=asked.validated_data["legal_basis"],
            confirmed_by=self.person,
            at=clock.now(),
        )
        return Response(OrganizationOut(settled).data)


class OrganizationStandard(PersonView):
    @extend_schema(
        operation_id="organization_standard",
        summary="Set the service standard for what is submitted from now on",
        description="For the lead of the organization's representatives and administrators; to others there is nothing.",
        request=StandardIn,
        responses=OrganizationOut,
        tags=["reference"],
    )
    def post(self, request: Request, pk: int) -> Response:
        organization = get_object_or_404(Organization.objects.active(), pk=pk)
        if not may_set_standard(self.person, organization):
            raise Http404
        asked = StandardIn(data=request.data)
        asked.is_valid(raise_exception=True)
        days = asked.validated_data
        changed = set_standard(organization=organization, set_by=self.person, at=clock.now(), **days)
        return Response(OrganizationOut(changed).data)


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.pk, "__str__": str(person), "email": person.email, "language": person.language}


def _roles(person: Person) -> list[dict[str, Any]]:
    """The roles held today, by organization, with one query for all organizations."""
    held = person.standing.organizations_by_role
    known = Organization.objects.in_bulk({pk for pks in held.values() for pk in pks})
    return [
        {"role": role, "label": Role(role).label, "organization": known[pk]}
        for role, pks in sorted(held.items())
        for pk in sorted(pks)
    ]


class Representatives(PersonView):
    @extend_schema(
        operation_id="organization_representatives",
        summary="Who represents an organization today, for somebody who wants to say who should not handle their request",
        responses=PersonBrief(many=True),
        tags=["reference"],
    )
    def get(self, request: Request, pk: int) -> Response:
        organization = get_object_or_404(Organization.objects.active(), pk=pk)
        return Response(PersonBrief(representatives_of(organization, clock.local_date(clock.now())), many=True).data)
