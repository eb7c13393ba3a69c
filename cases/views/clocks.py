"""What the nightly replay of the clocks found, for administrators."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import queries
from cases.permissions import may_see_clock_differences
from cases.views.common import person_of


@require_safe
@login_required
def clock_differences(request: HttpRequest) -> HttpResponse:
    """Stored due dates that the facts do not give, newest first; nothing is corrected here."""
    if not may_see_clock_differences(person_of(request)):
        raise Http404
    return render(request, "cases/clocks.html", {"differences": queries.clock_differences()})
