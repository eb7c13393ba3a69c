"""Reading cases for the pages and the API, always from what the person may see. One file per subject."""

from cases.queries.around import (
    COUNTED_AT_MOST,
    Choices,
    Surroundings,
    View,
    around,
    choices_of,
)
from cases.queries.desk import (
    desk_page,
    matching,
    soon,
)
from cases.queries.narrowing import (
    TABS,
    DeskFilter,
    handled_by,
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
from cases.queries.saved_views import (
    alerts_to_check,
    bulk_run,
    cases_to_act_on,
    own_view,
    represented_by,
    views_of,
)
from cases.queries.searching import (
    found,
)
from cases.queries.simulations import (
    organization_names,
    simulations,
    unfinished_simulations,
)

__all__ = [
    "COUNTED_AT_MOST",
    "PAGE",
    "TABS",
    "Choices",
    "DeskFilter",
    "Page",
    "Surroundings",
    "View",
    "alerts_to_check",
    "appointments_of",
    "around",
    "assessments_of",
    "bare_case",
    "bulk_run",
    "cases_to_act_on",
    "choices_of",
    "compared_with_current",
    "desk_page",
    "found",
    "handled_by",
    "introduce",
    "matching",
    "organization_names",
    "own_case",
    "own_view",
    "page_of",
    "places",
    "questions_of",
    "represented_by",
    "requests_of",
    "simulations",
    "soon",
    "unfinished_simulations",
    "views_of",
    "visible_case",
]
