"""What was attached to a request, beside the same answers under the rulebook in force. Looking changes nothing."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.comparison import in_force_beside, still_in_force
from cases import queries
from cases.permissions import is_requester, may_use_desk
from cases.views.common import case_or_404, person_of


@require_safe
@login_required
def compare_page(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever may see the case: what was kept, then and now. Computed each time anew, stored nowhere."""
    person = person_of(request)
    case = case_or_404(person, pk)
    assessments = queries.assessments_of(case)
    if not assessments:
        raise Http404
    mine = is_requester(person, case)
    return render(
        request,
        "cases/compare.html",
        {
            "case": case,
            "mine": mine,
            "uses_desk": not mine and may_use_desk(person),
            "compared": queries.compared_with_current(assessments),
            "version": assessments[0].rulebook_version,
            "in_force": in_force_beside(assessments[0].rulebook_version),
            "is_in_force": still_in_force(assessments[0].result),
        },
    )
