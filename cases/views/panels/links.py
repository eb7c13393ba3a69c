"""Requests that belong together, or look as if they did."""

from datetime import date

from django.utils.translation import gettext as _

from cases import queries
from cases.enums import CaseStatus
from cases.models import Case
from cases.permissions import may_link
from cases.views.panels.panel import Panel
from polact.access.models import Person


def belongs_together(person: Person, case: Case, today: date) -> Panel | None:
    """For those who answer: what is linked, and what looks alike and could be. Nothing is ever merged."""
    found = queries.together(person, case)
    handles = may_link(person, case)
    if not found and not handles:
        return None
    context = {
        "case": case,
        "linked": [one for one in found if one.kind],
        "alike": [one for one in found if one.kind is None],
        "may_link": handles,
    }
    return Panel("side", _("Other requests"), "cases/parts/together.html", context)


def asked_before(person: Person, case: Case, today: date) -> Panel | None:
    """For the one who asked: what this follows or repeats, what followed it, and the way to ask again."""
    linked = [one for one in queries.together(person, case) if one.kind]
    may_ask = case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED)
    if not linked and not may_ask:
        return None
    context = {"case": case, "linked": linked, "may_ask": may_ask}
    return Panel("main", _("Before and after"), "cases/parts/asked_before.html", context)
