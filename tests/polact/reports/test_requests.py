"""The report `requests`: exact figures, who counts what, and what it costs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cases.enums import CaseStatus
from cases.models import Case
from polact.base.errors import Invalid, NotPermitted
from polact.reports.operations.exporting import export_report
from polact.reports.registry import REPORTS
from polact.reports.requests import REQUESTS
from tests.factories import People, acting, make_case, make_draft

ALL = REQUESTS.dimensions
# 1 April 2026, 00:30 in London, is still 31 March in Gatineau: the old fiscal year.
LAST_NIGHT_OF_MARCH = datetime(2026, 4, 1, 3, 30, tzinfo=UTC)
APRIL = datetime(2026, 4, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def five_cases(people: People) -> People:
    """Three at ESDC (one answered in April, two waiting since November), one at Statistics Canada in March; a draft."""
    here, there = people.organization, people.elsewhere
    make_case(people.emma, here, status=CaseStatus.ANSWERED, by=people.rita, at=APRIL)
    make_case(people.emma, here)
    make_case(people.emma, here)
    make_case(people.luc, there, at=LAST_NIGHT_OF_MARCH)
    make_draft(people.emma, here)
    return people


def test_requests_are_counted_by_every_dimension(five_cases: People) -> None:
    found = REQUESTS.rows(acting(five_cases.ada), {}, ALL)
    assert [tuple(row.values()) for row in found] == [
        (
            "Employment and Social Development Canada",
            "Advice on a political activity",
            "Compatible as described",
            "2026-04",
            1,
        ),
        (
            "Employment and Social Development Canada",
            "Advice on a political activity",
            "Not answered yet",
            "2026-11",
            2,
        ),
        ("Statistics Canada", "Advice on a political activity", "Not answered yet", "2026-03", 1),
    ]


def test_counts_are_told_in_french(five_cases: People) -> None:
    with override("fr"):
        found = REQUESTS.rows(acting(five_cases.ada), {}, ("outcome", "organization"))
    assert [tuple(row.values()) for row in found] == [
        ("Compatible telle que décrite", "Emploi et Développement social Canada", 1),
        ("Pas encore de réponse", "Emploi et Développement social Canada", 2),
        ("Pas encore de réponse", "Statistique Canada", 1),
    ]


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"fiscal_year": "2026-27"}, 3),
        ({"fiscal_year": "2025-26"}, 1),
        ({"fiscal_year": "2024-25"}, 0),
        ({"outcome": "OPEN"}, 3),
        ({"outcome": "COMPATIBLE"}, 1),
        ({"outcome": "WITHDRAWN"}, 0),
        ({"fiscal_year": "2026-27", "outcome": "OPEN"}, 2),
    ],
)
def test_filters_narrow_the_count(five_cases: People, chosen: dict[str, str], count: int) -> None:
    assert sum(row["requests"] for row in REQUESTS.rows(acting(five_cases.ada), chosen, ("month",))) == count


def test_organization_narrows_the_count(five_cases: People) -> None:
    chosen = {"organization": str(five_cases.elsewhere.pk)}
    assert [row["requests"] for row in REQUESTS.rows(acting(five_cases.olive), chosen, ALL)] == [1]


@pytest.mark.parametrize(
    ("name", "total"), [("ada", 4), ("audrey", 4), ("olive", 4), ("rita", 3), ("rene", 3), ("sam", 1), ("emma", 0)]
)
def test_each_person_counts_what_they_may(five_cases: People, name: str, total: int) -> None:
    person = acting(getattr(five_cases, name))
    assert sum(row["requests"] for row in REQUESTS.rows(person, {}, ("organization",))) == total


def test_a_representative_does_not_count_their_own_request_elsewhere(five_cases: People) -> None:
    make_case(five_cases.sam, five_cases.organization)
    found = REQUESTS.rows(acting(five_cases.sam), {}, ("organization",))
    assert [tuple(row.values()) for row in found] == [("Statistics Canada", 1)]


def test_the_database_hides_what_the_report_would_show(
    five_cases: People, monkeypatch: pytest.MonkeyPatch, as_person: Callable
) -> None:
    monkeypatch.setattr("polact.reports.requests.submitted_cases", lambda person: Case.objects.all())
    with as_person(five_cases.sam):
        assert (
            sum(row["requests"] for row in REQUESTS.rows(five_cases.sam, {"fiscal_year": "2026-27"}, ("month",))) == 0
        )


def test_a_representative_cannot_choose_an_organization_of_others(five_cases: People) -> None:
    with pytest.raises(Invalid) as refusal:
        REQUESTS.choose({"organization": str(five_cases.organization.pk)}, acting(five_cases.sam), APRIL.date())
    assert refusal.value.field == "organization"


@pytest.mark.parametrize("cases", [1, 12])
def test_counting_takes_three_statements_however_many_cases(people: People, cases: int) -> None:
    for _ in range(cases):
        make_case(people.emma, people.organization)
    ada = acting(people.ada)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        assert sum(row["requests"] for row in REQUESTS.rows(ada, {}, ALL)) == cases
    assert len(statements) == 3


def test_every_report_has_words_in_both_languages() -> None:
    for report in REPORTS:
        for text in (report.title, report.question, *report.notes, *(column.label for column in report.columns)):
            assert text.en
            assert text.fr
            assert text.en != text.fr


def test_definition_hash_changes_with_the_meaning() -> None:
    assert REQUESTS.definition_hash == replace(REQUESTS).definition_hash
    assert REQUESTS.definition_hash != replace(REQUESTS, version=REQUESTS.version + 1).definition_hash
    assert len(REQUESTS.definition_hash) == 64


def test_export_is_refused_to_a_stranger(people: People) -> None:
    emma = acting(people.emma)
    choices = REQUESTS.choose({}, emma, APRIL.date())
    with pytest.raises(NotPermitted):
        export_report(report=REQUESTS, choices=choices, written_as="csv", exported_by=emma, at=APRIL)
