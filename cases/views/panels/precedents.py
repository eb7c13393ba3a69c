"""The door to the earlier answers; they are fetched on their own page."""

from datetime import date

from django.utils.translation import gettext as _

from cases.models import Case
from cases.permissions import may_compare
from cases.views.panels.panel import Panel
from polact.access.models import Person


def precedents_panel(person: Person, case: Case, today: date) -> Panel | None:
    """For those who handle the case, where there is something to compare."""
    if case.assessment_id is None or not may_compare(person, case):
        return None
    return Panel("side", _("Earlier answers"), "cases/parts/precedents_door.html", {"case": case})
