"""The requester's side: all of one's requests, and one of them."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases import queries
from cases.enums import CaseStatus, EndingKind
from cases.models import Case, Ending
from cases.permissions import is_requester
from cases.timing import timing_of
from cases.views import answered, attached, telling
from cases.views.case import correspondence
from cases.views.common import file_or_404, person_of
from cases.views.panels.panel import by_place
from cases.views.panels.registry import OF_REQUEST
from cases.workflow import available_actions
from polact.audit.queries import trail_of
from polact.base import clock


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Each request: state in plain words, who has it, what is asked of me, by when."""
    page = queries.requests_of(person_of(request), request.GET.get("before", ""))
    today = clock.local_date(clock.now())
    return render(
        request,
        "cases/mine.html",
        {
            "rows": [_row(case, today) for case in page.cases],
            "following": f"?before={page.following}" if page.following else "",
            "first": request.path if "before" in request.GET else "",
        },
    )


@require_safe
@login_required
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, for the one who sent it; somebody who handles it is led to the case."""
    person = person_of(request)
    file = file_or_404(person, pk)
    case = file.case
    if not is_requester(person, case):
        return redirect("cases:case", pk=pk)
    trail = trail_of(case.ref)
    today = clock.local_date(clock.now())
    return render(
        request,
        "cases/request.html",
        {
            **_row(case, today),
            "asked": telling.asked_of_requester(case, file.open_question),
            "timing": timing_of(case, file.questions, today),
            "questions": file.questions,
            "open_question": file.open_question if case.status == CaseStatus.AWAITING_INFORMATION else None,
            "overdue": file.open_question is not None and file.open_question.is_overdue(today),
            "time_line": telling.time_line(case, trail),
            "trail": trail,
            "named": queries.named_in(case),
            "told": attached.stored(queries.assessments_of(case)),
            "actions": [action.value for action in available_actions(person, case)],
            **correspondence(file, person),
            "panels": by_place(OF_REQUEST, person, case, today),
            "outcome": telling.outcome_of(case),
            **answered.parts_of(case),
            "ending": _ending_of(case, file.endings),
        },
    )


def _ending_of(case: Case, endings: list[Ending]) -> Ending | None:
    """How the case ended this time otherwise than by advice; None while it is open, and when advice ended it."""
    if not case.ended_at:
        return None
    own = (one for one in endings if one.turn == case.turn and one.kind != EndingKind.CLOSED)
    return next(own, None)


def _row(case: Case, today: date) -> dict[str, object]:
    return {
        "case": case,
        "state": telling.state_of(case),
        "clock": telling.clock_of(case, today),
        "holder": telling.holder_of(case),
        "asked": telling.asked_of_requester(case),
        "is_draft": case.status == CaseStatus.DRAFT,
    }
