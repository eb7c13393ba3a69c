"""The published tables: exactly the published figures, what is carried adds up, live candidacies count like imported ones."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.management.commands.seed_demo import REGISTER
from cases.models import Candidacy, Case
from cases.operations.importing import import_history
from polact.access.acting import as_system
from polact.catalogue.fiscal import fiscal_year
from polact.reports.candidacies import BY_JURISDICTION, CHANGES, PERMISSIONS, YEARLY
from polact.reports.report import Report
from polact.reports.requests import REQUESTS
from tests.cases.history.registers import register
from tests.factories import NOON, People, acting, make_case
from tests.polact.reports.published_history import PLACES, Row, history

YEAR = {"fiscal_year": "2022-23"}


@pytest.fixture
def published(people: People) -> People:
    """The register of the published years is imported."""
    import_history(content=register(*history()), imported_by=acting(people.ada), at=NOON)
    return people


def test_the_register_of_the_demonstration_prints_them_too(people: People) -> None:
    rows = list(csv.DictReader(io.StringIO(REGISTER.read_text(encoding="utf-8"))))
    first = [row for row in rows if row["request_type"] == "permission" and "2022-04" <= row["received_on"] < "2023-04"]
    groups = Counter(row["occupational_group"] for row in first)
    assert [(code, round(100 * count / len(first))) for code, count in groups.most_common(3)] == [
        ("AS", 17), ("PM", 15), ("EC", 9),
    ]  # fmt: skip
    assert round(100 * sum(row["region"] == "other" for row in first) / len(first)) == 75
    here = register(*({**row, "organization": "ESDC"} for row in rows))
    import_history(content=here, imported_by=acting(people.ada), at=NOON)
    test_reports_print_the_published_figures(people)


def told(slug: str, *options: str) -> Any:
    out = io.StringIO()
    call_command("report", slug, "--fiscal-year", "2022-23", *options, stdout=out)
    return json.loads(out.getvalue()) if "csv" not in options else out.getvalue()


def figures(document: Any) -> list[list[Any]]:
    keys = [column["key"] for column in document["columns"]]
    return [[row[key] for key in keys[1:]] for row in document["rows"]]


def test_reports_print_the_published_figures(published: People) -> None:
    permissions = told("permission-requests")
    assert permissions["title"] == "Permission requests"
    assert [row["row"] for row in permissions["rows"]] == ["municipal", "provincial_territorial", "federal", "total"]
    assert [column["key"] for column in permissions["columns"]] == [
        "level", "carried_over", "received", "granted", "no_decision", "carried_forward",
    ]  # fmt: skip
    assert figures(permissions) == [[12, 81, 78, 15, 0], [3, 20, 21, 2, 0], [0, 3, 1, 0, 2], [15, 104, 100, 17, 2]]
    changes = told("change-of-circumstances", "--lang", "fr")
    assert figures(changes) == [[3, 19, 18, 3, 1], [1, 0, 0, 1, 0], [0, 0, 0, 0, 0], [4, 19, 18, 4, 1]]
    assert changes["columns"][3]["label"] == "Accordées / permission encore en vigueur"
    assert [list(row.values()) for row in told("yearly-requests")["rows"]] == [
        ["2018-19", 69, 16, 14, 99, 14],
        ["2019-20", 35, 5, 27, 67, 20],
        ["2020-21", 60, 8, 12, 80, 21],
        ["2021-22", 167, 14, 17, 198, 18],
        ["2022-23", 100, 20, 3, 123, 14],
    ]
    places = told("requests-by-jurisdiction")["rows"]
    assert {row["row"]: row["requests"] for row in places} == {**PLACES, "total": 104}
    assert [row["jurisdiction"] for row in places[:3]] == ["Ontario", "New Brunswick", "Quebec"]
    lines = told("permission-requests", "--format", "csv", "--lang", "fr").lstrip("\ufeff").splitlines()
    assert lines[0].startswith("Palier de gouvernement,Reportées de l’exercice précédent,Reçues,Accordées")
    assert lines[-1] == "Total,15,104,100,17,2"


def anything(random: Random, number: int) -> Row:
    on = date(2015, 1, 1) + timedelta(days=random.randrange(1500))
    kind = random.choice(["permission", "change_of_circumstances"])
    ends = ["granted", "granted_with_conditions", "refused", "no_decision", ""]
    outcome = random.choice([*ends, "still_applies"] if kind != "permission" else ends)
    level, place = random.choice([("municipal", "NS"), ("provincial", "QC"), ("territorial", "NU"), ("federal", "CA")])
    return {
        "reference": f"R-{number}",
        "request_type": kind,
        "election_level": level,
        "jurisdiction": place,
        "received_on": f"{on}",
        "complete_on": "",
        "decided_on": f"{on + timedelta(days=random.choice([0, 14, 400]))}" if outcome else "",
        "outcome": outcome,
        "no_decision_reason": "withdrawn" if outcome == "no_decision" else "",
    }


def years() -> Iterator[str]:
    return (fiscal_year(date(began, 4, 1)) for began in range(2013, 2022))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_carried_over_and_received_ends_or_is_carried_forward(people: People, seed: int) -> None:
    random = Random(seed)
    rows = [anything(random, number) for number in range(120)]
    import_history(content=register(*rows), imported_by=acting(people.ada), at=NOON)
    for report in (PERMISSIONS, CHANGES):
        granted = next(column.key for column in report.columns if column.key.startswith("granted"))
        carried = dict.fromkeys(("municipal", "provincial_territorial", "federal", "total"), 0)
        for year in [*years(), ""]:
            for row in report.rows(people.ada, {"fiscal_year": year} if year else {}, ()):
                ended = row[granted] + row["refused"] + row["no_decision"]
                assert row["carried_over"] + row["received"] == ended + row["carried_forward"]
                assert row["carried_over"] == (carried[row["row"]] if year else 0)
                carried[row["row"]] = row["carried_forward"]
        kind = "permission" if report is PERMISSIONS else "change_of_circumstances"
        assert row["received"] == sum(one["request_type"] == kind for one in rows)


def sent(people: People, at: datetime, outcome: str = "", ended_at: datetime | None = None, **more: Any) -> None:
    """A live candidacy as the system keeps it, sent to the Commission at a moment."""
    case = make_case(people.emma, people.organization, at=NOON)
    with as_system():
        Case.objects.filter(pk=case.pk).update(
            request_type=more.pop("kind", "PERMISSION"), outcome=outcome, ended_at=ended_at
        )
        Candidacy.objects.create(case=case, level="TERRITORIAL", jurisdiction="NU", sent_at=at, **more)


def test_live_candidacies_count_like_imported_ones_by_the_calendar_of_gatineau(people: People) -> None:
    last_night_of_march = datetime(2026, 4, 1, 3, 30, tzinfo=UTC)
    sent(people, last_night_of_march, "REFUSED", NOON, decided_on=date(2026, 4, 20))
    sent(people, NOON, "NO_DECISION", NOON, no_decision_reason="WITHDRAWN")
    sent(people, NOON)
    sent(people, NOON, kind="PERMISSION_NRC")
    ada = acting(people.ada)
    row = PERMISSIONS.rows(ada, {"fiscal_year": "2026-27"}, ())[1]
    assert list(row.values())[2:] == [1, 2, 0, 1, 1, 1]
    assert "refused" in {column.key for column in PERMISSIONS.columns_of([row])}
    assert YEARLY.rows(ada, {}, ())[0]["average_days"] == 20


@pytest.mark.parametrize("report", [PERMISSIONS, CHANGES, YEARLY, BY_JURISDICTION])
def test_a_representative_counts_their_own_organization_in_one_statement(published: People, report: Report) -> None:
    rita = acting(published.rita)
    with CaptureQueriesContext(connection) as statements:
        rows = report.rows(rita, YEAR, ())
    assert len(statements) == 1
    assert rows[-1] == report.rows(None, YEAR, ())[-1]
    sam = acting(published.sam)
    assert not any(value for row in report.rows(sam, YEAR, ()) for value in row.values() if isinstance(value, int))


def test_the_page_shows_the_table_in_both_languages(published: People, client_of: Any) -> None:
    client = client_of(published.ada)
    page = " ".join(client.get("/en/reports/permission-requests/?fiscal_year=2022-23").content.decode().split())
    assert '<th scope="row">Total</th><td class="number">15</td><td class="number">104</td>' in page
    assert "Not granted" not in page
    assert "Palier municipal" in client.get("/fr/rapports/yearly-requests/").content.decode()
    answer = client.get("/api/v1/reports/change-of-circumstances/?fiscal_year=2022-23").json()
    assert answer["rows"][-1]["granted_or_still_applies"] == 18
    assert client_of(published.emma).get("/en/reports/yearly-requests/").status_code == 404


def test_imported_requests_count_in_the_report_of_all_requests(people: People) -> None:
    answered = {"reference": "A", "request_type": "advice", "outcome": "answered", "organization": "Statistics Canada"}
    import_history(content=register({}, answered), imported_by=acting(people.ada), at=NOON)
    make_case(people.emma, people.organization)
    rows = REQUESTS.rows(acting(people.ada), {}, ("organization", "outcome", "fiscal_year"))
    assert [tuple(row.values())[1:] for row in rows] == [
        ("Granted", "2022-23", 1),
        ("Not answered yet", "2026-27", 1),
        ("Answered, before this system", "2022-23", 1),
    ]
    assert [row["requests"] for row in REQUESTS.rows(acting(people.sam), YEAR, ("month",))] == [1]


@pytest.mark.parametrize(("address", "words"), [("/en/reports", "Received"), ("/fr/rapports", "Reçues")])
def test_page_has_a_picture_of_the_counts_with_its_table(
    published: People, client_of: Callable[..., Client], address: str, words: str
) -> None:
    page = client_of(published.ada).get(f"{address}/permission-requests/?fiscal_year=2022-23").content.decode()
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert "<svg" in figure
    assert words in figure
    assert ">81<" in figure
    assert "104" in figure, "of how many"
    assert ">104<" not in figure, "the total is no line of the picture"


def test_page_without_requests_has_no_picture(people: People, client_of: Callable[..., Client]) -> None:
    page = client_of(people.ada).get("/en/reports/permission-requests/?fiscal_year=2022-23").content.decode()
    assert "<figure" not in page


def test_days_are_not_drawn_among_counts(published: People, client_of: Callable[..., Client]) -> None:
    page = client_of(published.ada).get("/en/reports/yearly-requests/?fiscal_year=2022-23").content.decode()
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert "Federal" in figure
    assert "Average" not in figure
