"""Reads the register from the bytes of a CSV file: every row, and everything that is wrong with it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.history.columns import COLUMNS, Checker, Values
from cases.history.organizations import Names

MOST_TOLD = 100  # problems in an answer; the file of problems has them all
LARGEST_FILE = 40 * 1024 * 1024  # bytes: some 300,000 requests


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where. `row` counts the file's lines, the header being 1; 0: the file itself."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sound row: where it stands in the file, and its values by the names of the model's fields."""

    row: int
    values: Values


@dataclass(frozen=True)
class Register:
    """What a file holds."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0


def read(content: bytes, names: Names, today: date) -> Register:
    """Read a file. `today` is the last day that a date may name. Never raises: what is wrong is among the problems."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable(_("The file is not in UTF-8. Save it as “CSV UTF-8” and try again."))
    if "\0" in text:
        return _unreadable(_("The file is not text in UTF-8. Save it as “CSV UTF-8” and try again."))
    if len(content) > LARGEST_FILE:
        return _unreadable(_("The file is larger than 40 MB. Divide it into several."))
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _read(rows, Checker(names, today))
    except csv.Error:
        return _unreadable(_("The file is not CSV: near line %(line)s quotes do not match.") % {"line": rows.line_num})


def _read(rows: "Iterator[list[str]]", checker: Checker) -> Register:
    header = [name.strip().casefold() for name in next(rows, [])]
    wrong = _header_problems(header)
    if wrong:
        return Register(problems=wrong)
    register, first_at, count = Register(), dict[str, int](), 0
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        row: int = rows.line_num  # type: ignore[attr-defined]
        before = len(register.problems)
        values = _values(header, cells, row, checker, register.problems)
        reference = values.get("reference")
        if reference and reference in first_at:
            told = _("This reference stands in line %(row)s already.") % {"row": first_at[reference]}
            register.problems.append(Problem(row, "reference", told))
        elif reference:
            first_at[reference] = row
        if len(register.problems) == before:
            register.lines.append(Line(row, values))
    return Register(register.lines, register.problems, count)


def _values(header: list[str], cells: list[str], row: int, checker: Checker, problems: list[Problem]) -> Values:
    if len(cells) != len(header):
        told = {"found": len(cells), "wanted": len(header)}
        problems.append(Problem(row, "", _("This row has %(found)s cells, the header %(wanted)s.") % told))
        return {}
    return checker.values(
        dict(zip(header, cells, strict=True)),
        lambda column, message: problems.append(Problem(row, column, message)),
    )


def _header_problems(header: list[str]) -> list[Problem]:
    if not any(header):
        return [Problem(1, "", _("The file is empty: its first line must name the columns."))]
    if len(header) == 1 and ";" in header[0]:
        return [Problem(1, "", _("The columns are separated by semicolons; separate them by commas."))]
    found = [
        Problem(1, name[:60], _("This column is not known.")) for name in dict.fromkeys(header) if name not in COLUMNS
    ]
    found += [Problem(1, name, _("This column is missing.")) for name in COLUMNS if name not in header]
    found += [Problem(1, name, _("This column stands there twice.")) for name in COLUMNS if header.count(name) > 1]
    return found


def _unreadable(message: str) -> Register:
    return Register(problems=[Problem(0, "", message)])


def problems_file(problems: list[Problem]) -> bytes:
    """The problems as CSV in the current language, in UTF-8 with the mark that spreadsheets look for.

    Messages begin with words of this system or a quotation mark, so that no cell is taken for a formula; a column that
    nobody knows is quoted.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_("Row"), _("Column"), _("Problem")])
    for problem in problems:
        column = problem.column if problem.column in COLUMNS or not problem.column else f"“{problem.column}”"
        writer.writerow([problem.row or "", column, problem.message])
    return text.getvalue().encode("utf-8-sig")


def as_data(problems: list[Problem]) -> list[dict[str, Any]]:
    """The first problems as the API tells them."""
    return [asdict(problem) for problem in problems[:MOST_TOLD]]
