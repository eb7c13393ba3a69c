"""The API of the representatives' directory: everybody reads it; an organization's own people keep it true."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from polact.access.api import PersonView
from polact.access.models import Cover, Organization, Person
from polact.access.operations import end_cover, record_cover
from polact.access.permissions import may_end_cover
from polact.access.queries import representatives_of
from polact.base import clock
from polact.base.errors import Invalid
from polact.outreach.operations.office import save_office
from polact.outreach.permissions import may_edit_office
from polact.outreach.queries.directory import listings
from polact.outreach.serializers.directory import CoverIn, CoverOut, DirectoryFilter, ListingOut, OfficeIn, OfficeOut

OWN = "For the organization's representatives and administrators; to anybody else there is no such address."


class Directory(APIView):
    permission_classes = [AllowAny]
    authentication_classes = ()

    @extend_schema(
        operation_id="directory",
        summary="Who represents which organization, and how to reach the office",
        parameters=[DirectoryFilter],
        responses=ListingOut(many=True),
        tags=["directory"],
        auth=[],
    )
    def get(self, request: Request) -> Response:
        wanted = DirectoryFilter(data=request.query_params.dict())
        wanted.is_valid(raise_exception=True)
        found = listings(clock.local_date(clock.now()), wanted.validated_data.get("organization", ""))
        return Response(ListingOut(found, many=True).data)


class OrganizationDoor(PersonView):
    """For the organization's representatives and administrators; to anybody else there is no such address."""

    organization: Organization

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.organization = get_object_or_404(Organization.objects.active(), pk=kwargs["pk"])
        if not may_edit_office(self.person, self.organization):
            raise Http404


class SaveOffice(OrganizationDoor):
    @extend_schema(
        operation_id="organization_office",
        summary="Say how an organization's office is reached",
        description=OWN,
        request=OfficeIn,
        responses=OfficeOut,
        tags=["directory"],
    )
    def put(self, request: Request, pk: int) -> Response:
        asked = OfficeIn(data=request.data)
        asked.is_valid(raise_exception=True)
        if asked.validated_data["email"]:
            try:
                validate_email(asked.validated_data["email"])
            except ValidationError:
                raise Invalid(_("This is not an e-mail address."), field="email") from None
        office = save_office(
            organization=self.organization, told=asked.validated_data, changed_by=self.person, at=clock.now()
        )
        return Response(OfficeOut(office).data)


class RecordCover(OrganizationDoor):
    @extend_schema(
        operation_id="organization_cover",
        summary="Record who is away, and who stands in",
        description=OWN,
        request=CoverIn,
        responses={HTTPStatus.CREATED: CoverOut},
        tags=["directory"],
    )
    def post(self, request: Request, pk: int) -> Response:
        asked = CoverIn(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        people = {p.pk: p for p in representatives_of(self.organization, clock.local_date(clock.now()))}
        cover = record_cover(
            absent=_among(people, given.get("absent", self.person.pk), "absent"),
            stand_in=_among(people, given["stand_in"], "stand_in"),
            organization=self.organization,
            active_from=given["active_from"],
            active_to=given["active_to"],
            recorded_by=self.person,
            at=clock.now(),
        )
        return Response(CoverOut(cover).data, status=HTTPStatus.CREATED)


class EndCover(OrganizationDoor):
    @extend_schema(
        operation_id="organization_end_cover",
        summary="End an absence",
        description=OWN,
        request=None,
        responses={HTTPStatus.NO_CONTENT: None},
        tags=["directory"],
    )
    def post(self, request: Request, pk: int, cover: int) -> Response:
        covers = Cover.objects.select_related("absent", "stand_in", "organization")
        found = get_object_or_404(covers, pk=cover, organization=self.organization)
        if not may_end_cover(self.person, found):
            raise Http404
        end_cover(cover=found, ended_by=self.person, at=clock.now())
        return Response(status=HTTPStatus.NO_CONTENT)


def _among(people: dict[int, Person], pk: int, field: str) -> Person:
    if pk not in people:
        raise Invalid(_("Choose a representative of this organization."), field=field)
    return people[pk]
