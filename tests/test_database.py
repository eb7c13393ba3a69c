"""A test process gets the schema that the migrations at hand make, whatever lies on the server from before."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from polact.embedded.connections import PROJECT_DIRECTORY, database_url
from polact.embedded.provision import connect, drop_database
from tests import database


@pytest.fixture
def another(django_db_setup: None) -> Iterator[str]:
    """The name of a second database of this process, which is dropped after the test."""
    name = f"{database.name_of(os.getpid())}_second"
    yield name
    drop_database(name)


def not_called(name: str) -> None:
    raise AssertionError(f"{name} was migrated, though a template of this schema is there")


def test_watches_migrations_of_every_app_and_what_they_import() -> None:
    watched = {str(path) for path in database.sources()}
    for ours in ("cases/migrations/0001_initial.py", "polact/base/sql.py", "polact/access/enums.py"):
        assert str(PROJECT_DIRECTORY / ours) in watched
    assert any(path.endswith("django/contrib/contenttypes/migrations/0001_initial.py") for path in watched)
    assert str(PROJECT_DIRECTORY / "cases/operations/advising.py") not in watched


def test_fingerprint_is_another_when_a_file_or_a_setting_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    migration = tmp_path / "0001_initial.py"
    monkeypatch.setattr(database, "sources", lambda: {migration})
    told = []
    for text, zone in (("one", "UTC"), ("two", "UTC"), ("two", "America/Toronto"), ("two", "UTC")):
        migration.write_text(text)
        settings.TIME_ZONE = zone
        told.append(database.fingerprint())
    assert len(set(told)) == 3
    assert told[1] == told[3]


def test_second_database_is_a_copy_and_is_not_migrated(another: str) -> None:
    database.make(another, not_called)
    schemas = []
    for name in (another, settings.DATABASES["default"]["NAME"]):
        with psycopg.connect(database_url("owner", database=name)) as owner:
            schemas.append(
                owner.execute(
                    "select format('%s.%s %s %s', schemaname, tablename, tableowner, rowsecurity) from pg_tables "
                    "where schemaname in ('public', 'audit') order by 1"
                ).fetchall()
            )
            assert owner.execute("select count(*) > 20 from django_migrations").fetchone() == (True,)
    assert schemas[0] == schemas[1] != []


def test_drops_what_dead_processes_and_other_schemas_have_left(another: str) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    left = {f"{database.TEMPLATE}of_before", f"test_polact_{dead.pid}", f"test_polact_{dead.pid}_new"}
    with connect(database_url("superuser", database="postgres")) as administrator:
        for name in left:
            administrator.execute(f'create database "{name}"')  # type: ignore[call-overload]
        database.make(another, not_called)
        found = administrator.execute("select datname from pg_database").fetchall()
    names = {str(name) for (name,) in found}
    assert not names & left
    assert {another, settings.DATABASES["default"]["NAME"]} <= names
