"""Decisions on a candidacy: each with its letter, authorizations and conditions; and what can be done towards one."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums.candidacy import CandidacyAction
from cases.models import Authorization, Candidacy, Case, Condition, Decision
from cases.permissions import is_requester
from cases.queries import deciding as reading
from cases.views.panels.panel import Panel
from cases.workflow.candidacy import available_on
from polact.access.models import Person
from polact.catalogue.registry import outcome

DOORS = {
    CandidacyAction.SUBMIT_FOR_DECISION: "candidacy:submit_for_decision",
    CandidacyAction.DECIDE: "candidacy:decide",
    CandidacyAction.RETURN_TO_OFFICER: "candidacy:return_to_officer",
    CandidacyAction.CONFIRM_NOTICES: "candidacy:confirm_notices",
    CandidacyAction.DECIDE_AGAIN: "candidacy:decide_again",
}


def decisions(person: Person, case: Case, today: date) -> Panel | None:
    """Every decision, the newest first; for those who act on it, the doors to the next step. None for other requests."""
    if case.type.candidacy is None:
        return None
    rows = [_row(case, one) for one in reading.decisions_of(case.pk)]
    doors = [] if is_requester(person, case) else _doors(person, case)
    if not rows and not doors:
        return None
    return Panel(
        "first", _("Decision"), "cases/panels/candidacy_decision.html", {"rows": rows, "doors": doors, "case": case}
    )


def _doors(person: Person, case: Case) -> list[dict[str, Any]]:
    candidacy = Candidacy.objects.filter(pk=case.pk).first()
    if candidacy is None:
        return []
    candidacy.case = case
    return [
        {"label": action.label, "url": reverse(DOORS[action], args=[case.pk])}
        for action in available_on(person, candidacy)
        if action in DOORS
    ]


def _row(case: Case, decision: Decision) -> dict[str, Any]:
    rules = case.type.candidacy
    assert rules is not None
    ties = {kind.code: kind for kind in rules.conditions}
    kinds = {kind.code: kind for level in rules.levels for kind in level.authorizations}
    later = getattr(decision, "superseded_by", None)
    return {
        "decision": decision,
        "letter": getattr(decision, "letter", None),
        "outcome": outcome(decision.outcome),
        "superseded_at": later.decided_at if later else None,
        "authorizations": [_named(one, kinds[one.kind].name) for one in decision.authorizations.all()],
        "conditions": [_named(one, ties[one.kind].name) for one in decision.conditions.all()],
    }


def _named(one: Authorization | Condition, name: Any) -> dict[str, Any]:
    return {"name": name, "of": one}
