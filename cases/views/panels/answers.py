"""Answers that were given, with their letters; that a case was opened again; and the working papers of an advice."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import CaseStatus
from cases.models import Advice, Case
from cases.permissions import is_requester, may_approve, may_handle
from cases.queries import advising as reading
from cases.views.panels.panel import Panel
from polact.access.models import Person
from polact.catalogue.registry import outcome


def given(person: Person, case: Case, today: date) -> Panel | None:
    """Every answer with its letter, the newest first: earlier ones say when they were superseded."""
    if case.advice_id is None:
        return None
    answers = reading.answers_of(case)
    later: list[datetime | None] = [None, *(advice.recorded_at for advice in answers)]
    rows = [_answer(advice, superseded_at) for advice, superseded_at in zip(answers, later, strict=False)]
    if len(rows) == 1 and rows[0]["letter"] is None:
        return None
    place = "main" if is_requester(person, case) else "conversation"
    return Panel(place, _("Letters"), "cases/panels/answers.html", {"rows": rows, "case": case})


def _answer(advice: Advice, superseded_at: datetime | None) -> dict[str, Any]:
    return {"advice": advice, "letter": getattr(advice, "letter", None), "superseded_at": superseded_at}


def reopened(person: Person, case: Case, today: date) -> Panel | None:
    """When and why the case was opened again, and how it had ended before."""
    if not case.turn:
        return None
    rows = [
        {"reopening": one, "before": outcome(one.outcome_before).name if one.outcome_before else ""}
        for one in reading.reopenings_of(case)
    ]
    place = "main" if is_requester(person, case) else "conversation"
    return Panel(place, _("Opened again"), "cases/panels/reopened.html", {"rows": rows})


def working(person: Person, case: Case, today: date) -> Panel | None:
    """For those who handle the case: the draft of an advice, or what waits for a second reader."""
    if not may_handle(person, case):
        return None
    if case.status == CaseStatus.AWAITING_APPROVAL:
        told: dict[str, Any] = {
            "proposal": reading.proposal_of(case),
            "case": case,
            "may_approve": may_approve(person, case),
        }
        return Panel("conversation", _("Advice to be read"), "cases/panels/proposal.html", told)
    if case.status == CaseStatus.IN_REVIEW and (draft := getattr(case, "advice_draft", None)):
        told = {"draft": draft, "case": case}
        return Panel("conversation", _("Draft of an advice"), "cases/panels/draft.html", told)
    return None
