"""CSV and JSON: what leaves the system."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from polact.base.text import Text
from polact.catalogue.fiscal import bounds, fiscal_year
from polact.reports.documents import csv_file, harmless, json_document
from polact.reports.report import Choices, Column, Report

SAMPLE = Report(
    slug="sample",
    version=1,
    title=Text("Sample", "Exemple"),
    question=Text("How many?", "Combien?"),
    columns=(Column("name", Text("Name", "Nom")), Column("count", Text("Count", "Nombre"), "count")),
    filters=(),
    notes=(Text("A note.", "Une note."),),
    counted=lambda reading, by: [],
)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        '=HYPERLINK("https://polact.example","read")',
        "=cmd|' /C calc'!A0",
        "\u00a0=1",
    ],
)
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    content = csv_file(SAMPLE, [{"name": cell, "count": 1}]).decode("utf-8-sig")
    _header, row = list(csv.reader(io.StringIO(content, newline="")))
    assert row == [f"'{cell}", "1"]


@pytest.mark.parametrize(
    "cell", ["Emploi et Développement social Canada", "a=b", "1-2", "l’Agence", "", "“quoted”, with a comma"]
)
def test_ordinary_text_is_left_alone(cell: str) -> None:
    content = csv_file(SAMPLE, [{"name": cell, "count": 1}]).decode("utf-8-sig")
    _header, row = list(csv.reader(io.StringIO(content, newline="")))
    assert row == [cell, "1"]


def test_numbers_stay_numbers() -> None:
    assert harmless(-3) == -3


def test_csv_begins_with_the_mark_that_spreadsheets_look_for() -> None:
    assert csv_file(SAMPLE, []) == b"\xef\xbb\xbfName,Count\r\n"


def test_json_says_what_it_is_and_when() -> None:
    rows = [{"name": "ESDC", "count": 3}]
    at = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert json_document(SAMPLE, Choices(SAMPLE, {}, {}), rows, at) == {
        "title": "Sample",
        "columns": [{"key": "name", "label": "Name"}, {"key": "count", "label": "Count"}],
        "rows": rows,
        "notes": ["A note."],
        "as_of": "2026-11-23T12:00:00-05:00",
        "definition_hash": SAMPLE.definition_hash,
    }


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), "2025-26"),
        (date(2026, 4, 1), "2026-27"),
        (date(2027, 3, 31), "2026-27"),
        (date(1999, 4, 1), "1999-00"),
    ],
)
def test_fiscal_year_turns_on_the_first_of_april(day: date, year: str) -> None:
    assert fiscal_year(day) == year
    first, after = bounds(year)
    assert first <= day < after


@pytest.mark.parametrize("year", ["2026", "2026-26", "26-27", "", "abcd-ef"])
def test_nothing_else_is_a_fiscal_year(year: str) -> None:
    with pytest.raises(ValueError):
        bounds(year)
