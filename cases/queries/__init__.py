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
from cases.queries.own import (
    appointments_of,
    assessments_of,
    bare_case,
    compared_with_current,
    ending_of,
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
    "appointments_of",
    "assessments_of",
    "bare_case",
    "compared_with_current",
    "desk_counts",
    "desk_page",
    "ending_of",
    "handled_by",
    "introduce",
    "organization_names",
    "organizations_of_desk",
    "own_case",
    "page_of",
    "places",
    "questions_of",
    "requests_of",
    "simulations",
    "soon",
    "unfinished_simulations",
    "visible_case",
]
