"""Who has the case, for whom they act today, and what the reader may do about it."""

from datetime import date

from django.utils.translation import gettext as _

from cases import hands
from cases.models import Case
from cases.views.panels.panel import Panel
from polact.access.models import Person
from polact.access.queries import roster


def holder(person: Person, case: Case, today: date) -> Panel | None:
    """The holder; away, until when and who does the work; and the doors to the changes of hands. One query."""
    known = roster(case.organization_id, today)
    member = known.by_person.get(case.assigned_to_id or 0)
    is_away = member is not None and member.is_away and case.is_open
    context = {
        "case": case,
        "holder": case.assigned_to,
        "away_to": member.away_to if member and is_away else None,
        "worker": known.works_for(member.person_id) if member and is_away else None,
        "left": case.is_open and case.assigned_to_id is not None and member is None and hands.is_free(case, known),
        "hands": hands.possible(person, case, known),
    }
    return Panel("side", _("Who has it"), "cases/parts/holder.html", context)
