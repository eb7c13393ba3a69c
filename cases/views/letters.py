"""An issued letter: the page and the PDF, for whoever may see the case, in its language or in the other one."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.letters.blocks import render as render_letter
from cases.letters.parcel import check_handing_out
from cases.models import LANGUAGES, Case, Letter
from cases.operations.letters import make_letter
from cases.permissions import is_requester, may_use_desk
from cases.queries import advising as reading
from cases.views.common import case_or_404, person_of
from polact.access.models import Person
from polact.base import clock
from polact.paper.pdf import CONTENT_TYPE


def letter_or_404(person: Person, pk: int, letter: UUID) -> tuple[Case, Letter]:
    """A letter of a case that the person may see."""
    case = case_or_404(person, pk)
    try:
        return case, reading.letter(case, letter)
    except Letter.DoesNotExist:
        raise Http404 from None


def language_of(request: HttpRequest, letter: Letter) -> str:
    """The letter's own language, unless the address asks for the other one."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(LANGUAGES) else letter.language


@require_safe
@login_required
def letter_page(request: HttpRequest, pk: int, letter: UUID) -> HttpResponse:
    """The same words as the PDF, in the same order."""
    person = person_of(request)
    case, found = letter_or_404(person, pk, letter)
    language, mine = language_of(request, found), is_requester(person, case)
    check_handing_out(found, person, clock.now())
    later = getattr(found.advice, "superseded_by", None)
    return render(
        request,
        "cases/advice/letter.html",
        {
            "case": case,
            "found": found,
            "letter": render_letter(found.facts, found.template, language),
            "other": "en" if language == "fr" else "fr",
            "superseded_at": later.recorded_at if later else None,
            "mine": mine,
            "uses_desk": not mine and may_use_desk(person),
        },
    )


@require_safe
@login_required
def letter_pdf(request: HttpRequest, pk: int, letter: UUID) -> HttpResponse:
    """The PDF: the same bytes each time."""
    person = person_of(request)
    _case, found = letter_or_404(person, pk, letter)
    return pdf_response(found, language_of(request, found), person)


def pdf_response(letter: Letter, language: str, person: Person) -> HttpResponse:
    """A letter's bytes as a download whose name says its number and nothing else."""
    document = make_letter(letter=letter, language=language, made_for=person, at=clock.now())
    response = HttpResponse(document, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{letter.number}-{language}.pdf"'
    return response
