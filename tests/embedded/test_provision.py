"""Both logins have exactly the power that they need, in every mode."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from polact.embedded.connections import Role, database_url
from polact.embedded.errors import EmbeddedError
from polact.embedded.provision import check_logins, drop_database, provision
from tests.embedded.copies import Copy


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """An embedded server that the tests of this file use as if it were somebody's own."""
    copy = Copy(tmp_path_factory.mktemp("server") / "data")
    copy.use("postgres")
    yield copy
    copy.end()


@pytest.fixture
def administrator(server: Copy, clean_environment: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment of somebody who gave an administrator's connection to an empty database name."""
    clean_environment.setenv("POLACT_DATA", str(server.data))
    embedded = database_url("superuser", database="somewhere")
    clean_environment.setenv("DATABASE_URL", embedded.replace("postgres@", "postgres:secret@"))
    return clean_environment


def ask(role: Role, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database_url(role), autocommit=True) as connection:
        cursor = connection.execute(statement)  # type: ignore[call-overload]
        return cursor.fetchall() if cursor.description else []


@pytest.mark.usefixtures("administrator")
class TestProvision:
    @pytest.fixture(autouse=True)
    def provisioned(self, administrator: pytest.MonkeyPatch) -> Iterator[None]:
        assert provision() is True
        yield
        administrator.delenv("DATABASE_OWNER_URL", raising=False)
        drop_database("somewhere")

    def test_gives_neither_login_any_power_over_the_server(self) -> None:
        powers = (
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin FROM pg_roles"
            " WHERE rolname IN ('polact_app', 'polact_owner') ORDER BY 1"
        )
        nothing = (False, False, False, False, False, True)
        assert ask("superuser", powers) == [("polact_app", *nothing), ("polact_owner", *nothing)]

    def test_lets_the_application_own_and_create_nothing(self) -> None:
        for statement in ("CREATE TABLE mine (n int)", "CREATE SCHEMA mine", "CREATE TEMP TABLE mine (n int)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                ask("app", statement)
        assert ask(
            "app", "SELECT count(*) FROM pg_class JOIN pg_roles r ON relowner = r.oid WHERE rolname = current_user"
        ) == [(0,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask("app", "SET ROLE polact_owner")

    def test_makes_an_owner_who_can_migrate(self) -> None:
        assert ask("owner", "CREATE TABLE t (n int)") == []
        assert ask("owner", "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()") == [
            ("polact_owner",)
        ]

    def test_sets_utf8_utc_and_an_order_that_no_upgrade_changes(self) -> None:
        assert ask("app", "SELECT current_setting('server_encoding'), current_setting('timezone'), 'B' < 'a'") == [
            ("UTF8", "UTC", True)
        ]

    def test_may_be_repeated(self) -> None:
        assert provision() is False
        check_logins()

    def test_keeps_out_everybody_else(self) -> None:
        ask("superuser", "CREATE ROLE stranger LOGIN")
        try:
            stranger = database_url("superuser").replace("postgres:secret@", "stranger@")
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(stranger)
        finally:
            ask("superuser", "DROP ROLE stranger")

    def test_copies_a_template_for_tests(self) -> None:
        ask("owner", "CREATE TABLE kept AS SELECT 7 AS n")
        try:
            provision(database="somewhere_else", template="somewhere")
            with psycopg.connect(database_url("owner", database="somewhere_else")) as connection:
                assert connection.execute("SELECT n FROM kept").fetchone() == (7,)
        finally:
            drop_database("somewhere_else")

    @pytest.mark.parametrize("power", ["SUPERUSER", "BYPASSRLS", "CREATEROLE"])
    def test_refuses_an_application_login_with_too_much_power(self, power: str) -> None:
        ask("superuser", f"ALTER ROLE polact_app {power}")
        try:
            with pytest.raises(EmbeddedError, match="application's login polact_app must be another"):
                check_logins()
        finally:
            ask("superuser", f"ALTER ROLE polact_app NO{power}")

    def test_only_checks_in_production(self, administrator: pytest.MonkeyPatch) -> None:
        app, owner = database_url("app"), database_url("owner")
        administrator.setenv("DATABASE_URL", app)
        administrator.setenv("DATABASE_OWNER_URL", owner)
        assert provision() is False
        administrator.setenv("DATABASE_URL", owner)
        with pytest.raises(EmbeddedError, match="must be another than the owner's"):
            provision()
        administrator.setenv("DATABASE_URL", app.replace("polact_app", "nobody_known"))
        with pytest.raises(EmbeddedError, match="No connection to the database as nobody_known@"):
            provision()
        administrator.setenv("DATABASE_URL", app)
        administrator.delenv("DATABASE_OWNER_URL")
        administrator.setenv("DATABASE_URL", database_url("app").replace("polact_app", "postgres"))


def test_provisions_the_embedded_database(copies: Callable[..., Copy], open_folder: Path) -> None:
    copy = copies(open_folder / "data")
    done = copy.run("from polact.embedded.provision import provision\nprint(provision(), provision())")
    assert done.stdout.strip() == "True False", done.stderr
