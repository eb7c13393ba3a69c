"""The pages, files, command and API views of reports."""

import io
import json
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIRequestFactory, force_authenticate

from polact.access.acting import as_system
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from polact.reports.api.reports import ReportsView, ReportView
from polact.reports.operations.exporting import stream_of
from polact.reports.requests import REQUESTS
from tests.factories import NOON, People, acting, make_case

ClientOf = Callable[..., Client]


@pytest.fixture
def three_cases(people: People) -> People:
    for _ in range(2):
        make_case(people.emma, people.organization)
    make_case(people.luc, people.elsewhere)
    return people


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands where the cases' does."""
    monkeypatch.setattr("polact.base.clock.now", lambda: NOON)


@pytest.mark.parametrize("path", ["/en/reports/", "/en/reports/requests/", "/en/reports/requests/export.csv"])
def test_finds_nothing_for_a_stranger(people: People, client_of: ClientOf, path: str) -> None:
    assert client_of(people.emma).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/en/reports/", "/en/reports/requests/", "/en/reports/requests/export.json"])
def test_asks_an_anonymous_visitor_to_sign_in(people: People, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_finds_nothing_for_an_unknown_report(people: People, client_of: ClientOf) -> None:
    assert client_of(people.ada).get("/en/reports/no-such-report/").status_code == 404


def test_lists_the_reports(people: People, client_of: ClientOf) -> None:
    page = client_of(people.rita).get("/fr/rapports/").content.decode()
    assert "Demandes reçues" in page
    assert "/fr/rapports/requests/" in page


def test_shows_the_counts_of_this_fiscal_year(three_cases: People, client_of: ClientOf) -> None:
    response = client_of(three_cases.ada).get("/en/reports/requests/")
    pivot = response.context["pivot"]
    assert (pivot.heads[0], pivot.heads[-1]) == ("April 2026", "Nov. 2026")
    assert [(line.label, line.total) for line in pivot.lines] == [
        ("Employment and Social Development Canada", 2),
        ("Statistics Canada", 1),
    ]
    assert pivot.sums.counts == (0, 0, 0, 0, 0, 0, 0, 3)


def test_shows_all_years_side_by_side(three_cases: People, client_of: ClientOf) -> None:
    pivot = client_of(three_cases.ada).get("/en/reports/requests/?fiscal_year=").context["pivot"]
    assert pivot.heads == ("2026-27",)
    assert pivot.sums.counts == (3,)


def test_a_representative_sees_only_their_own_organization(three_cases: People, client_of: ClientOf) -> None:
    response = client_of(three_cases.sam).get("/en/reports/requests/")
    assert [line.label for line in response.context["pivot"].lines] == ["Statistics Canada"]
    assert "Employment and Social Development Canada" not in response.content.decode()


def test_an_empty_report_says_what_will_appear(people: People, client_of: ClientOf) -> None:
    assert "Rien à compter" in client_of(people.ada).get("/fr/rapports/requests/").content.decode()


@pytest.mark.parametrize(
    "query", ["fiscal_year=1066-67", "organization=0", "outcome=%00", "organization=99999999999999999999"]
)
def test_refuses_what_cannot_be_chosen(people: People, client_of: ClientOf, query: str) -> None:
    assert client_of(people.ada).get(f"/en/reports/requests/?{query}").status_code == 422


@pytest.mark.parametrize("cases", [1, 10])
def test_page_costs_the_same_however_many_cases(people: People, client_of: ClientOf, cases: int) -> None:
    for _ in range(cases):
        make_case(people.emma, people.organization)
    client = client_of(people.ada)
    client.get("/en/reports/requests/")
    with CaptureQueriesContext(connection) as statements:
        assert client.get("/en/reports/requests/").status_code == 200
    asked = [s["sql"] for s in statements if "SAVEPOINT" not in s["sql"]]
    assert len(asked) <= 8
    assert sum("count(" in sql.lower() and "cases_case" in sql for sql in asked) == 1


def test_csv_holds_the_rows_of_the_json(three_cases: People, client_of: ClientOf) -> None:
    client = client_of(three_cases.ada)
    document = client.get("/en/reports/requests/export.json?fiscal_year=2026-27").json()
    lines = client.get("/en/reports/requests/export.csv?fiscal_year=2026-27").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Organization,Type of request,Outcome,Month,Requests"
    assert lines[1:] == [",".join(str(value) for value in row.values()) for row in document["rows"]]
    assert sum(row["requests"] for row in document["rows"]) == 3
    assert document["notes"][0] == "Fiscal year: 2026-27"


def test_export_names_its_file(three_cases: People, client_of: ClientOf) -> None:
    response = client_of(three_cases.ada).get("/fr/rapports/requests/export.csv?fiscal_year=2026-27")
    assert response["Content-Disposition"] == 'attachment; filename="requests-2026-27-20261123.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_export_is_noted_in_the_trail(three_cases: People, client_of: ClientOf) -> None:
    client_of(three_cases.audrey).get("/en/reports/requests/export.csv?outcome=OPEN")
    client_of(three_cases.rita).get("/en/reports/requests/export.json")
    acting(three_cases.ada)
    first, second = trail_of(stream_of(REQUESTS))
    assert (first.verb, first.role, second.role) == (Verb.REPORT_EXPORTED, "AUDITOR", "REPRESENTATIVE")
    assert str(first) == "Audrey Sample exported the report Requests received."
    assert first.facts["filters"] == {"outcome": "OPEN"}
    assert first.facts["rows"] == 2
    assert second.facts["rows"] == 1


def test_looking_at_the_page_writes_nothing(three_cases: People, client_of: ClientOf) -> None:
    client_of(three_cases.ada).get("/en/reports/requests/")
    assert trail_of(stream_of(REQUESTS)) == []


def test_command_writes_what_the_system_sees(three_cases: People) -> None:
    out = io.StringIO()
    call_command("report", "requests", "--fiscal-year", "2026-27", "--lang", "fr", stdout=out)
    document = json.loads(out.getvalue())
    assert document["title"] == "Demandes reçues"
    assert [row["organization"] for row in document["rows"]] == [
        "Emploi et Développement social Canada",
        "Statistique Canada",
    ]
    with as_system():
        (entry,) = trail_of(stream_of(REQUESTS))
    assert entry.role == "SYSTEM"


def test_command_refuses_another_year(people: People) -> None:
    with pytest.raises(CommandError, match="--fiscal-year"):
        call_command("report", "requests", "--fiscal-year", "2026")


def test_api_gives_the_document(three_cases: People) -> None:
    request = APIRequestFactory().get("/api/v1/reports/requests/", {"fiscal_year": "2026-27"})
    force_authenticate(request, acting(three_cases.sam))
    response = ReportView.as_view()(request, slug="requests")
    assert response.status_code == 200
    assert [row["requests"] for row in json.loads(response.content)["rows"]] == [1]


def test_api_finds_nothing_for_a_stranger(people: People) -> None:
    request = APIRequestFactory().get("/api/v1/reports/requests/")
    force_authenticate(request, acting(people.emma))
    assert ReportView.as_view()(request, slug="requests").status_code == 404
    assert ReportsView.as_view()(request).data == []


def test_exports_of_a_report_form_one_chain(three_cases: People, client_of: ClientOf) -> None:
    for _ in range(3):
        client_of(three_cases.ada).get("/en/reports/requests/export.csv")
    acting(three_cases.ada)
    assert [entry.seq for entry in trail_of(stream_of(REQUESTS))] == [1, 2, 3]
