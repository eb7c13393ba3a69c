"""Importing the register of earlier years: looked at first, then all of it or nothing; twice changes nothing."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from cases.history.columns import COLUMNS
from cases.history.organizations import Names
from cases.history.reading import Line, Problem, Register, as_data, read
from cases.models import HistoryFile, ImportedRequest
from cases.permissions import may_import_history
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.audit.recording import First, record, record_first
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotPermitted

AT_A_TIME = 2_000  # rows a statement: each stays far below the time that a statement may take
MOST_BY_A_PERSON = 20_000
"""Rows that a page or the API takes: about ten seconds of work. The command takes any number."""
FIELDS = tuple("organization_id" if column == "organization" else column for column in COLUMNS)


@dataclass(frozen=True)
class Examined:
    """What importing a file would do: which lines are new, how many are there already, and what stands against it."""

    new: list[Line]
    known: int
    problems: list[Problem]
    rows: int


def examine_history(*, content: bytes, examined_by: Person | None, at: datetime) -> Examined:
    """Read a file and compare it with what was imported before; changes nothing. `examined_by` None is the command.

    Raises NotPermitted for anybody but administrators.
    """
    if examined_by is not None and not may_import_history(examined_by):
        raise NotPermitted()
    names = Names(Organization.objects.only("is_dormant", *_name_fields()))
    register = read(content, names, clock.local_date(at))
    if examined_by is not None and register.rows > MOST_BY_A_PERSON:
        told = _("The file has more than 20,000 rows. Divide it, or import it with the command import_cases.")
        register.problems.insert(0, Problem(0, "", told))
    return _compared(register)


@transaction.atomic
def import_history(*, content: bytes, imported_by: Person | None, at: datetime) -> Examined:
    """Import a file, all of it or nothing; what is there already stays as it is. Returns what was done.

    Each request begins a trail that says that it was imported, and one entry tells of the file. Raises NotPermitted for
    anybody but administrators, and Invalid when there is a single problem; its fact `problems` holds the first of them.
    """
    _one_at_a_time()
    found = examine_history(content=content, examined_by=imported_by, at=at)
    if found.problems:
        raise Invalid(_not_imported(found.problems), field="file", problems=as_data(found.problems))
    for lines in _in_parts(found.new):
        _store(lines, imported_by, at)
    if found.new:
        facts = {
            "count": len(found.new),
            "known": found.known,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        verb, role = Verb.HISTORY_IMPORTED, _role(imported_by)
        record(verb=verb, subject=uuid4(), actor=imported_by, role=role, at=at, facts=facts)
    return found


@transaction.atomic
def keep_history_file(*, name: str, content: bytes, kept_by: Person, at: datetime) -> HistoryFile:
    """Keep a file for a preview; any earlier one of the same person is forgotten. Raises NotPermitted for anybody but
    administrators."""
    if not may_import_history(kept_by):
        raise NotPermitted()
    HistoryFile.objects.filter(brought_by=kept_by).delete()
    return HistoryFile.objects.create(name=name[:200], content=content, brought_by=kept_by, brought_at=at)


@transaction.atomic
def import_kept_file(*, pk: UUID, imported_by: Person, at: datetime) -> Examined:
    """Import the file of a preview and forget it. Raises HistoryFile.DoesNotExist, and what `import_history` raises."""
    kept = HistoryFile.objects.select_for_update().get(pk=pk, brought_by=imported_by)
    done = import_history(content=bytes(kept.content), imported_by=imported_by, at=at)
    kept.delete()
    return done


def _name_fields() -> list[str]:
    return [f"{name}_{language}" for name in ("name", "applied_title", "abbreviation") for language in ("en", "fr")]


def _compared(register: Register) -> Examined:
    """Beside what was imported before: the same again is known, the same reference with another content a problem."""
    new, known, problems = [], 0, list(register.problems)
    for line, stored in _beside(register.lines):
        if stored is None:
            new.append(line)
            continue
        differing = [name for name in FIELDS if line.values[name] != stored[name]]
        known += not differing
        if differing:
            told = _("This reference was imported before with another content: %(columns)s.")
            columns = ", ".join(name.removesuffix("_id") for name in differing)
            problems.append(Problem(line.row, "reference", told % {"columns": columns}))
    problems.sort(key=lambda problem: problem.row)
    return Examined(new, known, problems, register.rows)


def _beside(lines: Sequence[Line]) -> Iterator[tuple[Line, dict[str, object] | None]]:
    for some in _in_parts(lines):
        references = [line.values["reference"] for line in some]
        stored = ImportedRequest.objects.filter(reference__in=references).values(*FIELDS)
        by_reference = {row["reference"]: dict(row) for row in stored}
        yield from ((line, by_reference.get(line.values["reference"])) for line in some)


def _in_parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    return (lines[first : first + AT_A_TIME] for first in range(0, len(lines), AT_A_TIME))


def _one_at_a_time() -> None:
    """Two imports at once would both find the same requests new: the second one waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.operations.importing'))")


def _store(lines: Sequence[Line], imported_by: Person | None, at: datetime) -> None:
    made = [ImportedRequest(**line.values, imported_at=at, imported_by=imported_by) for line in lines]
    ImportedRequest.objects.bulk_create(made)
    entries = [First(one.ref, {"reference": one.reference}) for one in made]
    verb, role = Verb.REQUEST_IMPORTED, _role(imported_by)
    record_first(verb=verb, entries=entries, actor=imported_by, role=role, at=at)


def _role(person: Person | None) -> str:
    return Role.ADMINISTRATOR if person else "SYSTEM"


def _not_imported(problems: Sequence[Problem]) -> str:
    return _("Nothing was imported: the file has problems (%(count)s). The first, in line %(row)s: %(message)s") % {
        "count": len(problems),
        "row": problems[0].row,
        "message": problems[0].message,
    }
