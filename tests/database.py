"""The database of a test process: a copy of a migrated template, which all processes share and the next run finds again.

Migrating takes seconds, copying a tenth of one. The template bears the fingerprint of all that migrations are made of in
its name: whoever changes some of it gets another template, and the old one is dropped. What is loaded into the tables is
not in the template, because it depends on much more code than migrations do; each process loads it into its copy.
"""

import ast
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from psycopg import sql

from polact.embedded.connections import PROJECT_DIRECTORY, database_url, is_embedded, login_of
from polact.embedded.postgres import ensure_running
from polact.embedded.provision import connect, drop_database, provision

TEMPLATE = "test_polact_template_"
# Of the processes that make, copy and drop databases, one is at it at a time; the number means nothing else.
_TURN = 7_041_968


def name_of(process: int) -> str:
    """The name of the database of a test process; while it lives, nobody else drops it."""
    return f"test_polact_{process}"


def make(name: str, migrate: Callable[[str], None]) -> None:
    """Make the empty database `name` with the schema in force; `migrate` is called for a new template alone.

    Drops what runs that were killed have left, and templates of other schemas. Raises `EmbeddedError`.
    """
    if is_embedded():
        ensure_running()
    template, draft = TEMPLATE + fingerprint(), f"{name}_new"
    with _turn():
        known = _names()
        for old in known:
            # Numbers of processes come again: a database of this name was that of another, who is gone.
            if old != template and (old in (name, draft) or old.startswith(TEMPLATE) or _is_left_over(old)):
                drop_database(old)
        if template not in known:
            _make_template(template, draft, migrate)
        provision(database=name, template=template)
        with connect(database_url("superuser", database="postgres")) as administrator:
            # No test takes the power from the server; a program that dies loses nothing that it was told is stored.
            administrator.execute(
                sql.SQL("alter database {} set synchronous_commit to off").format(sql.Identifier(name))
            )


def fingerprint() -> str:
    """What migrations are made of: their files, the project's modules that those import, the settings that they read."""
    told = hashlib.sha256(f"{django.VERSION} {settings.AUTH_USER_MODEL} {settings.TIME_ZONE}".encode())
    told.update(f"{login_of('owner')} {login_of('app')}".encode())
    for path in sorted(sources()):
        told.update(f"{path} ".encode())
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def sources() -> set[Path]:
    """Every file in the migrations of an installed app, and every module of the project that one of them imports."""
    found: set[Path] = set()
    waiting = [path for app in apps.get_app_configs() for path in Path(app.path, "migrations").rglob("*")]
    while waiting:
        path = waiting.pop()
        if path not in found and path.is_file() and path.suffix != ".pyc":
            found.add(path)
            if path.suffix == ".py" and PROJECT_DIRECTORY in path.parents:
                waiting.extend(_imported(path))
    return found


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        names = []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        for name in names:
            if (PROJECT_DIRECTORY / name.partition(".")[0]).is_dir() and (place := _file_of(name)):
                yield place


def _file_of(module: str) -> Path | None:
    try:
        spec = find_spec(module)
    except ModuleNotFoundError:  # `from module import a_function`
        return None
    return Path(spec.origin) if spec and spec.origin else None


def _make_template(template: str, draft: str, migrate: Callable[[str], None]) -> None:
    """Under another name until it is whole: half a schema never counts."""
    provision(database=draft)
    migrate(draft)
    with connect(database_url("superuser", database="postgres")) as administrator:
        administrator.execute(
            sql.SQL("alter database {} rename to {}").format(sql.Identifier(draft), sql.Identifier(template))
        )


def _is_left_over(name: str) -> bool:
    """Tell whether a database belongs to a test process that is gone: its number stands in the name."""
    numbers = [part for part in name.split("_") if part.isdigit()]
    return bool(numbers) and os.path.exists("/proc") and not os.path.exists(f"/proc/{numbers[0]}")


def _names() -> list[str]:
    with connect(database_url("superuser", database="postgres")) as administrator:
        rows = administrator.execute("select datname from pg_database where datname like 'test\\_polact\\_%'")
        return [str(name) for (name,) in rows.fetchall()]


@contextmanager
def _turn() -> Iterator[None]:
    with connect(database_url("superuser", database="postgres")) as administrator:
        administrator.execute("select pg_advisory_lock(%s)", [_TURN])
        yield
