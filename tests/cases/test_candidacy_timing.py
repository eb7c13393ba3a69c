"""The clock of a decision from stored facts: what begins it, what begins it anew, what gains nothing."""

from datetime import UTC, date, datetime

import pytest

from cases.candidacy_timing import clock_of_decision, safe_filing, stored_days
from cases.models import Candidacy, CandidacyItem, Case
from polact.access.models import Organization


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("items", "decide_by"),
    [
        ([], date(2026, 4, 1)),
        ([("DESCRIPTION", (3, 4), (3, 10))], date(2026, 4, 9)),  # it was not complete before
        ([("DESCRIPTION", (4, 20), (4, 21))], date(2026, 5, 21)),  # however late that was noticed
        ([("DESCRIPTION", (3, 4), None)], None),
        ([("", (3, 12), (3, 20))], date(2026, 4, 20)),  # day 30 is Sunday
        ([("CHART", (3, 12), None)], None),
        ([("", (4, 2), (4, 9))], date(2026, 4, 1)),  # asked when the time was over
    ],
)
def test_counts_from_the_receipt_of_the_last_of_it(items: list, decide_by: date | None) -> None:
    candidacy = Candidacy(case=Case(request_type="PERMISSION"), sent_at=noon(3, 2))
    asked = [
        CandidacyItem(code=code, asked_at=noon(*asked_on), received_at=noon(*received) if received else None)
        for code, asked_on, received in items
    ]
    assert clock_of_decision(candidacy, asked).due_on == decide_by


@pytest.mark.parametrize("code", ["PERMISSION_NRC", "CHANGE_NRC", "PERMISSION_ONTARIO", "CHANGE_ONTARIO"])
def test_where_no_law_limits_the_decision_the_file_is_complete_without_a_day(code: str) -> None:
    candidacy = Candidacy(case=Case(request_type=code, organization=Organization()), sent_at=noon(3, 2))
    found = clock_of_decision(candidacy, [CandidacyItem(code="", asked_at=noon(9, 1), received_at=noon(9, 8))])
    assert stored_days(found) == {"complete_on": date(2026, 9, 8), "decide_by": None, "calendar": ""}
    assert found.explanation().en.endswith("No law sets a day by which the decision must be made.")
    assert safe_filing(Candidacy(case=candidacy.case, nominations_close=date(2026, 10, 1))) is None
