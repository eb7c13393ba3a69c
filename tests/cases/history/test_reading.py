"""What a register may hold: every rule with the column at which its breach is told; encodings, headers, names."""

from datetime import date

import pytest
from django.utils.translation import override

from cases.history.organizations import Names
from cases.history.reading import problems_file, read
from polact.access.models import Organization
from tests.cases.history.registers import SOUND, register

TODAY = date(2026, 11, 23)
NAMES = Names(
    [
        Organization(
            pk=1,
            name_en="Department of Employment and Social Development",
            name_fr="Ministère de l’Emploi et du Développement social",
            abbreviation_en="ESDC",
            abbreviation_fr="EDSC",
        ),
        Organization(pk=2, name_en="Statistics Canada", name_fr="Statistique Canada", abbreviation_en="SC"),
        Organization(pk=3, name_en="Shared Canada", name_fr="Canada partagé", abbreviation_en="SC"),
    ]
)
OPEN = {"decided_on": "", "outcome": ""}
CHANGE, ADVICE = {"request_type": "change_of_circumstances"}, {"request_type": "advice"}


def problems(content: bytes) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in read(content, NAMES, TODAY).problems]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"reference": " "}, "reference"),
        ({"reference": "x" * 61}, "reference"),
        ({"request_type": "complaint"}, "request_type"),
        ({"election_level": ""}, "election_level"),
        ({"jurisdiction": ""}, "jurisdiction"),
        ({"jurisdiction": "XX"}, "jurisdiction"),
        ({"jurisdiction": "CA"}, "jurisdiction"),
        ({"election_level": "territorial"}, "jurisdiction"),
        ({"election_level": "provincial", "jurisdiction": "YT"}, "jurisdiction"),
        ({"organization": "Ministry of Magic"}, "organization"),
        ({"organization": "SC"}, "organization"),
        ({"region": ""}, "region"),
        ({"language": "de"}, "language"),
        ({"received_on": "20220502"}, "received_on"),
        ({"received_on": "2022-02-30"}, "received_on"),
        ({"decided_on": "2026-11-24"}, "decided_on"),
        ({"complete_on": "2022-05-01"}, "complete_on"),
        ({"decided_on": "2022-05-03"}, "decided_on"),
        ({"decided_on": ""}, "decided_on"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "still_applies"}, "outcome"),
        ({"outcome": "answered"}, "outcome"),
        (ADVICE, "outcome"),
        ({"outcome": "no_decision"}, "no_decision_reason"),
        ({"no_decision_reason": "withdrawn"}, "no_decision_reason"),
    ],
)
def test_tells_the_column_of_a_broken_rule(row: dict[str, str], column: str) -> None:
    assert problems(register({"reference": "before"}, row)) == [(3, column)]


@pytest.mark.parametrize(
    "row",
    [
        OPEN,
        {**OPEN, "complete_on": ""},
        {**CHANGE, "outcome": "still_applies"},
        {"outcome": "no_decision", "no_decision_reason": "acclaimed", "complete_on": ""},
        {**ADVICE, "outcome": "Answered", "election_level": "", "jurisdiction": ""},
        {"election_level": "federal", "jurisdiction": "ca"},
        {"election_level": "federal", "jurisdiction": "NB"},
        {"election_level": "Territorial", "jurisdiction": "NU"},
        {"organization": "ministère de l'emploi  et du développement social"},
        {"received_on": "2026-11-23", "complete_on": "", "decided_on": "2026-11-23"},
    ],
)
def test_takes_what_the_rules_allow(row: dict[str, str]) -> None:
    assert problems(register(row)) == []


def test_an_unknown_organization_is_told_with_the_nearest_names() -> None:
    told = read(register({"organization": "Statistic Canada"}), NAMES, TODAY).problems[0].message
    assert "Nearest names: Statistics Canada, Statistique Canada" in told
    with override("fr"):
        told = read(register({"organization": "ESCD"}), NAMES, TODAY).problems[0].message
    assert "Noms les plus proches\u00a0: E" in told


def test_a_reference_stands_in_a_file_once_and_quoted_lines_are_counted() -> None:
    content = register({"occupational_group": "A\nS"}, {"reference": "H-2"}, {"reference": "H-2"})
    assert problems(content) == [(3, "occupational_group"), (5, "reference")]


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [
        (b"", "", "empty"),
        (register({}).replace(b",", b";"), "", "semicolons"),
        (register(columns=[*SOUND, "party"]), "party", "not known"),
        (register(columns=[name for name in SOUND if name != "region"]), "region", "missing"),
        (register(columns=[*SOUND, "region"]), "region", "twice"),
        (register({"reference": "é"}).decode().encode("latin-1"), "", "UTF-8"),
        (register({}).decode().encode("utf-16"), "", "UTF-8"),
        (register({}).decode().encode("utf-16-le"), "", "UTF-8"),
        (register({}) + b'"open', "", "quotes"),
    ],
)
def test_says_what_is_wrong_with_the_whole_file(content: bytes, column: str, said: str) -> None:
    found = read(content, NAMES, TODAY).problems
    assert [problem.column for problem in found] == [column]
    assert said in found[0].message


def test_a_row_of_another_width_is_told() -> None:
    assert problems(register({}) + b"H-2,advice\r\n") == [(3, "")]


def test_a_mark_at_the_beginning_and_empty_lines_are_no_problem() -> None:
    found = read(b"\xef\xbb\xbf" + register({}) + b"\r\n,,\r\n", NAMES, TODAY)
    assert (found.rows, len(found.lines), found.problems) == (1, 1, [])


def test_problems_as_a_file_are_in_the_persons_language_and_no_formula() -> None:
    found = read(register({"region": "=1+1"}, columns=[*SOUND]), NAMES, TODAY).problems
    found += read(register(columns=[*SOUND, "=1+1"]), NAMES, TODAY).problems
    with override("fr"):
        lines = problems_file(found).decode("utf-8-sig").splitlines()
    assert lines[0] == "Ligne,Colonne,Problème"
    assert lines[1] == '2,region,"“=1+1” is not one of: ncr, other."'
    assert lines[2].startswith("1,“=1+1”,")
