"""The report `sessions`: exact figures, who counts what, and what it costs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from polact.access.acting import as_system
from polact.access.models import Person
from polact.outreach.models import SignUp
from polact.outreach.operations.sessions import cancel_session
from polact.outreach.operations.signing_up import cancel_sign_up, record_attendance
from polact.reports.sessions import SESSIONS
from tests.cases.views.pages import queries
from tests.factories import NOON, People, acting, make_person
from tests.polact.outreach.sessions import SOON, come, make_session

ESDC, STATCAN = "Employment and Social Development Canada", "Statistics Canada"
# 1 April 2027, 00:30 in London, is still 31 March in Gatineau: the fiscal year before.
LAST_NIGHT_OF_MARCH = datetime(2027, 3, 31, 23, 30, tzinfo=UTC) + timedelta(hours=1)


@pytest.fixture
def attended(people: People) -> People:
    """One session for all: Emma came, Luc did not, Sam waited; one of Rita's in March; one that was cancelled."""
    session = make_session(people.olive, None, capacity=2)
    come(session, people.emma, people.luc, people.sam)
    with as_system():
        emma = SignUp.objects.get(person=people.emma).pk
    record_attendance(session=session, present=[emma], recorded_by=acting(people.olive), at=SOON)
    march = make_session(people.rita, people.organization, starts_at=LAST_NIGHT_OF_MARCH, title_en="In March")
    come(march, people.emma, people.rene)
    cancel_sign_up(session=march, person=acting(people.rene), at=NOON)
    gone = make_session(people.olive, None)
    come(gone, people.emma)
    cancel_session(session=gone, reason_en="Ill.", reason_fr="Maladie.", cancelled_by=acting(people.olive), at=NOON)
    return people


def test_people_are_counted_by_organization_and_attendance(attended: People) -> None:
    found = SESSIONS.rows(acting(attended.ada), {}, ("organization", "state", "month"))
    assert [tuple(row.values()) for row in found] == [
        (ESDC, "Attended", "2026-12", 1),
        (ESDC, "Gave the place back", "2027-03", 1),
        (ESDC, "Signed up, attendance not noted", "2027-03", 1),
        (STATCAN, "Did not attend", "2026-12", 1),
        (STATCAN, "On the waiting list", "2026-12", 1),
    ]


def test_last_night_of_the_fiscal_year_counts_where_the_session_is_held(attended: People) -> None:
    of_the_year = SESSIONS.rows(acting(attended.ada), {"fiscal_year": "2026-27"}, ("fiscal_year",))
    assert of_the_year == [{"fiscal_year": "2026-27", "people": 5}]
    assert SESSIONS.rows(acting(attended.ada), {"fiscal_year": "2027-28"}, ("fiscal_year",)) == []


def test_session_is_named_in_the_language_of_the_reader(attended: People) -> None:
    with override("fr"):
        found = SESSIONS.rows(acting(attended.ada), {"state": "CAME"}, ("session", "state"))
    assert found[0]["session"].startswith("Les règles en une heure (2026-12-03")
    assert (found[0]["state"], found[0]["people"]) == ("Présence", 1)


@pytest.mark.parametrize(
    ("name", "counted"), [("ada", 5), ("olive", 5), ("audrey", 5), ("rita", 2), ("sam", 0), ("emma", 0)]
)
def test_everybody_counts_what_they_may(attended: People, name: str, counted: int) -> None:
    found = SESSIONS.rows(acting(getattr(attended, name)), {}, ("organization",))
    assert sum(row["people"] for row in found) == counted


def test_page_and_files_follow_from_the_declaration(attended: People, client_of: Callable[[Person], Client]) -> None:
    reader = client_of(attended.ada)
    page = reader.get("/en/reports/sessions/?fiscal_year=2026-27").content.decode()
    assert "People by month" in page
    assert "Requests" not in page.split("<main")[1].split("</main")[0]
    csv = reader.get("/fr/rapports/sessions/export.csv").content.decode("utf-8-sig")
    assert csv.splitlines()[0] == "Administration,Séance,Présence,Mois,Personnes"
    assert reader.get("/api/v1/reports/sessions/?state=CAME").json()["rows"][0]["people"] == 1
    assert client_of(attended.emma).get("/en/reports/sessions/").status_code == 404


@pytest.mark.parametrize("many", [0, 12])
def test_costs_three_queries_however_many_people(people: People, many: int) -> None:
    session = make_session(people.olive, None)
    come(session, people.emma, *(make_person(f"P{number}", people.organization) for number in range(many)))
    reader = acting(people.ada)
    with queries() as asked:
        SESSIONS.rows(reader, {}, SESSIONS.dimensions)
    assert len(asked) == 3
