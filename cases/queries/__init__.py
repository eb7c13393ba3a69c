"""Reading cases for the pages and the API, always from what the person may see. One file per subject."""

from cases.queries.attachments import (
    attachment_of,
    attachments_of,
    bytes_of,
    digests_of,
    kept_of,
    waiting_for_scan,
    waiting_too_long,
)
from cases.queries.covering import covered_by, held_by
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
    named_in,
    own_case,
    places,
    questions_of,
    representatives,
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
    "attachment_of",
    "attachments_of",
    "bare_case",
    "bytes_of",
    "compared_with_current",
    "covered_by",
    "desk_counts",
    "desk_page",
    "digests_of",
    "handled_by",
    "held_by",
    "introduce",
    "kept_of",
    "named_in",
    "organization_names",
    "organizations_of_desk",
    "own_case",
    "page_of",
    "places",
    "questions_of",
    "representatives",
    "requests_of",
    "simulations",
    "soon",
    "unfinished_simulations",
    "visible_case",
    "waiting_for_scan",
    "waiting_too_long",
]
