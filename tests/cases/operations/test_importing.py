"""Importing the register: all or nothing, twice changes nothing, the trail, the database's own walls, and the rate."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import ImportedRequest
from cases.operations.importing import examine_history, import_history, keep_history_file
from polact.access.acting import as_system
from polact.audit.queries import trail_of
from polact.audit.verification import verify
from polact.base.errors import Invalid, NotPermitted
from tests.cases.history.registers import register
from tests.conftest import acting_as
from tests.factories import NOON, People, acting
from tests.polact.audit.test_ledger import as_owner_connection

ROWS = [{"reference": f"H-{number}"} for number in range(1, 4)]
ELSEWHERE = {"reference": "H-9", "organization": "Statistics Canada"}


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_cases", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def imported() -> int:
    with as_system():
        return ImportedRequest.objects.count()


def entries() -> int:
    with as_system(), connection.cursor() as cursor:
        cursor.execute("select count(*) from audit.entry")
        return int(cursor.fetchone()[0])


def test_the_command_tries_imports_and_changes_nothing_the_second_time(committed_db: None, tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    file.write_bytes(register(*ROWS))
    said = run(file, "--dry-run")
    assert "Rows: 3. New: 3. Imported before, and the same: 0." in said
    assert "Nothing was changed" in said
    assert (imported(), entries()) == (0, 0)
    assert "Imported: 3" in run(file)
    assert (imported(), entries()) == (3, 4)
    assert "New: 0. Imported before, and the same: 3." in run(file)
    assert (imported(), entries()) == (3, 4)
    with as_system():
        one = ImportedRequest.objects.select_related("organization").get(reference="H-2")
    (told,) = trail_of(one.ref)
    assert str(told) == "polact imported the request from the history: H-2."
    assert (one.outcome, one.organization.abbreviation_en, one.imported_by) == ("GRANTED", "ESDC", None)
    with as_owner_connection():
        verdict = verify()
    assert (verdict.findings, verdict.entries) == ([], 4)


@pytest.mark.django_db
def test_one_problem_keeps_everything_out_and_stands_in_a_file(tmp_path: Path) -> None:
    file, errors = tmp_path / "history.csv", tmp_path / "errors.csv"
    file.write_bytes(register(ROWS[0]))
    run(file)
    file.write_bytes(register({**ROWS[0], "region": "ncr"}, ROWS[1], {**ROWS[2], "organization": "Statistic Canada"}))
    with pytest.raises(CommandError, match="Rien n’a été importé"):
        run(file, "--errors", errors, "--lang", "fr")
    lines = errors.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in lines] == [["Ligne", "Colonne"], ["2", "reference"], ["4", "organization"]]
    assert "Statistique Canada" in lines[2]
    assert imported() == 1


def test_an_administrator_imports_and_strangers_do_not(people: People) -> None:
    content = register(*ROWS)
    for stranger in (people.emma, people.rita, people.olive, people.audrey):
        acting(stranger)
        with pytest.raises(NotPermitted):
            import_history(content=content, imported_by=stranger, at=NOON)
        with pytest.raises(NotPermitted):
            examine_history(content=content, examined_by=stranger, at=NOON)
        with pytest.raises(NotPermitted):
            keep_history_file(name="h.csv", content=content, kept_by=stranger, at=NOON)
    done = import_history(content=content, imported_by=acting(people.ada), at=NOON)
    assert (len(done.new), done.known) == (3, 0)
    later = NOON + timedelta(days=1)
    with pytest.raises(Invalid) as refusal:
        import_history(content=register({**ROWS[0], "outcome": "refused"}), imported_by=people.ada, at=later)
    assert "outcome" in str(refusal.value.message)


def test_the_database_shows_a_representative_their_own_organizations_history_alone(people: People) -> None:
    import_history(content=register(*ROWS, ELSEWHERE), imported_by=acting(people.ada), at=NOON)
    seen = {}
    for name in ("emma", "rita", "sam", "audrey"):
        with acting_as(getattr(people, name)):
            seen[name] = ImportedRequest.objects.count()
    with acting_as(None):
        seen["nobody"] = ImportedRequest.objects.count()
    assert seen == {"emma": 0, "rita": 3, "sam": 1, "audrey": 4, "nobody": 0}


@pytest.mark.parametrize("count", [10, 1_500])
def test_rows_cost_time_but_no_statements(people: People, count: int) -> None:
    content = register(*({"reference": f"B-{number}"} for number in range(count)))
    ada = acting(people.ada)
    with CaptureQueriesContext(connection) as statements:
        import_history(content=content, imported_by=ada, at=NOON)
    assert len(statements) == 10
    assert ImportedRequest.objects.count() == count
