"""The case, for those who answer it: everything that the decision rests on, on one page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases import clocks, queries
from cases.enums import CaseAction, EndingKind
from cases.models import Case
from cases.permissions import is_requester, may_use_desk
from cases.views import answered, attached, telling
from cases.views.common import case_or_404, person_of
from cases.views.panels.panel import by_place
from cases.views.panels.registry import OF_CASE
from cases.workflow import available_actions
from polact.audit.queries import trail_of
from polact.base import clock

AT_ONCE = (CaseAction.TAKE_UP,)


@require_safe
@login_required
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One case; the person who asked is led to their own page of it."""
    person = person_of(request)
    case = case_or_404(person, pk)
    if is_requester(person, case):
        return redirect("cases:request", pk=pk)
    today = clock.local_date(clock.now())
    actions = available_actions(person, case)
    return render(
        request,
        "cases/case.html",
        {
            "case": case,
            "state": telling.state_of(case),
            "level": telling.level_of(case),
            "clock": telling.clock_of(case, today),
            "age": telling.age_of(case, today),
            "standard": standard_of(case),
            "waits_for": telling.waits_for(case, person),
            "questions": queries.questions_of(case),
            "told": attached.stored(queries.assessments_of(case)),
            "appointments": queries.appointments_of(case.requester, case.organization, today),
            "outcome": telling.outcome_of(case),
            **answered.parts_of(case),
            "endings": [
                ending for ending in case.endings.select_related("ended_by") if ending.kind != EndingKind.CLOSED
            ],
            "trail": trail_of(case.ref),
            "at_once": [action for action in actions if action in AT_ONCE],
            "actions": [action for action in actions if action not in AT_ONCE],
            "panels": by_place(OF_CASE, person, case, today),
            "uses_desk": may_use_desk(person),
        },
    )


def standard_of(case: Case) -> clocks.Clock | None:
    """The service standard's clock of a submitted case, with its explanation."""
    if case.clock_from is None:
        return None
    return clocks.service_standard(submitted_on=case.clock_from, business_days=case.organization.standard_days)
