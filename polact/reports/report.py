"""What a report is: one declaration, from which the page, the CSV and the JSON follow.

A new report is one file that declares a `Report`, and its name in the tuple of `polact.reports.registry`.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Literal

from django.utils.translation import gettext as _

from polact.access.models import Person
from polact.base.errors import Invalid
from polact.base.text import Text, both_languages
from polact.reports.reading import Chosen, Reading

Kind = Literal["text", "month", "date", "count", "days", "percent", "number"]
MEASURES: tuple[Kind, ...] = ("count", "days", "percent", "number")
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column: `text`, `month` (YYYY-MM) and `date` say what is counted; `count`, `days` (calendar days), `percent` (0 to
    100) and `number` say how many or how much, None where that cannot be said. `if_any`: the column is left out where no
    row has anything in it."""

    key: str
    label: Text
    kind: Kind = "text"
    if_any: bool = False


class Section(Enum):
    """Where a report stands in the list of all: the question of which it is a part."""

    PUBLISHED = Text("The published tables", "Les tableaux publiés")
    REQUESTS = Text("Requests and answers", "Demandes et réponses")
    CANDIDACIES = Text("Candidacies", "Candidatures")
    PEOPLE = Text("Representatives and sessions", "Représentants et séances")
    INTEGRITY = Text("Consistency and integrity", "Cohérence et intégrité")


@dataclass(frozen=True)
class Choice:
    """One value that a filter takes, and the words for it in the current language."""

    value: str
    label: str


@dataclass(frozen=True)
class Filter:
    """Something by which a report is narrowed. `choices` gives what this person may choose on this day."""

    key: str
    label: Text
    everything: Text
    choices: Callable[[Person | None, date], list[Choice]]


@dataclass(frozen=True)
class Report:
    """A report. `counted(reading, by)` counts in SQL, grouped by the columns named in `by`, in their order.

    Where there is a `month`, `by` may name `fiscal_year` instead, for a table of all years.
    `version` rises when the meaning of a number changes.
    """

    slug: str
    version: int
    title: Text
    question: Text
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    notes: tuple[Text, ...]
    counted: Callable[[Reading, Sequence[str]], list[Row]]
    is_table: bool = False
    """The rows are shown as they are: what they are counted by cannot be chosen."""
    section: Section = Section.REQUESTS
    picture: tuple[str, ...] = ()
    """The columns that the page of such a table draws; what they count may be added up."""

    def rows(self, person: Person | None, chosen: Chosen, by: Sequence[str] = (), as_of: date = date.max) -> list[Row]:
        """The rows for a person (None is the system itself, which sees everything), in words of the current language."""
        return self.counted(Reading(person, chosen, as_of), by)

    def columns_of(self, rows: Sequence[Row]) -> tuple[Column, ...]:
        """The columns that are shown with these rows."""
        return tuple(column for column in self.columns if not column.if_any or any(row[column.key] for row in rows))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The columns by which is counted, all of them."""
        return tuple(column.key for column in self.columns if column.kind not in MEASURES)

    @property
    def measure(self) -> Column:
        """The column that counts."""
        return next(column for column in self.columns if column.kind == "count")

    @property
    def definition_hash(self) -> str:
        """SHA-256 of the declaration: two exports with the same one mean the same by their numbers."""
        told = {
            "slug": self.slug,
            "version": self.version,
            "title": both_languages(self.title),
            "columns": [[column.key, column.kind, both_languages(column.label)] for column in self.columns],
            "filters": [narrowing.key for narrowing in self.filters],
            "notes": [both_languages(note) for note in self.notes],
        }
        canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def choose(self, given: Mapping[str, str], person: Person | None, on: date) -> "Choices":
        """The filters as given by an address or a command, checked.

        Takes any mapping (other keys are ignored); an empty or missing value narrows nothing. Raises Invalid for a
        value that the person cannot choose.
        """
        offered = {narrowing.key: narrowing.choices(person, on) for narrowing in self.filters}
        chosen = {key: given[key] for key in offered if given.get(key)}
        for key, value in chosen.items():
            if value not in {choice.value for choice in offered[key]}:
                raise Invalid(_("This cannot be chosen here."), field=key)
        return Choices(self, offered, chosen)


@dataclass(frozen=True)
class Choices:
    """What could be chosen and what was."""

    report: Report
    offered: Mapping[str, list[Choice]]
    chosen: Chosen

    def in_words(self) -> list[str]:
        """One line a filter, in the current language."""
        lines = []
        for narrowing in self.report.filters:
            value = self.chosen.get(narrowing.key)
            label = next((c.label for c in self.offered[narrowing.key] if c.value == value), str(narrowing.everything))
            lines.append(_("%(filter)s: %(value)s") % {"filter": narrowing.label, "value": label})
        return lines


@lru_cache(maxsize=2048)
def alphabetical(text: str) -> str:
    """What names are sorted by in either language: É stands beside E."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    ).casefold()
