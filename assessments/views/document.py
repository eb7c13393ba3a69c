"""The result as an accessible document, made while one waits. Nothing is kept: no row, no file, no cookie, no trail."""

from copy import copy
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessments.department import is_in_force
from assessments.paper.blocks import read_blocks
from assessments.sitting import FIELD, Sitting, read_sitting
from assessments.views.traceless import Traceless
from assessments.views.wizard import SelfAssessment
from polact.base import clock
from polact.base.text import current_language
from polact.paper.pdf import CONTENT_TYPE, make_pdf

TEMPLATE = Path(__file__).parent.parent / "paper" / "result.typ"
NAME = "polact.pdf"  # the name of a file says nothing of what is in it


class Document(Traceless):
    """POST: what was checked, as PDF/UA and PDF/A in the language of the page. Names nobody, because nobody is known."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        sitting = read_sitting(request.POST.get(FIELD, ""))
        if sitting is None or not _counts(sitting):
            return render(request, "assessments/unreadable.html", status=422)
        response = HttpResponse(document_of(request, sitting), content_type=CONTENT_TYPE)
        response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
        return response


def _counts(sitting: Sitting) -> bool:
    return is_in_force(sitting.rulebook.content_hash, sitting.organization, sitting.overlay)


def document_of(request: HttpRequest, sitting: Sitting) -> bytes:
    """The bytes of the document: what the result page says to somebody who is not signed in, in its order."""
    title, blocks = read_blocks(_result_page(request, sitting))
    footer = _("Self-assessment, version %(version)s. It names nobody. Page") % {"version": sitting.version}
    today = clock.local_date(clock.now()).isoformat()
    return make_pdf(
        TEMPLATE, {"title": title, "lang": current_language(), "date": today, "footer": footer, "blocks": blocks}
    )


def _result_page(request: HttpRequest, sitting: Sitting) -> str:
    asked = copy(request)
    fields = QueryDict(mutable=True)
    fields.update({"_step": "resume", FIELD: sitting.as_text()})
    asked.POST = fields  # type: ignore[assignment]  # Django's own tests set it like this
    asked.user = AnonymousUser()
    asked.is_language_switch = False  # type: ignore[attr-defined]
    response = SelfAssessment.as_view()(asked)
    assert isinstance(response, HttpResponse)
    return response.content.decode()
