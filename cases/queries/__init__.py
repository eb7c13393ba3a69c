"""Reading cases for the pages and the API, always from what the person may see. One file per subject."""

from cases.queries.around import (
    COUNTED_AT_MOST,
    Choices,
    Surroundings,
    View,
    around,
    choices_of,
)
from cases.queries.attachments import (
    attachment_of,
    attachments_of,
    bytes_of,
    digests_of,
    kept_of,
    waiting_for_scan,
    waiting_too_long,
)
from cases.queries.clocks import (
    all_clock_differences,
    clock_differences,
)
from cases.queries.conversation import (
    CaseFile,
    Correspondence,
    answer_draft_of,
    asked_with_items,
    case_file,
    checklist_of,
    correspondence_of,
    questions_of,
)
from cases.queries.covering import (
    covered_by,
)
from cases.queries.desk import (
    desk_page,
    matching,
    soon,
)
from cases.queries.districts import (
    changes_of,
    district_coded,
    district_periods_of,
    districts_of,
    election_in_full,
    newest_district,
)
from cases.queries.imported import (
    history_files,
    imported_requests,
)
from cases.queries.links import (
    Together,
    links_of,
    together,
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
    colleague,
    compared_with_current,
    named_in,
    own_case,
    places,
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
    "CaseFile",
    "Choices",
    "Correspondence",
    "DeskFilter",
    "Page",
    "Surroundings",
    "Together",
    "View",
    "alerts_to_check",
    "all_clock_differences",
    "answer_draft_of",
    "appointments_of",
    "around",
    "asked_with_items",
    "assessments_of",
    "attachment_of",
    "attachments_of",
    "bare_case",
    "bulk_run",
    "bytes_of",
    "case_file",
    "cases_to_act_on",
    "changes_of",
    "checklist_of",
    "choices_of",
    "clock_differences",
    "colleague",
    "compared_with_current",
    "correspondence_of",
    "covered_by",
    "desk_page",
    "digests_of",
    "district_coded",
    "district_periods_of",
    "districts_of",
    "election",
    "election_in_full",
    "elections",
    "ended_rules_of",
    "found",
    "handled_by",
    "history_files",
    "imported_requests",
    "introduce",
    "kept_of",
    "links_of",
    "matching",
    "named_in",
    "newest_district",
    "organization",
    "organization_names",
    "organizations_to_route",
    "own_case",
    "own_view",
    "page_of",
    "places",
    "questions_of",
    "representatives",
    "represented_by",
    "requests_of",
    "routings_of",
    "rules_of",
    "simulations",
    "soon",
    "together",
    "trail_of_rule",
    "unfinished_simulations",
    "versions_of",
    "views_of",
    "visible_case",
    "waiting_for_scan",
    "waiting_too_long",
]
