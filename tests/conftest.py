"""What tests share: a database of their own, owned by the owner and used as the application role; people; a clock."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import LiteralString

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import translation

from assessments import department, issued
from polact.access.acting import AS_NOBODY, act_as
from polact.access.models import Organization, Person
from polact.embedded.connections import database_url
from polact.embedded.provision import drop_database
from polact.rest import throttling
from tests import database, factories

MOST_WORKERS = 12  # of the hundred connections, some tests take ten at once
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
# Deleting some rows is ten times as quick as truncating all tables, and putting guidance back than loading it anew.
KEEP = """
create schema kept;
create table kept.outreach_guidancepage as table outreach_guidancepage;
create table kept.outreach_guidanceversion as table outreach_guidanceversion;
"""
EMPTY = """do $$
declare
    one record;
begin
    set local session_replication_role = replica;
    for one in
        select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'audit')
        and tablename not in ('django_migrations', 'django_content_type', 'access_organization', 'auth_permission',
            'cases_ownauthority')
    loop
        execute 'delete from ' || one.name;
    end loop;
    insert into outreach_guidancepage table kept.outreach_guidancepage;
    insert into outreach_guidanceversion table kept.outreach_guidanceversion;
end $$"""
issued.remember((), seconds=3600)
department.MEMORY.keep((), seconds=3600)  # while tests are collected, no version was published from the web


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many processes `-n auto` takes: half again as many as the cores that this one may use, since browsers and servers
    are waited for much of the time, and no more than the database server has room for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores + cores // 2, MOST_WORKERS)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """A database named after this process, made by the administrator, migrated by the owner, used by the application."""
    name = database.name_of(os.getpid())
    with django_db_blocker.unblock():
        database.make(name, _migrate)
        _migrate(name)  # nothing to do, but what depends on the models alone: permissions and content types
        _load_organizations()
        _load_guidance()
        _as_superuser(KEEP)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        drop_database(name)


def _use(name: str) -> None:
    for alias in ("default", "owner"):
        connections.databases[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _migrate(name: str) -> None:
    _use(name)
    call_command("migrate", database="owner", verbosity=0)
    connections.close_all()


def _load_organizations() -> None:
    with transaction.atomic():
        call_command("load_organizations", verbosity=0, stdout=io.StringIO())


def _load_guidance() -> None:
    """The pages that come with the product, as `manage.py prepare` loads them."""
    with transaction.atomic():
        call_command("load_guidance", verbosity=0, stdout=io.StringIO())


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """The database without a surrounding transaction, for tests with several connections; emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        empty_database()


def empty_database() -> None:
    """Take out what was committed, but for what every test finds: organizations, guidance, and what migrations wrote."""
    connections.close_all()
    _as_superuser(EMPTY)


def _as_superuser(statements: LiteralString) -> None:
    url = database_url("superuser", database=settings.DATABASES["default"]["NAME"])
    with psycopg.connect(url, autocommit=True) as administrator:
        administrator.execute(statements)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever language the one before ended in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_published() -> Iterator[None]:
    """Every test begins, and leaves the process, knowing of no version published from the web."""
    issued.remember((), seconds=3600)
    department.MEMORY.keep((), seconds=3600)
    yield
    issued.remember((), seconds=3600)
    department.MEMORY.keep((), seconds=3600)


@pytest.fixture(autouse=True)
def nobody_called() -> None:
    """Every test begins with full buckets: how often others called in the last minute is not its business."""
    throttling._buckets.cache_clear()


@pytest.fixture
def noon() -> datetime:
    """Monday 23 November 2026, noon in Gatineau."""
    return NOON


@pytest.fixture
def people(db: None) -> factories.People:
    """Everybody whom permission tests need: see factories.People."""
    return factories.make_people()


@pytest.fixture
def organization(people: factories.People) -> Organization:
    """Where Emma works and Rita represents."""
    return people.organization


@contextmanager
def acting_as(person: Person | None) -> Iterator[None]:
    """Bind the database to a person (or to nobody) for the block, as the middleware does for a request."""
    with transaction.atomic():
        if person is None:
            with connection.cursor() as cursor:
                cursor.execute(AS_NOBODY)
        else:
            person.standing = act_as(person.pk, NOON.date())  # type: ignore[misc]
        yield


@pytest.fixture
def as_person() -> Callable[[Person | None], object]:
    return acting_as


@pytest.fixture
def client_of(db: None) -> Callable[[Person], Client]:
    """A browser without scripts, signed in as somebody."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in
