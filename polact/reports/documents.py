"""The forms in which a report leaves: a JSON document and a CSV file. Pure."""

import csv
import io
import unicodedata
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from polact.reports.report import Choices, Report, Row

# What a spreadsheet would take for a formula, when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def json_document(report: Report, choices: Choices, rows: list[Row], at: datetime) -> dict[str, Any]:
    """The report as data, with its words in the current language. `as_of` is local time with its offset."""
    columns = report.columns_of(rows)
    left_out = {column.key for column in report.columns} - {column.key for column in columns}
    return {
        "title": str(report.title),
        "columns": [{"key": column.key, "label": str(column.label)} for column in columns],
        "rows": [{key: value for key, value in row.items() if key not in left_out} for row in rows],
        "notes": [*choices.in_words(), *map(str, report.notes)],
        "as_of": localtime(at).isoformat(timespec="seconds"),
        "definition_hash": report.definition_hash,
    }


def csv_file(report: Report, rows: list[Row]) -> bytes:
    """A header and the rows, in UTF-8 with the mark that spreadsheets look for; no cell is taken for a formula."""
    text, columns = io.StringIO(newline=""), report.columns_of(rows)
    writer = csv.writer(text)
    writer.writerow([harmless(str(column.label)) for column in columns])
    writer.writerows([harmless(row[column.key]) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(value: Any) -> Any:
    """A text that begins like a formula, also in full-width letters or after blanks, gets an apostrophe in front."""
    if isinstance(value, str):
        seen = unicodedata.normalize("NFKC", value)
        if seen.startswith(FORMULA) or seen.lstrip().startswith(FORMULA):
            return f"'{value}"
    return value
