"""What has to stand before anything is served: logins, database, schema, organizations, in a demo its people.

What is current is skipped: a second start costs a fraction of a second. A step is current when neither the
program's files nor the cluster have changed since it last went through.
"""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from polact.embedded import connections
from polact.embedded.accounts import die_with_parent
from polact.embedded.connections import PROJECT_DIRECTORY, data_directory
from polact.embedded.errors import EmbeddedError
from polact.embedded.provision import provision

Say = Callable[[str], None]

_SOURCES = ("polact", "assessments", "cases", "allegations", "notifications", "static", "requirements.txt")


def prepare(*, demo: bool, say: Say) -> None:
    """Bring the database to the state that the program expects; with `demo`, its fictional people and cases too.

    Takes where progress is told, one line a step. Raises `EmbeddedError` when a step fails.
    """
    began = time.monotonic()
    is_new = provision()
    say(f"database ready ({time.monotonic() - began:.1f} s)")
    mark = _Mark("demo" if demo else "setup")
    if not is_new and mark.is_current() and not (demo and _static_files_are_missing()):
        say("schema and data are current")
        return
    collecting = _Step("static files", ["collectstatic", "--noinput", "--verbosity", "0"]) if demo else None
    for title, arguments in _steps(demo=demo):
        _Step(title, arguments).finish(say)
    if collecting:
        collecting.finish(say)
    mark.set()


def _steps(*, demo: bool) -> Iterator[tuple[str, list[str]]]:
    yield "schema", ["migrate", "--noinput", "--verbosity", "0"]
    yield "organizations", ["load_organizations"]
    yield "guidance", ["load_guidance"]
    if demo:
        yield "demonstration people and cases", ["seed_demo"]


class _Step:
    """One manage.py command in a process of its own, because each runs under its own database role."""

    def __init__(self, title: str, arguments: Sequence[str]) -> None:
        self.title = title
        self.began = time.monotonic()
        environment = {name: value for name, value in os.environ.items() if name != "POLACT_DB_ROLE"}
        self.process = subprocess.Popen(
            [sys.executable, str(PROJECT_DIRECTORY / "manage.py"), *arguments],
            cwd=PROJECT_DIRECTORY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )

    def finish(self, say: Say) -> None:
        """Wait for the end; raises `EmbeddedError` with what the command said when it failed."""
        said, _ = self.process.communicate()
        if self.process.returncode:
            sys.stderr.write(said)
            raise EmbeddedError(f"Preparing the {self.title} failed; the reason is above.")
        say(f"{self.title} ready ({time.monotonic() - self.began:.1f} s)")


class _Mark:
    """Remembers in the data directory which files and which cluster a preparation went through with."""

    def __init__(self, name: str) -> None:
        self.path = data_directory() / "prepared" / name

    def is_current(self) -> bool:
        """Tell whether nothing has changed; never so for a server that is not ours."""
        try:
            return connections.is_embedded() and self.path.read_text() == self._state()
        except FileNotFoundError:
            return False

    def set(self) -> None:
        """Remember the present state."""
        if connections.is_embedded():
            self.path.parent.mkdir(exist_ok=True)
            self.path.write_text(self._state())

    @staticmethod
    def _state() -> str:
        # PostgreSQL writes this file once, when it makes the cluster.
        cluster = (data_directory() / "postgres" / "PG_VERSION").stat()
        digest = hashlib.sha256(f"{cluster.st_ino} {cluster.st_mtime_ns}".encode())
        for path in _source_files():
            digest.update(f"{path.relative_to(PROJECT_DIRECTORY)} {path.stat().st_size}".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()


def _static_files_are_missing() -> bool:
    return not (PROJECT_DIRECTORY / "staticfiles" / "staticfiles.json").exists()


def _source_files() -> Iterator[Path]:
    for name in _SOURCES:
        place = PROJECT_DIRECTORY / name
        if place.is_file():
            yield place
        for path in sorted(place.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield path
