"""`manage.py migrate` writes down whose authority is of the organization: a regime is one file, on an existing database too."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction

from cases.management.commands.migrate import write_own_authorities
from polact.catalogue.nrc import PERMISSION_NRC
from polact.catalogue.registry import REQUEST_TYPES

OWNER = pytest.mark.django_db(databases=["default", "owner"])
NEW = replace(PERMISSION_NRC, code="PERMISSION_NEW")


def decided_by_commission(*codes: str, through: str = "default") -> list[bool]:
    with connections[through].cursor() as cursor:
        cursor.execute("select cases_decided_by_commission(code) from unnest(%s::text[]) code", [list(codes)])
        return [told for (told,) in cursor.fetchall()]


@pytest.mark.django_db
def test_every_type_is_decided_by_whom_the_catalogue_says() -> None:
    kinds = [kind for kind in REQUEST_TYPES if kind.candidacy]
    told = decided_by_commission(*(kind.code for kind in kinds))
    assert told == [not kind.candidacy.authority.of_organization for kind in kinds if kind.candidacy]
    assert set(told) == {True, False}


@pytest.mark.django_db
def test_a_type_that_the_database_does_not_know_is_the_commissions() -> None:
    assert decided_by_commission("PERMISSION_NEW", "") == [True, True]


@OWNER
def test_a_new_regime_is_known_after_migrating_an_existing_database() -> None:
    codes = ("PERMISSION_NEW", "PERMISSION_NRC", "PERMISSION")
    write_own_authorities("owner", (*REQUEST_TYPES, NEW))
    assert decided_by_commission(*codes, through="owner") == [False, False, True]
    call_command("migrate", database="owner", verbosity=0)
    assert decided_by_commission(*codes, through="owner") == [True, False, True], "the catalogue does not have it"


@OWNER
def test_looking_at_the_plan_writes_nothing() -> None:
    write_own_authorities("owner", (*REQUEST_TYPES, NEW))
    call_command("migrate", database="owner", plan=True, verbosity=0)
    assert decided_by_commission("PERMISSION_NEW", through="owner") == [False]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "insert into cases_ownauthority values ('PERMISSION')",
        "delete from cases_ownauthority",
        "update cases_ownauthority set request_type = 'PERMISSION'",
        "select * from cases_ownauthority",
    ],
)
def test_the_application_cannot_touch_it(statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
