"""The register of earlier years through the API: for administrators; for anybody else there is nothing here."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.attachments import OneUpload
from cases.attachments.kinds import too_large
from cases.attachments.uploading import had_too_large_file
from cases.history.reading import as_data
from cases.history.summary import counts
from cases.operations.importing import examine_history, import_history
from cases.permissions import may_import_history
from cases.serializers.importing import HistoryIn, HistoryOut
from polact.access.api import PersonView
from polact.base import clock
from polact.base.errors import Invalid
from polact.rest.parsing import TooLarge


class History(PersonView):
    parser_classes = [OneUpload]

    @extend_schema(
        operation_id="history_import",
        summary="Import requests of earlier years, or try to",
        description="All or nothing; what was imported before stays as it is. With problems nothing is imported and the "
        "answer is 422; with `dry_run` they are told and the answer is 200.",
        request={"multipart/form-data": HistoryIn},
        responses={200: HistoryOut, 404: OpenApiResponse(description="Not an administrator.")},
        tags=["history"],
    )
    def post(self, request: Request) -> Response:
        if not may_import_history(self.person):
            raise Http404
        data = request.data
        if had_too_large_file(request._request):
            raise TooLarge(too_large())
        form = HistoryIn(data=data)
        if "file" not in request.FILES:
            raise Invalid(_("Choose a file."), field="file")
        form.is_valid(raise_exception=True)
        content, is_trial = form.validated_data["file"].read(), form.validated_data["dry_run"]
        if is_trial:
            found = examine_history(content=content, examined_by=self.person, at=clock.now())
        else:
            found = import_history(content=content, imported_by=self.person, at=clock.now())
        told = {
            "imported": not is_trial,
            "rows": found.rows,
            "new": len(found.new),
            "known": found.known,
            "counts": counts(found.new),
            "problem_count": len(found.problems),
            "problems": as_data(found.problems),
        }
        return Response(HistoryOut(told).data)
