"""Files of elections and of districts: CSV in UTF-8, with commas or semicolons, read row by row. Pure.

Which of the two a file is, its first line says. Days are written 2029-10-15; `last_day` is included, `valid_to` is not.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from itertools import islice

from django.utils.translation import gettext as _

from cases.election_facts import A_DAY, Days, DistrictFacts, ElectionFacts, check_year
from polact.base.errors import Invalid

LARGEST_FILE = 1024 * 1024  # bytes
MOST_ROWS = 2000
ELECTION_COLUMNS = (
    "level", "jurisdiction", "kind", "label_en", "label_fr", "active_from", "last_day", "polling_day",
    "nominations_close", "nominations_time", "district", "municipality", "municipality_kind", "source",
)  # fmt: skip
DISTRICT_COLUMNS = ("level", "jurisdiction", "code", "name_en", "name_fr", "valid_from", "valid_to", "source")


class Found(Enum):
    """What came of a row."""

    NEW = "new"
    CORRECTED = "corrected"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Row:
    """One line of the file: what it says, or why it cannot be read. `district` is a code, to be looked up."""

    line: int
    label: str
    facts: ElectionFacts | DistrictFacts | None
    district: str = ""
    field: str = ""
    problem: str = ""


@dataclass(frozen=True)
class RowResult:
    """What came, or would come, of one line; `problem` in the language of whoever asked."""

    line: int
    label: str
    found: Found
    field: str = ""
    problem: str = ""


def decoded(content: bytes) -> str:
    """The text of a file. Raises Invalid for one that is too large or not in UTF-8."""
    if len(content) > LARGEST_FILE:
        raise Invalid(_("This file is too large."), field="file")
    try:
        text = content.decode("utf-8-sig")
        if "\0" not in text:
            return text
    except UnicodeDecodeError:
        pass
    raise Invalid(_("This file is not in UTF-8. Save it as “CSV UTF-8”."), field="file")


def read(text: str) -> list[Row]:
    """The rows of a file, in order. Raises Invalid when its first line is neither of the two, when it has no further
    line, and when it has more than 2,000."""
    head = text.lstrip().splitlines()[:1] or [""]
    reader = csv.DictReader(
        io.StringIO(text.strip()), delimiter=";" if head[0].count(";") > head[0].count(",") else ","
    )
    columns = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = columns
    if set(columns) != set(ELECTION_COLUMNS) and set(columns) != set(DISTRICT_COLUMNS):
        raise Invalid(
            _("The first line must name these columns for elections: %(elections)s. Or for districts: %(districts)s.")
            % {"elections": ",".join(ELECTION_COLUMNS), "districts": ",".join(DISTRICT_COLUMNS)},
            field="content",
        )
    try:
        rows = [_row(reader.line_num, given) for given in islice(reader, MOST_ROWS + 1)]
    except csv.Error:
        raise Invalid(_("This is not a CSV file that can be read."), field="content") from None
    if len(rows) > MOST_ROWS:
        raise Invalid(_("At most 2,000 lines at once."), field="content")
    if not rows:
        raise Invalid(_("There is no line below the first."), field="content")
    return rows


def _row(line: int, given: dict[str | None, object]) -> Row:
    if None in given or None in given.values():
        return Row(line, "", None, problem=_("This line does not have as many columns as the first."))
    cells = {str(name): str(value).strip() for name, value in given.items()}
    label = cells.get("label_en") or cells.get("name_en") or ""
    try:
        if "label_en" in cells:
            return Row(line, label, _election(cells), district=cells["district"])
        return Row(line, label, _district(cells))
    except Invalid as refusal:
        return Row(line, label, None, field=refusal.field or "", problem=str(refusal.message))


def _election(cells: dict[str, str]) -> ElectionFacts:
    last = _day(cells, "last_day")
    days = Days(
        _first_day(cells, "active_from"),
        last + A_DAY if last else None,
        _day(cells, "polling_day"),
        _day(cells, "nominations_close"),
        _hour(cells, "nominations_time"),
    )
    for name, most in (("label_en", 200), ("label_fr", 200), ("source", 300), ("municipality", 200)):
        _short(cells, name, most)
    return ElectionFacts(
        level=cells["level"],
        jurisdiction=cells["jurisdiction"],
        label_en=cells["label_en"],
        label_fr=cells["label_fr"],
        source=cells["source"],
        days=days,
        kind=cells["kind"],
        municipality=cells["municipality"],
        municipality_kind=cells["municipality_kind"],
    )


def _district(cells: dict[str, str]) -> DistrictFacts:
    for name, most in (("code", 20), ("name_en", 200), ("name_fr", 200), ("source", 300)):
        _short(cells, name, most)
    said = ("level", "jurisdiction", "code", "name_en", "name_fr", "source")
    return DistrictFacts(
        valid_from=_first_day(cells, "valid_from"),
        valid_to=_day(cells, "valid_to"),
        **{name: cells[name] for name in said},
    )


def _day(cells: dict[str, str], name: str) -> date | None:
    try:
        day = date.fromisoformat(cells[name]) if cells[name] else None
    except ValueError:
        raise Invalid(_("Write the day as 2029-10-15."), field=name) from None
    if day is not None:
        check_year(name, day)
    return day


def _first_day(cells: dict[str, str], name: str) -> date:
    day = _day(cells, name)
    if day is None:
        raise Invalid(_("A day is needed here."), field=name)
    return day


def _hour(cells: dict[str, str], name: str) -> time | None:
    try:
        return time.fromisoformat(cells[name]) if cells[name] else None
    except ValueError:
        raise Invalid(_("Write the time as 14:00."), field=name) from None


def _short(cells: dict[str, str], name: str, most: int) -> None:
    if len(cells[name]) > most:
        raise Invalid(_("At most %(most)s characters.") % {"most": most}, field=name)
