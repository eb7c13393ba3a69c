"""The API of guidance: everybody reads what is in force; administrators draft and publish."""

from http import HTTPStatus
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from polact.access.api import PersonView
from polact.base import clock
from polact.outreach.markup import rendered
from polact.outreach.models import GuidancePage, GuidanceVersion
from polact.outreach.operations.guidance import FIELDS, publish_draft, save_draft
from polact.outreach.permissions import may_edit_guidance
from polact.outreach.queries.guidance import pages_in_force
from polact.outreach.serializers.guidance import (
    GuidanceBrief,
    GuidanceDraftIn,
    GuidanceDraftOut,
    GuidanceOut,
    GuidancePublishIn,
)


class Guidance(APIView):
    permission_classes = [AllowAny]
    authentication_classes = ()

    @extend_schema(
        operation_id="guidance",
        summary="Every page of guidance in force, without its text",
        responses=GuidanceBrief(many=True),
        tags=["guidance"],
        auth=[],
    )
    def get(self, request: Request) -> Response:
        return Response(GuidanceBrief(pages_in_force(), many=True).data)


class OnePage(APIView):
    permission_classes = [AllowAny]
    authentication_classes = ()

    @extend_schema(
        operation_id="guidance_page",
        summary="One page of guidance in force, in both languages, with its sources",
        responses=GuidanceOut,
        tags=["guidance"],
        auth=[],
    )
    def get(self, request: Request, code: str) -> Response:
        version = next((version for version in pages_in_force() if version.page.code == code), None)
        if version is None:
            raise Http404
        named = [note.source for language in ("en", "fr") for note in _notes(version, language)]
        version.sources = list({source.key: source for source in named}.values())  # type: ignore[attr-defined]
        return Response(GuidanceOut(version).data)


def _notes(version: GuidanceVersion, language: str) -> tuple[Any, ...]:
    return rendered(getattr(version, f"body_{language}"), language).notes


class GuidanceDoor(PersonView):
    """For administrators; to anybody else there is no such address."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not may_edit_guidance(self.person):
            raise Http404


class Draft(GuidanceDoor):
    @extend_schema(
        operation_id="guidance_draft",
        summary="The draft of a page",
        description="For administrators; to anybody else there is no such address.",
        responses=GuidanceDraftOut,
        tags=["guidance"],
    )
    def get(self, request: Request, code: str) -> Response:
        drafts = GuidanceVersion.objects.select_related("page").filter(published_at=None)
        return Response(GuidanceDraftOut(get_object_or_404(drafts, page__code=code)).data)

    @extend_schema(
        operation_id="guidance_save_draft",
        summary="Begin or change the draft of a page",
        description="For administrators; to anybody else there is no such address.",
        request=GuidanceDraftIn,
        responses=GuidanceDraftOut,
        tags=["guidance"],
    )
    def put(self, request: Request, code: str) -> Response:
        page = get_object_or_404(GuidancePage, code=code)
        asked = GuidanceDraftIn(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        version = save_draft(
            page=page,
            texts={name: given[name] for name in FIELDS},
            change_note=given["change_note"],
            offer=given["offer"],
            revision=given["revision"],
            drafted_by=self.person,
            at=clock.now(),
        )
        return Response(GuidanceDraftOut(version).data)


class Publish(GuidanceDoor):
    @extend_schema(
        operation_id="guidance_publish",
        summary="Publish the draft of a page, as the second person",
        description="For administrators; to anybody else there is no such address.",
        request=GuidancePublishIn,
        responses={HTTPStatus.OK: GuidanceDraftOut},
        tags=["guidance"],
    )
    def post(self, request: Request, code: str) -> Response:
        drafts = GuidanceVersion.objects.filter(published_at=None)
        version = get_object_or_404(drafts, page__code=code)
        asked = GuidancePublishIn(data=request.data)
        asked.is_valid(raise_exception=True)
        published = publish_draft(
            version=version, published_by=self.person, revision=asked.validated_data["revision"], at=clock.now()
        )
        return Response(GuidanceDraftOut(published).data)
