"""The case, for those who answer it: everything that the decision rests on, on one page."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases import queries
from cases.enums import TAKES_MESSAGES, CaseAction, CaseStatus, EndingKind, ItemState
from cases.forms.conversation import MessageForm, NoteForm, SettleForm
from cases.models import Case, InformationRequest
from cases.permissions import is_requester, may_handle, may_use_desk
from cases.timing import timing_of
from cases.views import answered, attached, telling
from cases.views.common import file_or_404, person_of
from cases.views.panels.panel import by_place
from cases.views.panels.registry import OF_CASE
from cases.workflow import available_actions
from polact.access.models import Person
from polact.access.permissions import may_set_standard
from polact.audit.queries import trail_of
from polact.base import clock

AT_ONCE = (CaseAction.TAKE_UP,)
WHILE_WAITING = (CaseAction.REMIND_AGAIN, CaseAction.GO_ON, CaseAction.CLOSE_UNANSWERED)


@require_safe
@login_required
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One case; the person who asked is led to their own page of it."""
    person = person_of(request)
    file = file_or_404(person, pk)
    case = file.case
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
            "timing": timing_of(case, file.questions, today),
            "age": telling.age_of(case, today),
            "waits_for": telling.waits_for(case, person),
            "questions": file.questions,
            "told": attached.stored(queries.assessments_of(case)),
            "appointments": queries.appointments_of(case.requester, case.organization, today),
            "outcome": telling.outcome_of(case),
            **answered.parts_of(case),
            "endings": [ending for ending in file.endings if ending.kind != EndingKind.CLOSED],
            "trail": trail_of(case.ref),
            "at_once": [action for action in actions if action in AT_ONCE],
            "actions": [action for action in actions if action not in (*AT_ONCE, *WHILE_WAITING)],
            "waiting": waiting_of(file.open_question, case, today),
            "may_handle": may_handle(person, case),
            "may_set_standard": may_set_standard(person, case.organization),
            **correspondence(file, person),
            "panels": by_place(OF_CASE, person, case, today),
            "uses_desk": may_use_desk(person),
        },
    )


def waiting_of(asked: InformationRequest | None, case: Case, today: date) -> dict[str, Any] | None:
    """What is waited for, whether its day has passed, and what can be done about it; None while nothing is."""
    if asked is None or case.status != CaseStatus.AWAITING_INFORMATION:
        return None
    needed = [item for item in asked.checklist if item.state == ItemState.NEEDED]
    form = SettleForm(items=needed, initial={"version": case.version}, auto_id="settle_%s") if needed else None
    return {"asked": asked, "overdue": asked.is_overdue(today), "form": form, "actions": WHILE_WAITING}


def correspondence(file: queries.CaseFile, person: Person) -> dict[str, Any]:
    """Messages, and for those who answer notes, with the forms to write them."""
    written = file.correspondence
    return {
        "notes": written.notes,
        "case_messages": written.messages,
        "unread": written.unread_by(file.case, person),
        "takes_messages": file.case.status in TAKES_MESSAGES,
        "note_form": NoteForm(auto_id="note_%s"),
        "message_form": MessageForm(auto_id="message_%s"),
    }
