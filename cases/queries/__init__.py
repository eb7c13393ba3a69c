"""Reading cases for the pages and the API, always from what the person may see. One file per subject."""

from cases.queries.desk import (
    TABS,
    DeskFilter,
    desk_counts,
    desk_page,
    handled_by,
    organizations_of_desk,
    soon,
)
from cases.queries.links import (
    Together,
    links_of,
    together,
)
from cases.queries.own import (
    appointments_of,
    assessments_of,
    bare_case,
    compared_with_current,
    own_case,
    places,
    questions_of,
    requests_of,
    visible_case,
)
from cases.queries.paging import (
    PAGE,
    Page,
    introduce,
    page_of,
)
from cases.queries.routing import (
    election,
    elections,
    ended_rules_of,
    organization,
    organizations_to_route,
    routings_of,
    rules_of,
    trail_of_rule,
    versions_of,
)
from cases.queries.simulations import (
    organization_names,
    simulations,
    unfinished_simulations,
)

__all__ = [
    "PAGE",
    "TABS",
    "DeskFilter",
    "Page",
    "Together",
    "appointments_of",
    "assessments_of",
    "bare_case",
    "compared_with_current",
    "desk_counts",
    "desk_page",
    "election",
    "elections",
    "ended_rules_of",
    "handled_by",
    "introduce",
    "links_of",
    "organization",
    "organization_names",
    "organizations_of_desk",
    "organizations_to_route",
    "own_case",
    "page_of",
    "places",
    "questions_of",
    "requests_of",
    "routings_of",
    "rules_of",
    "simulations",
    "soon",
    "together",
    "trail_of_rule",
    "unfinished_simulations",
    "versions_of",
    "visible_case",
]
