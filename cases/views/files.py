"""Files of a case: added, listed, read, shared with the employee, and taken off a draft again."""

from abc import abstractmethod
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import queries
from cases.attachments.serving import as_download
from cases.attachments.uploading import had_too_large_file
from cases.enums import AttachmentState
from cases.forms.files import ConfirmForm, FileForm
from cases.models import Attachment, Case
from cases.operations.attaching import attach_file, read_file, remove_file, share_file
from cases.permissions import is_requester, may_attach, may_handle, may_remove
from cases.views import leaves
from cases.views.common import SignedIn, case_or_404, person_of
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base import clock
from polact.base.http import FormPage


def file_or_404(person: Person, case: Case, pk: UUID) -> Attachment:
    """A file of this very case that the person may know of; anything else is not there."""
    try:
        return queries.attachment_of(person, case, pk)
    except Attachment.DoesNotExist:
        raise Http404 from None


@require_safe
@login_required
def download(request: HttpRequest, pk: int, file: UUID) -> HttpResponse:
    """The file, as something to keep and never as a page; what was not scanned only after a word of warning."""
    person = person_of(request)
    case = case_or_404(person, pk)
    attachment = file_or_404(person, case, file)
    if attachment.state == AttachmentState.NOT_SCANNED and "anyway" not in request.GET:
        return render(request, "cases/files/unscanned.html", {"case": case, "file": attachment, **_home(person, case)})
    content = read_file(case=case, attachment=attachment, read_by=person, at=clock.now())
    return as_download(attachment.name, attachment.media_type, content)


class FilesPage(SignedIn, FormPage):
    """The files of a case with the form to add one. Which side of the case it belongs to, the subclass says."""

    template_name = "cases/files/list.html"
    form_class = FileForm
    of_requester: bool
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = case_or_404(self.person, kwargs["pk"])
            if is_requester(self.person, self.case) != self.of_requester:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None) -> Form:
        if data is None:
            return FileForm()
        return FileForm(data, self.request.FILES, had_too_large=had_too_large_file(self.request))

    def context(self) -> dict[str, Any]:
        return {
            "case": self.case,
            "files": queries.attachments_of(self.person, self.case),
            "may_add": may_attach(self.person, self.case),
            "is_scanned": bool(settings.CLAMD_ADDRESS),
            "takes_files": bool(settings.CLAMD_ADDRESS) or settings.TAKES_UNSCANNED_FILES,
            "of_requester": self.of_requester,
            "of_draft": self.of_requester and self.case.submitted_at is None,
            **_home(self.person, self.case),
        }

    def deed(self, form: Form) -> HttpResponse:
        given = form.cleaned_data["file"]
        attached = attach_file(
            case=self.case,
            uploaded_by=self.person,
            name=given.name,
            declared=given.content_type or "",
            content=given.read(),
            at=clock.now(),
        )
        messages.success(self.request, _("The file is added: %(name)s") % {"name": attached.name})
        return redirect("cases:request_files" if self.of_requester else "cases:case_files", pk=self.case.pk)


class RequestFiles(FilesPage):
    """On the side of the one who asked."""

    of_requester = True


class CaseFiles(FilesPage):
    """On the side of those who answer."""

    of_requester = False


class FilePage(SignedIn, FormPage):
    """A page about one file, with one thing to confirm."""

    form_class = ConfirmForm
    case: Case
    file: Attachment

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = case_or_404(self.person, kwargs["pk"])
            self.file = file_or_404(self.person, self.case, kwargs["file"])
            if not self.is_for(self.person):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    @abstractmethod
    def is_for(self, person: Person) -> bool:
        """Whether the page is there for this person."""

    def context(self) -> dict[str, Any]:
        return {"case": self.case, "file": self.file, **_home(self.person, self.case)}


class OneFile(FilePage):
    """What is known of a file, for those who answer; from here it is shared with the employee."""

    template_name = "cases/files/one.html"

    def is_for(self, person: Person) -> bool:
        return not is_requester(person, self.case)

    def context(self) -> dict[str, Any]:
        may_share = self.file.is_internal and self.file.is_readable and may_handle(self.person, self.case)
        return {
            **super().context(),
            "may_share": may_share,
            "leaving": leaves.of_notice("attachment_shared", self.case, self.file) if may_share else None,
            "trail": trail_of(self.file.pk),
        }

    def deed(self, form: Form) -> HttpResponse:
        share_file(case=self.case, attachment=self.file, shared_by=self.person, at=clock.now())
        messages.success(self.request, _("The employee can now open the file, and is told."))
        return redirect("cases:case_files", pk=self.case.pk)


class RemoveFile(FilePage):
    """Asks before a file is taken off a draft for good."""

    template_name = "cases/files/remove.html"

    def is_for(self, person: Person) -> bool:
        return may_remove(person, self.case, self.file)

    def deed(self, form: Form) -> HttpResponse:
        remove_file(case=self.case, attachment=self.file, removed_by=self.person)
        messages.success(self.request, _("The file is removed."))
        return redirect("cases:request_files", pk=self.case.pk)


def _home(person: Person, case: Case) -> dict[str, Any]:
    """Where the person's pages of this case are."""
    is_own = is_requester(person, case)
    return {
        "home": "cases:request" if is_own else "cases:case",
        "files_page": f"cases:{'request' if is_own else 'case'}_files",
    }
