"""What the application role cannot do to the ledger, and what the verifier finds when somebody mightier did."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cases.enums import CaseStatus
from polact.audit.queries import trail_of
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.audit.verification import verify
from polact.embedded.connections import database_url
from tests import factories
from tests.conftest import NOON

ATTACKS = {
    "update": "update audit.entry set body = 'x'",
    "delete": "delete from audit.entry",
    "truncate": "truncate audit.entry cascade",
    "insert past the function": "insert into audit.entry (case_ref, seq, body, prev_hash, entry_hash, request_id) "
    "values (gen_random_uuid(), 1, 'x', sha256('x'), sha256('x'), gen_random_uuid())",
    "disable the trigger": "alter table audit.entry disable trigger all",
    "drop the trigger": "drop trigger append_only on audit.entry",
    "replica mode": "set session_replication_role = replica",
    "become the owner": "set role polact_owner",
    "replace the function": "create or replace function audit.refuse() returns trigger language plpgsql as "
    "$$ begin return null; end $$",
    "read the payloads": "select * from audit.payload",
    "shadow the schema": "create schema attack; create table attack.entry ()",
    "switch row security off": "alter table audit.entry disable row level security",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_application_role_is_refused(people: factories.People, attack: str) -> None:
    factories.make_case(people.emma, people.organization)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ATTACKS[attack])


def test_append_refuses_an_entry_out_of_order(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization)
    with pytest.raises(DatabaseError, match="does not follow"), transaction.atomic(), connection.cursor() as cursor:
        body = json.dumps({"case": str(case.ref), "seq": 9}).encode()
        cursor.execute(
            "select audit.append(%s, %s, sha256('x'), gen_random_uuid(), sha256('x'), gen_random_uuid(), null, 'n', 'c')",
            [case.ref, body],
        )


def test_append_refuses_a_hash_that_is_not_the_contents(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization)
    with pytest.raises(DatabaseError, match="hash"), transaction.atomic(), connection.cursor() as cursor:
        body = json.dumps({"case": str(case.ref), "seq": 3}).encode()
        cursor.execute(
            "select audit.append(%s, %s, sha256('x'), gen_random_uuid(), sha256('x'), gen_random_uuid(), null, 'n', 'c')",
            [case.ref, body],
        )


def test_trail_tells_who_did_what_in_the_readers_language(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    entries = trail_of(case.ref)
    assert [entry.verb for entry in entries] == [
        Verb.CASE_SUBMITTED,
        Verb.CASE_ROUTED,
        Verb.CASE_TAKEN_UP,
        Verb.ADVICE_RECORDED,
    ]
    assert [entry.role for entry in entries] == ["EMPLOYEE", "SYSTEM", "REPRESENTATIVE", "REPRESENTATIVE"]
    assert str(entries[3]) == "Rita Sample recorded advice: Compatible as described."
    from django.utils import translation

    with translation.override("fr"):
        assert "Compatible telle que décrite" in str(entries[3])


def test_record_writes_nothing_when_the_deed_is_undone(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization)
    with pytest.raises(RuntimeError), transaction.atomic():
        record(verb=Verb.CASE_TAKEN_UP, subject=case.ref, actor=people.rita, role="REPRESENTATIVE", at=NOON)
        raise RuntimeError
    assert len(trail_of(case.ref)) == 2


def test_entry_bodies_hold_no_personal_data(people: factories.People, as_owner: psycopg.Connection) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(convert_from(body, 'UTF8'), '') from audit.trail(%s)", [case.ref])
        bodies = cursor.fetchone()[0]
    assert not any(word in bodies for word in ("Rita", "Emma", "lawn", "COMPATIBLE"))


# Mutations by somebody who has the owner's rights and walks past the triggers. The head is left as it was.
MUTATIONS = {
    "changed content": "update audit.entry set body = convert_to(replace(convert_from(body,'UTF8'),'EMPLOYEE','AUDITOR'),'UTF8') where seq = 1",
    "changed content and its hash": "update audit.entry set body = convert_to(replace(convert_from(body,'UTF8'),'EMPLOYEE','AUDITOR'),'UTF8'),"
    " entry_hash = sha256('x') where seq = 1",
    "removed from the middle": "delete from audit.payload where entry_id in (select id from audit.entry where seq = 2);"
    " delete from audit.entry where seq = 2",
    "removed from the end": "delete from audit.payload where entry_id in (select id from audit.entry where seq = 4);"
    " delete from audit.entry where seq = 4",
    "removed altogether": "delete from audit.payload; delete from audit.entry",
    "not canonical": "update audit.entry set body = body || ' '::bytea where seq = 3",
    "payload swapped": "update audit.payload set ciphertext = '\\x00' where entry_id = (select min(id) from audit.entry)",
    "payload removed": "delete from audit.payload where entry_id = (select min(id) from audit.entry)",
    "salt changed": "update audit.payload set salt = sha256('x')",
    "head moved back": "update audit.head set seq = 3",
    "head removed": "delete from audit.head",
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_verify_finds(committed_case: factories.People, mutation: str) -> None:
    with mighty() as administrator:
        administrator.execute("set session_replication_role = replica")
        administrator.execute(MUTATIONS[mutation])
    with as_owner_connection():
        assert not verify().holds


def test_verify_holds_for_an_untouched_ledger(committed_case: factories.People) -> None:
    with as_owner_connection():
        verdict = verify()
    assert verdict.holds
    assert (verdict.entries, verdict.cases) == (4, 1)


def test_command_exits_0_then_10(committed_case: factories.People) -> None:
    assert run_command().returncode == 0
    with mighty() as administrator:
        administrator.execute("set session_replication_role = replica")
        administrator.execute(MUTATIONS["changed content"])
    result = run_command()
    assert result.returncode == 10
    assert json.loads(result.stdout)["ok"] is False
    assert json.loads(result.stdout)["findings"][0]["problem"] == "its hash is not that of its content"
    assert settings.SECRET_KEY not in result.stdout


@pytest.fixture
def as_owner(db: None) -> Iterator[psycopg.Connection]:
    with mighty() as administrator:
        yield administrator


@pytest.fixture
def committed_case(committed_db: None) -> factories.People:
    with transaction.atomic():
        people = factories.make_people()
        factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    return people


@contextmanager
def mighty() -> Iterator[psycopg.Connection]:
    with psycopg.connect(
        database_url("superuser", database=settings.DATABASES["default"]["NAME"]), autocommit=True
    ) as administrator:
        yield administrator


@contextmanager
def as_owner_connection() -> Iterator[None]:
    """Verification runs as the owner; lend it that connection."""
    from django.db import connections

    from polact.audit import verification

    verification.connection = connections["owner"]  # type: ignore[attr-defined]
    try:
        yield
    finally:
        verification.connection = connection  # type: ignore[attr-defined]


def run_command() -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[3]
    script = (
        "import os, sys; os.environ['POLACT_DB_ROLE'] = 'owner'; os.environ['DJANGO_SETTINGS_MODULE'] = 'polact.settings';"
        "from django.conf import settings; settings.DATABASES['default']['NAME'] = sys.argv[1];"
        "from django.core.management import execute_from_command_line as run; run(['manage.py', 'audit_verify', '--json'])"
    )
    name = settings.DATABASES["default"]["NAME"]
    return subprocess.run([sys.executable, "-c", script, name], cwd=root, capture_output=True, text=True)


def test_command_is_listed_for_people() -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("audit_verify", "--help")
    assert ended.value.code == 0
