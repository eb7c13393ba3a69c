"""The decision letter, page and PDF: for the employee, those who see the case, and the deputy head to whom it is addressed."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.letters.decision_blocks import render_decision
from cases.limit_words import NONE_BY_LAW
from cases.models import LANGUAGES, Case, DecisionLetter
from cases.operations.letters import make_decision_letter
from cases.permissions.delegations import may_see_waiting
from cases.queries import deciding as reading
from cases.views.common import person_of
from polact.access.models import Person
from polact.base import clock
from polact.base.text import current_language
from polact.paper.pdf import CONTENT_TYPE


def letter_or_404(person: Person, pk: UUID) -> tuple[DecisionLetter, Case | None]:
    """A decision letter that the person may read, and its case if they see that."""
    try:
        return reading.decision_letter(person, pk)
    except DecisionLetter.DoesNotExist:
        raise Http404 from None


def language_asked(request: HttpRequest) -> str:
    """The language of the page, unless the address asks for the other one: either side reads it in theirs."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(LANGUAGES) else current_language()


@require_safe
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the decision maker, the one due first by law at the top; to others the page is not there."""
    person = person_of(request)
    if not may_see_waiting(person):
        raise Http404
    today = clock.local_date(clock.now())
    rows = [
        {"candidacy": one, "is_late": one.decide_by is not None and one.decide_by < today}
        for one in reading.waiting_for_decision(person)
    ]
    return render(request, "cases/candidacy/waiting.html", {"rows": rows, "none_by_law": NONE_BY_LAW})


@require_safe
@login_required
def decision_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same words as the PDF, in the same order."""
    (found, seen), language = letter_or_404(person_of(request), pk), language_asked(request)
    told = {
        "found": found,
        "seen": seen,
        "superseded_at": reading.superseded_at(found) if seen else None,
        "letter": render_decision(found.facts, found.template, language),
        "other": "en" if language == "fr" else "fr",
    }
    return render(request, "cases/candidacy/letter.html", told)


@require_safe
@login_required
def decision_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The PDF: the same bytes each time, and a name that says the number and nothing else."""
    (found, _seen), language = letter_or_404(person_of(request), pk), language_asked(request)
    document = make_decision_letter(letter=found, language=language, at=clock.now())
    response = HttpResponse(document, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.number}-{language}.pdf"'
    return response
