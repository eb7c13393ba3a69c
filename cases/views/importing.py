"""The register of earlier years: brought, looked at, and imported once its preview is confirmed; for administrators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from cases import queries
from cases.attachments.uploading import had_too_large_file
from cases.forms.importing import HistoryForm
from cases.history.columns import COLUMNS
from cases.history.reading import problems_file
from cases.history.summary import counts
from cases.models import HistoryFile
from cases.operations.importing import examine_history, import_kept_file, keep_history_file
from cases.permissions import may_import_history
from cases.views.common import SignedIn, person_of
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid
from polact.base.http import FormPage

TOLD = 50
SHOWN = 10


class ForAdministrators(SignedIn):
    """Whoever may not import finds nothing here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_import_history(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class HistoryImport(ForAdministrators, FormPage):
    """The form that takes a file, and what its columns may hold."""

    template_name = "cases/history/bring.html"

    def form(self, data: Any = None) -> Form:
        if data is None:
            return HistoryForm()
        return HistoryForm(data, self.request.FILES, had_too_large=had_too_large_file(self.request))

    def context(self) -> dict[str, Any]:
        return {"columns": COLUMNS, "imported": queries.imported_requests(self.person).count()}

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data["file"]
        kept = keep_history_file(name=given.name, content=given.read(), kept_by=self.person, at=clock.now())
        return redirect("cases:history_preview", pk=kept.pk)


class HistoryPreview(ForAdministrators, View):
    """What importing the file would do; posting does it."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._show(kept_or_404(self.person, pk))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        kept = kept_or_404(self.person, pk)
        try:
            done = import_kept_file(pk=pk, imported_by=self.person, at=clock.now())
        except Invalid as refusal:
            return self._show(kept, status=refusal.status)
        messages.success(request, _("Imported: %(count)s requests.") % {"count": len(done.new)})
        return redirect("cases:history")

    def _show(self, kept: HistoryFile, status: int = 200) -> HttpResponse:
        found = examine_history(content=bytes(kept.content), examined_by=self.person, at=clock.now())
        context = {
            "kept": kept,
            "found": found,
            "problems": found.problems[:TOLD],
            "counts": counts(found.new),
            "first": found.new[:SHOWN],
            "columns": COLUMNS,
        }
        return render(self.request, "cases/history/preview.html", context, status=status)


@require_safe
@login_required
def history_problems(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every problem of a file, as CSV."""
    person = person_of(request)
    if not may_import_history(person):
        raise Http404
    kept = kept_or_404(person, pk)
    found = examine_history(content=bytes(kept.content), examined_by=person, at=clock.now())
    return HttpResponse(
        problems_file(found.problems),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="problems.csv"'},
    )


def kept_or_404(person: Person, pk: UUID) -> HistoryFile:
    """A file that the person brought themselves."""
    kept = queries.history_files(person).filter(pk=pk).first()
    if kept is None:
        raise Http404
    return kept
