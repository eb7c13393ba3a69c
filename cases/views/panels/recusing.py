"""A way to step aside, on the page of the case."""

from datetime import date

from django.utils.translation import gettext as _

from cases.models import Case
from cases.permissions import may_read_recusals, may_recuse
from cases.views.panels.panel import Panel
from polact.access.models import Person


def of_case(person: Person, case: Case, today: date) -> Panel | None:
    """For those who may step aside; reads nothing."""
    if not may_recuse(person, case):
        return None
    context = {"case": case, "leads": may_read_recusals(person)}
    return Panel("side", _("Conflict of interest"), "cases/panels/recusing.html", context)
