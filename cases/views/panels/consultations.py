"""Expert opinions: for those who handle the case with what was said, for the employee where their consent is needed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import ConsultationState
from cases.models import Case, Consultation
from cases.permissions import may_consult
from cases.queries.consultations import consultations_of, consultations_with_consent
from cases.views.panels.panel import Panel
from polact.access.models import Person


def of_case(person: Person, case: Case, today: date) -> Panel | None:
    """What was asked of experts and what they said. Nothing when nothing was asked and nothing can be."""
    rows = [_row(one, today) for one in consultations_of(case)]
    may_ask = may_consult(person, case)
    if not rows and not may_ask:
        return None
    context = {"rows": rows, "may_ask": may_ask, "case": case}
    return Panel("conversation", _("Expert opinions"), "cases/panels/consultations.html", context)


def of_request(person: Person, case: Case, today: date) -> Panel | None:
    """What the employee agreed to, or is asked to."""
    if case.submitted_at is None:
        return None
    rows = [_row(one, today) for one in consultations_with_consent(case)]
    if not rows:
        return None
    return Panel("main", _("Expert opinions"), "cases/panels/consent.html", {"rows": rows, "case": case})


def _row(consultation: Consultation, today: date) -> dict[str, Any]:
    state = consultation.state(today)
    return {
        "it": consultation,
        "state": state.label,
        "opinion": getattr(consultation, "opinion", None),
        "under_way": consultation.is_under_way(today),
        "asks_consent": state == ConsultationState.AWAITING_CONSENT,
    }
