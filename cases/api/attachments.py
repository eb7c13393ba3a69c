"""Files of a request through the API: add, list, read, share, and take off a draft."""

from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from cases import queries
from cases.api.common import visible_case
from cases.attachments.kinds import too_large
from cases.attachments.limits import LARGEST_FILE, MEGABYTE
from cases.attachments.serving import as_download
from cases.attachments.uploading import had_too_large_file
from cases.models import Attachment, Case
from cases.operations.attaching import attach_file, read_file, remove_file, share_file
from cases.serializers.attachments import AttachmentIn, AttachmentOut
from polact.access.api import PersonView
from polact.base import clock
from polact.base.errors import Invalid
from polact.rest.parsing import TooLarge

LARGEST_BODY = LARGEST_FILE + MEGABYTE


class OneUpload(MultiPartParser):
    """A form with one file. Whoever announces more than any file may have is not listened to."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        request = (parser_context or {})["request"]
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            raise TooLarge()
        return super().parse(stream, media_type, parser_context)


def visible_file(view: PersonView, case: Case, pk: UUID) -> Attachment:
    """A file of this very case that the caller may know of; anything else is not there."""
    try:
        return queries.attachment_of(view.person, case, pk)
    except Attachment.DoesNotExist:
        raise Http404 from None


class Attachments(PersonView):
    parser_classes = [OneUpload]

    @extend_schema(
        operation_id="request_attachments",
        summary="Files of a request that the caller may know of",
        responses=AttachmentOut(many=True),
        tags=["attachments"],
    )
    def get(self, request: Request, pk: int) -> Response:
        case = visible_case(self.person, pk)
        return Response(AttachmentOut(queries.attachments_of(self.person, case), many=True).data)

    @extend_schema(
        operation_id="request_attach",
        summary="Add a file",
        description="The requester's are seen by all who may read the request; those of whoever handles it are internal "
        "until they are shared. Nobody reads a file before the virus scan has let it through.",
        request={"multipart/form-data": AttachmentIn},
        responses={201: AttachmentOut},
        tags=["attachments"],
    )
    def post(self, request: Request, pk: int) -> Response:
        case = visible_case(self.person, pk)
        data = request.data
        if had_too_large_file(request._request):
            raise TooLarge(too_large())
        if len(request.FILES.getlist("file")) > 1:
            raise Invalid(_("Send one file at a time."), field="file")
        form = AttachmentIn(data=data)
        if not form.is_valid():  # a part without a name is no file, for one
            raise Invalid(_("Choose a file."), field="file")
        given = form.validated_data["file"]
        attached = attach_file(
            case=case,
            uploaded_by=self.person,
            name=given.name,
            declared=given.content_type or "",
            content=given.read(),
            at=clock.now(),
        )
        return Response(AttachmentOut(attached).data, status=201)


class OneAttachment(PersonView):
    @extend_schema(
        operation_id="request_attachment",
        summary="One file, without its bytes",
        responses=AttachmentOut,
        tags=["attachments"],
    )
    def get(self, request: Request, pk: int, file: UUID) -> Response:
        return Response(AttachmentOut(visible_file(self, visible_case(self.person, pk), file)).data)

    @extend_schema(
        operation_id="request_attachment_remove",
        summary="Take a file off a draft",
        responses={204: None},
        tags=["attachments"],
    )
    def delete(self, request: Request, pk: int, file: UUID) -> Response:
        case = visible_case(self.person, pk)
        remove_file(case=case, attachment=visible_file(self, case, file), removed_by=self.person)
        return Response(status=204)


class AttachmentBytes(PersonView):
    @extend_schema(
        operation_id="request_attachment_content",
        summary="The bytes of a file",
        description="409 while it waits for the virus scan, or when something was found in it.",
        responses={(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)},
        tags=["attachments"],
    )
    def get(self, request: Request, pk: int, file: UUID) -> HttpResponse:
        case = visible_case(self.person, pk)
        attachment = visible_file(self, case, file)
        content = read_file(case=case, attachment=attachment, read_by=self.person, at=clock.now())
        return as_download(attachment.name, "application/octet-stream", content)


class ShareAttachment(PersonView):
    @extend_schema(
        operation_id="request_attachment_share",
        summary="Give the employee an internal file",
        description="Cannot be taken back. The employee is told.",
        request=None,
        responses=AttachmentOut,
        tags=["attachments"],
    )
    def post(self, request: Request, pk: int, file: UUID) -> Response:
        case = visible_case(self.person, pk)
        attachment = visible_file(self, case, file)
        share_file(case=case, attachment=attachment, shared_by=self.person, at=clock.now())
        return Response(AttachmentOut(queries.attachment_of(self.person, case, file)).data)
