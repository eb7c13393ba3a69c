"""Why a case came where it is: the rule, its version, and the facts that it looked at."""

from datetime import date

from django.utils.translation import gettext as _

from cases import queries
from cases.models import Case, Routing
from cases.permissions import may_read_routing
from cases.routing import RoutingFacts
from cases.rule_words import criteria_of, destination, facts_in_words
from cases.views.panels.panel import Panel
from polact.access.models import Person


def why_it_came_here(person: Person, case: Case, today: date) -> Panel | None:
    """Every placing of the case, the newest first."""
    if not may_read_routing(person, case):
        return None
    routings = queries.routings_of(case)
    if not routings:
        return None
    told = [_told(routing) for routing in routings]
    return Panel("side", _("Why it came here"), "cases/routing/panel.html", {"newest": told[0], "earlier": told[1:]})


def _told(routing: Routing) -> dict[str, object]:
    rule = routing.rule
    return {
        "routing": routing,
        "rule": rule,
        "criteria": criteria_of(rule) if rule else [],
        "named": rule is not None and rule.assign_to_id is not None,
        "destination": routing.assigned_to or destination(None),
        "facts": facts_in_words(RoutingFacts.from_json(routing.facts)),
    }
