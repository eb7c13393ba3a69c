"""Drift of answers: how they stood beside earlier ones, and whether shares moved from one year to the next quarter."""

from datetime import date, timedelta

import pytest

from cases.models import DepartureReason, PrecedentCheck
from cases.operations.advising import propose_advice, record_advice, return_advice
from cases.operations.reopening import reopen_request
from polact.reports.drift import DRIFT, last_quarter, recent_quarters
from polact.reports.gauge import Rate, wilson
from polact.reports.shift import LEAST, Shift, quarter_after
from tests.cases.precedents.test_reading import answered, in_review
from tests.conftest import acting_as
from tests.factories import NOON


def rate(hits: int, cases: int) -> Rate:
    return Rate(hits, cases, hits / cases, *wilson(hits, cases))


@pytest.mark.parametrize(
    ("now", "before", "moved"),
    [((9, 10), (10, 100), True), ((1, 10), (90, 100), True), ((5, 10), (50, 100), False), ((9, 9), (0, 100), False)],
)
def test_share_moved_when_the_intervals_do_not_meet_and_there_is_enough(now, before, moved):
    assert Shift("DIS", "COMPATIBLE", rate(*now), rate(*before)).moved == moved
    assert LEAST == 10


@pytest.mark.parametrize(
    ("on", "first"),
    [
        ("2026-01-01", "2025-10-01"),
        ("2026-03-31", "2025-10-01"),
        ("2026-04-01", "2026-01-01"),
        ("2026-12-31", "2026-07-01"),
    ],
)
def test_last_quarter_has_ended(on, first):
    found = last_quarter(date.fromisoformat(on))
    assert found == date.fromisoformat(first)
    assert quarter_after(found) <= date.fromisoformat(on)


def test_quarters_follow_each_other_without_a_gap():
    quarters = recent_quarters(date(2026, 11, 24))
    assert [quarter_after(quarter) for quarter in quarters[1:]] == quarters[:-1]


def test_report_counts_agreement_and_departure(people):
    for _ in range(6):
        answered(people.emma, people.organization, people.rita, "COMPATIBLE")
    with acting_as(people.rita):
        rows = DRIFT.rows(people.rita, {}, ("standing",))
    assert rows == [
        {"standing": "Agrees with a clear majority", "answers": 1},
        {"standing": "No clear majority to agree with", "answers": 4},
        {"standing": "No earlier answer about the same facts", "answers": 1},
    ]
    with acting_as(people.sam):
        assert DRIFT.rows(people.sam, {}, ("standing",)) == []


def test_report_counts_the_last_comparison_of_each_request(people):
    """One was returned and proposed again with another conclusion; one was opened again and answered anew."""
    later = NOON + timedelta(hours=1)
    for _ in range(5):
        answered(people.emma, people.organization, people.rita, "COMPATIBLE")
    again = in_review(people.emma, people.organization, people.rita)
    proposing = {"proposed_by": people.rita, "reasons": "As before."}
    departing = {"outcome": "NOT_ADVISED", "departure": DepartureReason.values[0], "departure_note": "The law changed."}
    with acting_as(people.rita):
        propose_advice(case=again, at=NOON, **proposing, **departing)
    with acting_as(people.rene):
        return_advice(case=again, returned_by=people.rene, comment="As before?", at=NOON)
    with acting_as(people.rita):
        again.refresh_from_db()
        propose_advice(case=again, outcome="COMPATIBLE", at=later, **proposing)
    anew = answered(people.emma, people.organization, people.rita, "COMPATIBLE")
    with acting_as(people.rita):
        anew.refresh_from_db()
        reopen_request(case=anew, reopened_by=people.rita, reasons="New duties.", at=later)
        anew.refresh_from_db()
        record_advice(case=anew, decided_by=people.rita, outcome="COMPATIBLE", reasons="As before.", at=later)
        assert PrecedentCheck.objects.count() == 9
        rows = DRIFT.rows(people.rita, {}, ("standing",))
    assert sum(row["answers"] for row in rows) == 7
    assert not any(row["standing"].startswith("Departs") for row in rows)


def test_page_by_quarter_counts_what_the_reader_may_see(people, client_of):
    year_ago = NOON - timedelta(days=200)
    for _ in range(2):
        case = in_review(people.emma, people.organization, people.rita)
        case.ended_at = year_ago
    answered(people.emma, people.organization, people.rita, "COMPATIBLE")
    assert client_of(people.emma).get("/en/reports/drift-by-quarter/").status_code == 404
    page = client_of(people.rita).get("/en/reports/drift-by-quarter/").content.decode()
    assert "Nothing to compare yet" in page
    assert (
        "Dérive des réponses par trimestre"
        in client_of(people.rita).get("/fr/rapports/derive-par-trimestre/").content.decode()
    )
