"""The files of a case, as a panel: those that the reader may know of, and the way to add one."""

from datetime import date

from django.utils.translation import gettext as _

from cases import queries
from cases.models import Case
from cases.permissions import may_attach
from cases.views.panels.panel import Panel
from polact.access.models import Person

TEMPLATE = "cases/panels/files.html"


def of_case(person: Person, case: Case, today: date) -> Panel | None:
    """On the case page, left, with what is kept among those who answer."""
    return _panel("facts", "cases:case_files", person, case)


def of_request(person: Person, case: Case, today: date) -> Panel | None:
    """On the requester's page: their own files, and those shared with them."""
    return _panel("main", "cases:request_files", person, case)


def _panel(place: str, page: str, person: Person, case: Case) -> Panel | None:
    files = queries.attachments_of(person, case)
    may_add = may_attach(person, case)
    if not files and not may_add:
        return None
    return Panel(place, _("Files"), TEMPLATE, {"files": files, "page": page, "may_add": may_add})
