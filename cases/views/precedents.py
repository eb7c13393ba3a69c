"""Earlier answers beside a case: what they concluded, how like it they are, and in what they differ."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.permissions import may_compare
from cases.precedents.facts import FACETS
from cases.precedents.nearest import Neighbour
from cases.precedents.reading import SHOWN, Found, cases_of, precedents_of
from cases.views.common import case_or_404, person_of
from polact.catalogue.registry import outcome

SAME, CLOSE = 0.999, 0.75


@require_safe
@login_required
def precedents_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The nearest past answers, of one's own organization by name and of others without any."""
    person = person_of(request)
    case = case_or_404(person, pk)
    if not may_compare(person, case):
        raise Http404
    return render(request, "cases/precedents.html", {"case": case, "found": in_words(case, precedents_of(case))})


def in_words(case: Case, found: Found) -> dict[str, Any]:
    """What was found, for the page and beside the form of the advice."""
    named = cases_of(found.own[:SHOWN])
    most = found.majority if found.majority and found.majority.is_clear else None
    near = [one.precedent.outcome for one in found.near]
    return {
        "comparable": found.facts is not None,
        "near": len(near),
        "outcomes": [(str(answer.name), near.count(answer.code)) for answer in case.type.answers],
        "clear": most,
        "clear_outcome": outcome(most.outcome).name if most else "",
        "own": [_told(one, named.get(one.precedent.case or 0)) for one in found.own[:SHOWN]],
        "elsewhere": [_told(one, None) for one in found.elsewhere[:SHOWN]],
    }


def _told(neighbour: Neighbour, case: Case | None) -> dict[str, Any]:
    told = [(facet.name, neighbour.facets[facet.code]) for facet in FACETS]
    return {
        "case": case,
        "outcome": outcome(neighbour.precedent.outcome).name,
        "answered_on": neighbour.precedent.answered_on,
        "likeness": _in_words(neighbour),
        "percent": round(100 * neighbour.likeness),
        "same": [name for name, alike in told if alike is not None and alike >= SAME],
        "close": [name for name, alike in told if alike is not None and CLOSE <= alike < SAME],
        "different": [name for name, alike in told if alike is not None and alike < CLOSE],
    }


def _in_words(neighbour: Neighbour) -> str:
    if neighbour.is_near:
        return _("the same facts, or nearly")
    return _("alike in part")
