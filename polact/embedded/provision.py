"""The two logins and the database of polact, made through the administrator's connection.

The owner runs migrations and owns every table. The application's login owns nothing and can neither bypass row
security nor create anything; what it may do with each table is said by the migrations.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from polact.embedded import connections, postgres
from polact.embedded.connections import Role, database_url, login_of
from polact.embedded.errors import EmbeddedError

# Two processes that provision at once take turns; the number means nothing else.
_TURN = 7_041_967


def provision(*, database: str | None = None, template: str | None = None) -> bool:
    """Make the logins `owner` and `app` and the database, or bring them to what they should be.

    Takes the name of another database to make (for tests) and one to copy it from. May be repeated. Tells whether the database is new. In production
    without `DATABASE_ADMIN_URL` nothing is made: both logins are only checked. Raises `EmbeddedError`.
    """
    if connections.is_embedded():
        postgres.ensure_running()
    if connections.is_given() and not connections.secret("DATABASE_ADMIN_URL"):
        check_logins()
        return False
    name = database or database_name()
    with _administrator() as administrator:
        administrator.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        for role in ("owner", "app"):
            _make_login(administrator, database_url(role), role=role)
        is_new = _make_database(administrator, name, template=template)
    check_logins(database=name)
    return is_new


def drop_database(name: str) -> None:
    """Drop the database `name`, ending whoever is connected to it; does nothing when there is none."""
    with _administrator() as administrator:
        administrator.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def database_name() -> str:
    """Return the name of the database in force."""
    return unquote(urlsplit(database_url("owner")).path.lstrip("/")) or connections.DATABASE_NAME


def check_logins(*, database: str | None = None) -> None:
    """Refuse logins that do not work or that would make row security and the audit's guards worthless.

    Raises `EmbeddedError` when one cannot log in, when both are the same, or when the application's login is a
    superuser, bypasses row security, or is a member of the owner.
    """
    owner = login_of("owner")
    with connect(database_url("owner", database=database)):
        pass
    with connect(database_url("app", database=database)) as connection:
        row = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, pg_has_role(rolname, %s, 'member')"
            " FROM pg_roles WHERE rolname = current_user",
            [owner],
        ).fetchone()
    name, *powers = row or ("?", True)
    if any(powers):
        raise EmbeddedError(
            f"The application's login {name} must be another than the owner's, not a member of it, no superuser, and "
            "must neither create roles nor bypass row security."
        )


@contextmanager
def connect(url: str) -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    """Open an autocommitting connection; a refusal becomes an `EmbeddedError` that names no password."""
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        parts = urlsplit(url)
        where = f"{parts.username or ''}@{parts.hostname or 'the local server'}{parts.path}"
        raise EmbeddedError(f"No connection to the database as {where}: {str(error).strip()}") from None
    with connection:
        yield connection


@contextmanager
def _administrator() -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    try:
        opened = connect(database_url("superuser", database="postgres"))
        connection = opened.__enter__()
    except EmbeddedError:
        # Some servers have no database of that name; the one that they were given must then do.
        opened = connect(database_url("superuser"))
        connection = opened.__enter__()
    with connection:
        yield connection


def _make_login(administrator: "psycopg.Connection[tuple[object, ...]]", url: str, *, role: Role) -> None:
    parts = urlsplit(url)
    name, password = login_of(role), unquote(parts.password or "")
    known = administrator.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    # A new role has no power unless one gives it some. An old one that has is refused later, not repaired: an
    # administrator who is no superuser may not even name those powers.
    text = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}" if known else "CREATE ROLE {} LOGIN PASSWORD {}")
    secret = sql.Literal(password) if password else sql.SQL("NULL")
    administrator.execute(text.format(sql.Identifier(name), secret))


def _make_database(administrator: "psycopg.Connection[tuple[object, ...]]", name: str, *, template: str | None) -> bool:
    """Make the database if it is missing, set its rights, and tell whether it was missing."""
    owner, app, database = (
        sql.Identifier(login_of("owner")),
        sql.Identifier(login_of("app")),
        sql.Identifier(name),
    )
    known = administrator.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not known:
        _join(administrator, owner)
        source = sql.Identifier(template or "template0")
        text = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE {} {}")
        how = sql.SQL("" if template else _locale_clause(administrator))
        administrator.execute(text.format(database, owner, source, how))
    administrator.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(database, owner))
    administrator.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    administrator.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, app))
    administrator.execute(sql.SQL("ALTER DATABASE {} SET timezone TO 'UTC'").format(database))
    return not known


def _join(administrator: "psycopg.Connection[tuple[object, ...]]", owner: sql.Identifier) -> None:
    """Let an administrator who is no superuser give the database to the owner: he must be a member of that role."""
    powers = administrator.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if powers != (True,):
        administrator.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))


def _locale_clause(administrator: "psycopg.Connection[tuple[object, ...]]") -> str:
    """Say how a new database sorts: by code point, so that no upgrade of the system's library reorders an index."""
    if administrator.info.server_version >= 170_000:
        return "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
    return "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
