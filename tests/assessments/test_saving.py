"""A saved result: sealed in the database, opened by its code, gone on its day. Nobody can read it without the code."""

from datetime import date, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import Error, connection, transaction

from assessments import sealing, tasks
from assessments.codes import ALPHABET, new_code
from assessments.models import SavedSitting
from assessments.operations.saving import NotSaved, delete_saved, forget_ended, open_saved, save_sitting
from assessments.rulebook import current
from assessments.sealing import locator, unseal
from assessments.sitting import Sitting, Situation
from polact.embedded.connections import database_url
from tests.assessments.newer import newer_rulebook
from tests.conftest import acting_as

TODAY = date(2026, 11, 24)
SAID = Sitting("0.1.0", (Situation("SOC.POST", {"M.IDENT": "i3", "P.LEVEL": "l2"}), Situation("INF.VOTE", {})))


@pytest.fixture
def saved(db: None) -> str:
    return save_sitting(sitting=SAID, on=TODAY)[0]


def test_opens_what_was_saved_as_it_was(saved: str) -> None:
    opened = open_saved(code=saved, on=TODAY)
    assert opened.kept.sitting == SAID
    assert opened.kept.rulebook_hash == current().content_hash
    assert opened.kept.results[1] == ("LOW",)
    assert opened.goes_on == TODAY + timedelta(days=30)


def test_shows_the_stored_result_also_when_another_rulebook_is_in_force(saved: str, tmp_path) -> None:
    before = open_saved(code=saved, on=TODAY)
    with newer_rulebook(tmp_path) as version:
        assert current().version == version
        assert open_saved(code=saved, on=TODAY) == before


@pytest.mark.parametrize(("days", "there"), [(0, True), (29, True), (30, False), (400, False)])
def test_is_gone_after_thirty_days(saved: str, days: int, there: bool) -> None:
    on = TODAY + timedelta(days=days)
    if there:
        assert open_saved(code=saved, on=on).kept.sitting == SAID
        assert forget_ended(on=on) == 0
    else:
        with pytest.raises(NotSaved):
            open_saved(code=saved, on=on)
        assert (forget_ended(on=on), forget_ended(on=on)) == (1, 0)


def test_task_forgets_what_has_ended_and_may_run_twice(saved: str) -> None:
    save_sitting(sitting=SAID, on=date(2000, 1, 1))
    for _ in range(2):
        tasks.forget_ended_results.run()
    assert open_saved(code=saved, on=TODAY)
    assert forget_ended(on=date(2000, 2, 1)) == 0


def test_wrong_ended_and_deleted_codes_are_refused_alike(saved: str) -> None:
    ended = save_sitting(sitting=SAID, on=TODAY - timedelta(days=31))[0]
    delete_saved(code=saved)
    delete_saved(code=saved)
    told = set()
    for code in (saved, ended, new_code()):
        with pytest.raises(NotSaved) as refused:
            open_saved(code=code, on=TODAY)
        told.add((str(refused.value.message), refused.value.code, refused.value.field))
    assert len(told) == 1


def test_a_transaction_sees_no_row_whose_code_it_does_not_have(people, saved: str) -> None:
    save_sitting(sitting=SAID, on=TODAY)
    for person in (None, people.emma, people.ada, people.audrey):
        with acting_as(person):
            assert not SavedSitting.objects.exists()
            assert SavedSitting.objects.all().delete()[0] == 0
    assert open_saved(code=saved, on=TODAY)


def test_what_is_saved_is_never_changed(saved: str) -> None:
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update assessments_savedsitting set goes_on = '2099-01-01'")


def test_a_row_holds_a_place_a_sealed_text_and_a_day(saved: str) -> None:
    assert {field.name: field.get_internal_type() for field in SavedSitting._meta.get_fields()} == {
        "locator": "CharField",
        "sealed": "BinaryField",
        "goes_on": "DateField",
    }


def test_database_and_source_together_do_not_open_it(committed_db: None) -> None:
    """As superuser with everything that the product knows, except the code: every secret and every row as a key."""
    code, _goes_on = save_sitting(sitting=SAID, on=TODAY)
    with psycopg.connect(database_url("superuser", database=settings.DATABASES["default"]["NAME"])) as superuser:
        rows = superuser.execute("select locator, sealed, goes_on from assessments_savedsitting").fetchall()
        tables = superuser.execute(
            "select format('%I.%I', schemaname, relname) from pg_stat_user_tables where schemaname in ('public', 'audit')"
        ).fetchall()
        everything = " ".join(
            str(row) for (table,) in tables for row in superuser.execute(f"select t.*::text from {table} t").fetchall()
        )
    ((place, sealed, goes_on),) = rows
    assert (place, goes_on) == (locator(code), TODAY + timedelta(days=30))
    for canary in (code, "SOC.POST", "INF.VOTE", "M.IDENT"):
        assert canary not in everything
        assert canary.encode() not in sealed
    known = [place, place.upper(), settings.SECRET_KEY, str(settings.AUDIT_KEY), sealing._LABEL, ALPHABET[:28], ""]
    assert [guess for guess in known if unseal(guess, sealed)] == []
    assert unseal(code, sealed).sitting == SAID
