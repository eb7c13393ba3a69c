"""What anonymous acts leave behind in the committed database, looked at as superuser."""

import psycopg
from django.conf import settings
from django.db import transaction
from django.test import Client

from polact.access.acting import as_system
from polact.embedded.connections import database_url
from tests.assessments.test_feedback import GIVE, SAID
from tests.factories import make_people


def test_keeps_nothing_of_what_travelled_along_nor_of_who_was_signed_in(committed_db: None) -> None:
    with transaction.atomic(), as_system():
        people = make_people()
    browser = Client(HTTP_USER_AGENT="canary-agent", REMOTE_ADDR="127.0.0.77")
    browser.force_login(people.emma, backend=settings.AUTHENTICATION_BACKENDS[0])
    browser.post(GIVE["en"], {**SAID, "helpful": "yes", "words": "canary-words"})
    with psycopg.connect(database_url("superuser", database=settings.DATABASES["default"]["NAME"])) as superuser:
        tables = superuser.execute(
            "select format('%I.%I', schemaname, relname) from pg_stat_user_tables where schemaname in ('public', 'audit')"
        ).fetchall()
        rows = {table: superuser.execute(f"select t.*::text from {table} t").fetchall() for (table,) in tables}
    holding = {table for table, found in rows.items() if "canary-words" in str(found)}
    assert holding == {"public.assessments_feedback"}
    for canary in ("canary-agent", "127.0.0.77", "SOC.POST", "M.IDENT"):
        assert canary not in str(rows)
    assert str(people.emma.pk) not in {str(value) for row in rows["public.assessments_feedback"] for value in row}
