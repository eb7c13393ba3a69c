"""Files of elections and districts: tried first, all or nothing, and harmless the second time."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cases.election_files import Found, Row, read
from cases.models import ElectionPeriod, ElectoralDistrict
from cases.operations.elections import import_elections, postpone_election
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotPermitted
from tests import factories
from tests.conftest import NOON

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "examples"
DISTRICTS, ELECTIONS = EXAMPLES / "districts.csv", EXAMPLES / "elections.csv"


def rows(path: Path) -> list[Row]:
    return read(path.read_text(encoding="utf-8"))


def taken(given: list[Row], by: Person, *, dry_run: bool = False) -> list[Found]:
    return [result.found for result in import_elections(rows=given, imported_by=by, at=NOON, dry_run=dry_run)]


def counted() -> tuple[int, int]:
    return ElectoralDistrict.objects.count(), ElectionPeriod.objects.count()


def test_examples_are_tried_taken_and_stay_as_they_are_the_second_time(people) -> None:
    olive = factories.acting(people.olive)
    assert taken(rows(DISTRICTS), olive, dry_run=True) == [Found.NEW] * 3
    refused = import_elections(rows=rows(ELECTIONS), imported_by=olive, at=NOON)
    assert [(row.line, row.found, row.field) for row in refused] == [
        (2, Found.NEW, ""), (3, Found.REFUSED, "district"), (4, Found.NEW, "")
    ]  # fmt: skip
    assert counted() == (0, 0)
    assert taken(rows(DISTRICTS), olive) == [Found.NEW] * 3
    assert taken(rows(ELECTIONS), olive) == [Found.NEW] * 3
    by = ElectionPeriod.objects.get(kind="BY_ELECTION")
    assert by.polling_day is not None
    assert by.district is not None
    assert (by.district.code, by.last_day) == ("X-001", by.polling_day)
    later = by.polling_day.replace(day=by.polling_day.day + 7)
    postpone_election(period=by, polling_day=later, nominations_close=None, source="Order", postponed_by=olive, at=NOON)
    assert taken(rows(DISTRICTS) + rows(ELECTIONS), olive) == [Found.SAME] * 6
    by.refresh_from_db()
    assert (counted(), by.polling_day, len(trail_of(by.ref))) == ((3, 3), later, 2)
    renamed = DISTRICTS.read_text(encoding="utf-8").replace("Fictional South", "Fictional Southwest")
    assert taken(read(renamed), olive) == [Found.SAME, Found.CORRECTED, Found.SAME]


def test_every_line_that_does_not_fit_says_where_and_nothing_is_taken(people) -> None:
    head = DISTRICTS.read_text(encoding="utf-8").splitlines()[0].replace(",", ";")
    text = "\n".join(
        [
            head,
            "FEDERAL;CA;X-1;One;Un;2023-01-01;;Fictional",
            "FEDERAL;ON;X-2;Two;Deux;2023-01-01;;Fictional",
            "FEDERAL;CA;X-3;Three;Trois;1 May 2023;;Fictional",
            "FEDERAL;CA;X-1;One again;Encore un;2024-01-01;;Fictional",
            "FEDERAL;CA;X-4;Four",
            "FEDERAL;CA;X-5;Five; ;2023-01-01;;Fictional",
        ]
    )
    results = import_elections(rows=read(text), imported_by=factories.acting(people.olive), at=NOON)
    fields = [(row.line, row.field) for row in results if row.found == Found.REFUSED]
    assert fields == [(3, "jurisdiction"), (4, "valid_from"), (5, "valid_from"), (6, ""), (7, "name_fr")]
    assert all(row.problem for row in results if row.found == Found.REFUSED)
    assert counted() == (0, 0)
    for unreadable in ("", "name,party\nx,y", head):
        with pytest.raises(Invalid) as refused:
            read(unreadable)
        assert refused.value.field == "content"


def test_nobody_but_the_commission_imports(people) -> None:
    for name in ("emma", "rita", "luc", "sam", "audrey"):
        with pytest.raises(NotPermitted):
            import_elections(rows=rows(DISTRICTS), imported_by=factories.acting(getattr(people, name)), at=NOON)
    assert counted() == (0, 0)


def test_command_imports_all_or_says_why_not(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_elections", DISTRICTS, "--dry-run")
    assert counted() == (0, 0)
    call_command("import_elections", DISTRICTS)
    call_command("import_elections", ELECTIONS)
    assert counted() == (3, 3)
    assert capsys.readouterr().out.splitlines()[-1] == "3 new, 0 corrected, 0 same, 0 refused"
    latin = tmp_path / "latin.csv"
    latin.write_bytes(DISTRICTS.read_text(encoding="utf-8").encode("latin-1"))
    for path, why in ((latin, "UTF-8"), (tmp_path / "none.csv", "No such file")):
        with pytest.raises(CommandError, match=why):
            call_command("import_elections", path)
