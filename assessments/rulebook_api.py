"""Versions and drafts of the rulebook for programs: what the pages do, for administrators. To others nothing is there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from assessments import queries
from assessments.draft_standing import Standing
from assessments.models import RulebookDraft
from assessments.operations import drafting, publishing
from assessments.permissions import may_keep_rulebooks
from assessments.rulebook import UnknownRulebook, file_of, issues, load, version_on
from assessments.rulebook_shapes import (
    DetailsIn,
    FileIn,
    PublishIn,
    ReviewsIn,
    RulebookDraftOut,
    StartIn,
    VersionFileOut,
    VersionOut,
    draft_data,
)
from polact.access.api import PersonView
from polact.base import clock

TAGS = ["rulebooks"]
NOT_THERE = OpenApiResponse(description="The person is no administrator.")
NUMBER = OpenApiParameter(
    "version", {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$", "maxLength": 20}, OpenApiParameter.PATH
)


class AdministratorView(PersonView):
    """A door for administrators; for everybody else there is no such address."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not may_keep_rulebooks(self.person):
            raise Http404

    def given(self, shape: type[Serializer[Any]]) -> Any:
        asked = shape(data=self.request.data)
        asked.is_valid(raise_exception=True)
        return asked


class Versions(AdministratorView):
    @extend_schema(
        operation_id="rulebook_versions",
        summary="Every version of the rulebook, oldest first",
        responses={200: VersionOut(many=True), 404: NOT_THERE},
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        now = version_on(clock.local_date(clock.now()))
        rows = [
            {
                "version": issue.version,
                "effective_from": issue.effective_from,
                "note": issue.note,
                "in_force": issue.version == now,
                "shipped": issue.shipped,
            }
            for issue in issues()
        ]
        return Response(VersionOut(rows, many=True).data)


class VersionFile(AdministratorView):
    @extend_schema(
        operation_id="rulebook_version",
        summary="The file of one version, with its hash",
        parameters=[NUMBER],
        responses=VersionFileOut,
        tags=TAGS,
    )
    def get(self, request: Request, version: str) -> Response:
        try:
            content = file_of(version)
        except UnknownRulebook:
            raise Http404 from None
        data = {"version": version, "content_hash": load(version).content_hash, "content": content.decode()}
        return Response(VersionFileOut(data).data)


class Drafts(AdministratorView):
    @extend_schema(
        operation_id="rulebook_drafts",
        summary="The open drafts, newest first",
        responses={200: RulebookDraftOut(many=True), 404: NOT_THERE},
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        drafts = [draft_data(Standing(draft)) for draft in queries.open_drafts(self.person)]
        return Response(RulebookDraftOut(drafts, many=True).data)

    @extend_schema(
        operation_id="rulebook_draft_start",
        summary="Start a draft from a version",
        request=StartIn,
        responses={201: RulebookDraftOut, 404: NOT_THERE},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        given = self.given(StartIn).validated_data
        draft = drafting.start_draft(**given, started_by=self.person, at=clock.now())
        return Response(RulebookDraftOut(draft_data(Standing(draft))).data, status=201)


class DraftView(AdministratorView):
    """What the doors of one draft share."""

    def draft(self, pk: UUID) -> RulebookDraft:
        draft = queries.drafts_visible_to(self.person).filter(pk=pk).first()
        if draft is None:
            raise Http404
        return draft

    def told(self, pk: UUID) -> Response:
        return Response(RulebookDraftOut(draft_data(Standing(self.draft(pk)))).data)


class OneDraft(DraftView):
    @extend_schema(
        operation_id="rulebook_draft",
        summary="One draft: its problems, what it changes, its file",
        responses=RulebookDraftOut,
        tags=TAGS,
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.told(pk)


class DraftFile(DraftView):
    @extend_schema(
        operation_id="rulebook_draft_file",
        summary="Replace a draft's file",
        request=FileIn,
        responses=RulebookDraftOut,
        tags=TAGS,
    )
    def put(self, request: Request, pk: UUID) -> Response:
        draft, given = self.draft(pk), self.given(FileIn).validated_data
        content = given["content"].encode()
        drafting.replace_file(draft=draft, content=content, seen=given["seen"], changed_by=self.person, at=clock.now())
        return self.told(pk)


class DraftDetails(DraftView):
    @extend_schema(
        operation_id="rulebook_draft_details",
        summary="Set a draft's number, change note and day",
        request=DetailsIn,
        responses=RulebookDraftOut,
        tags=TAGS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        draft, given = self.draft(pk), self.given(DetailsIn).validated_data
        drafting.describe_draft(draft=draft, **given, changed_by=self.person, at=clock.now())
        return self.told(pk)


class DraftReviews(DraftView):
    @extend_schema(
        operation_id="rulebook_draft_review",
        summary="Record that you looked at changed results, and why they are right",
        request=ReviewsIn,
        responses=RulebookDraftOut,
        tags=TAGS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        draft, given = self.draft(pk), self.given(ReviewsIn)
        reason = given.validated_data["reason"]
        publishing.review_results(
            draft=draft, results=given.keys(), reason=reason, reviewed_by=self.person, at=clock.now()
        )
        return self.told(pk)


class PublishDraft(DraftView):
    @extend_schema(
        operation_id="rulebook_draft_publish",
        summary="Publish a draft that somebody else edited",
        request=PublishIn,
        responses=RulebookDraftOut,
        tags=TAGS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        draft, given = self.draft(pk), self.given(PublishIn).validated_data
        publishing.publish_draft(draft=draft, seen=given["seen"], published_by=self.person, at=clock.now())
        return self.told(pk)


class AskReview(DraftView):
    @extend_schema(
        operation_id="rulebook_draft_ask",
        summary="Tell the other administrators that a draft waits",
        request=None,
        responses=RulebookDraftOut,
        tags=TAGS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        drafting.ask_for_review(draft=self.draft(pk), asked_by=self.person, at=clock.now())
        return self.told(pk)


class DiscardDraft(DraftView):
    @extend_schema(
        operation_id="rulebook_draft_discard",
        summary="Give up a draft",
        request=None,
        responses=RulebookDraftOut,
        tags=TAGS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        drafting.discard_draft(draft=self.draft(pk), discarded_by=self.person, at=clock.now())
        return self.told(pk)
