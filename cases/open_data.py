"""The public list of grants that the Canada Gazette has published, as data and as a file. Pure.

The columns are those of the Commission's open data set of people who received permission, as far as the record has them.
"""

import csv
import io
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.enums import ElectionLevel
from polact.base.text import both_languages
from polact.catalogue.fiscal import fiscal_year
from polact.catalogue.jurisdictions import JURISDICTIONS

COLUMNS = {
    "fiscal_year": _("Fiscal year"),
    "decision_date": _("Decided on"),
    "family_name": _("Family name"),
    "given_name": _("Given name"),
    "organization_en": _("Organization (English)"),
    "organization_fr": _("Organization (French)"),
    "group_level": _("Group and level"),
    "election_level": _("Level of government"),
    "jurisdiction": _("Where"),
    "electoral_district_or_municipality": _("Electoral district or municipality"),
    "office_sought": _("Office sought"),
    "sections_cited": _("Sections of the Act"),
    "leave_without_pay": _("Leave without pay"),
    "gazette_issue": _("Issue of the Canada Gazette"),
    "gazette_date": _("Published on"),
    "gazette_link": _("Link"),
}
# What a spreadsheet would take for a formula, when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows_of(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of `queries.after.open_data_rows` under the columns' names. Days are ISO 8601; codes stay codes."""
    return [
        {
            "fiscal_year": fiscal_year(one["decision_date"]),
            "decision_date": one["decision_date"].isoformat(),
            **{name: one[name] for name in ("family_name", "given_name", "organization_en", "organization_fr")},
            "group_level": one["group_level"],
            "election_level": one["election_level"],
            "jurisdiction": one["jurisdiction"],
            "electoral_district_or_municipality": one["district"],
            "office_sought": one["office"],
            "sections_cited": one["sections"],
            "leave_without_pay": "Y" if one["leave"] else "N",
            "gazette_issue": one["issue"],
            "gazette_date": one["published_on"].isoformat(),
            "gazette_link": one["link"],
        }
        for one in found
    ]


def in_words(row: dict[str, Any]) -> dict[str, str]:
    """The level and the place of a row in the current language."""
    return {
        "level": str(ElectionLevel(row["election_level"]).label),
        "where": str(JURISDICTIONS[row["jurisdiction"]]),
    }


def document(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The list as JSON, with its columns and codes in both languages."""
    return {
        "columns": [{"key": key, **both_languages(label)} for key, label in COLUMNS.items()],
        "codes": {
            "election_level": {level.value: both_languages(level.label) for level in ElectionLevel},
            "jurisdiction": {code: both_languages(name) for code, name in JURISDICTIONS.items()},
        },
        "rows": list(rows),
    }


def csv_file(rows: Sequence[dict[str, Any]]) -> bytes:
    """A header with the columns' names and the rows, in UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(row[key]) for key in COLUMNS] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: str) -> str:
    """No cell is taken for a formula."""
    seen = unicodedata.normalize("NFKC", value)
    return f"'{value}" if seen.startswith(FORMULA) or seen.lstrip().startswith(FORMULA) else value
