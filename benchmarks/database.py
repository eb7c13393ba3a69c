"""The database that is measured: its own, on the server in force, seeded once and used again."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg

from polact.embedded import connections, postgres
from polact.embedded.connections import database_url
from polact.embedded.provision import provision

ROOT = Path(__file__).resolve().parents[1]
FLOOR = (Path(__file__).parent / "floor.sql").read_text(encoding="utf-8")
Say = Callable[[str], None]


def environment_of(name: str) -> dict[str, str]:
    """The variables with which a process of the product uses the database `name` instead of its own."""
    if connections.is_embedded():
        postgres.ensure_running()
    given = {"DATABASE_URL": database_url("superuser", database=name)}
    if connections.is_given():
        given = {
            "DATABASE_URL": database_url("app", database=name),
            "DATABASE_OWNER_URL": database_url("owner", database=name),
            "DATABASE_ADMIN_URL": database_url("superuser", database=name),
        }
    return {
        **given,
        "DJANGO_SETTINGS_MODULE": "polact.settings",
        "SECURE_COOKIES": "0",
        # The API lets one person do so much in a minute; here one person is the whole load.
        "API_RATE_PERSON_READ": "1000000/min",
        "API_RATE_PERSON_WRITE": "1000000/min",
    }


def prepare(name: str, cases: int, say: Say) -> dict[str, str]:
    """Make the database if it is missing, with schema, `cases` cases and the floor's tables; return its environment."""
    environment = environment_of(name)
    provision(database=name)
    _manage(environment, "migrate", "--noinput", "--verbosity", "0")
    with psycopg.connect(database_url("owner", database=name), autocommit=True) as owner:
        if not _number(owner, "select count(*) from access_organization"):
            _manage(environment, "load_organizations")
        missing = cases - _number(owner, "select count(*) from cases_case")
        if missing > 0:
            say(f"seeding {missing:,} cases into {name}")
            _manage(environment, "seed", "--cases", str(missing))
        if missing > 0 or not _number(owner, "select count(*) from pg_namespace where nspname = 'floor'"):
            say("copying them into the floor's tables")
            owner.execute(FLOOR)  # several statements, one transaction
            owner.execute("vacuum (analyze)")
    return environment


def _number(connection: psycopg.Connection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def _manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], env={**os.environ, **environment}, check=True)
