"""The embedded PostgreSQL: how its cluster is made, started and recognized."""

import locale
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from polact.embedded import lifetime
from polact.embedded.accounts import SERVER_ENVIRONMENT, Account, choose
from polact.embedded.binaries import major_version, postgres_binaries
from polact.embedded.connections import data_directory, make_data_directory
from polact.embedded.errors import EmbeddedError, disk_full, from_os_error
from polact.embedded.servers import last_complaint, make_socket_directory, start_child

NAME = "postgres"
LEAST_FREE_BYTES = 200_000_000


def ensure_running() -> None:
    """Return when the embedded PostgreSQL runs; starts it if need be and keeps it for this process's life.

    A second call in the same process costs microseconds. Raises `EmbeddedError` with one sentence.
    """
    lifetime.ensure(NAME)


class PostgresServer:
    """The embedded PostgreSQL as its keeper handles it."""

    name = NAME
    stop_signal = signal.SIGINT  # fast shutdown: rolls back what is open, writes a checkpoint, ends

    def __init__(self) -> None:
        self.folder = data_directory() / "postgres"
        self.binaries = Path()
        self.account = Account()
        self.sockets = Path()

    def prepare(self) -> None:
        """Choose binaries and account, create the cluster on first use, and clear what a crash has left."""
        try:
            self._prepare()
        except OSError as error:
            raise from_os_error(error, path=data_directory()) from None

    def spawn(self) -> "subprocess.Popen[bytes]":
        """Start the postmaster."""
        options = {
            "listen_addresses": "",
            # Quoted because the list separates by commas, which a path may hold.
            "unix_socket_directories": f'"{self.sockets}"',
            "unix_socket_permissions": "0700",
            "shared_buffers": "256MB",
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_line_prefix": "%m [%p] %q%u@%d ",
        }
        command = [str(self.binaries / "postgres"), "-D", str(self.folder)]
        for option, value in options.items():
            command += ["-c", f"{option}={value}"]
        return start_child(self.name, command, account=self.account, stop_signal=self.stop_signal)

    def is_ready(self, process: "subprocess.Popen[bytes]") -> bool:
        """Tell whether the postmaster has written that it accepts connections."""
        lines = self._pid_file_lines()
        return len(lines) > 7 and lines[0] == str(process.pid) and lines[7].strip() == "ready"

    def explain(self, log: str) -> EmbeddedError | None:
        """Translate the refusals that a person can do something about."""
        if lifetime.is_full_disk(log):
            return disk_full(self.folder)
        return None

    def _prepare(self) -> None:
        make_data_directory()
        free = shutil.disk_usage(data_directory()).free
        if free < LEAST_FREE_BYTES:
            raise disk_full(data_directory(), free_bytes=free)
        self.binaries = postgres_binaries()
        self.account = choose(program=self.binaries / "postgres", inside=data_directory())
        self._check_major()
        self.sockets = make_socket_directory(self.name, self.account)
        if not self.folder.exists():
            self._create_cluster()
        self.account.own(self.folder)
        self._end_leftover()

    def _check_major(self) -> None:
        try:
            made_by = (self.folder / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            if self.folder.exists():
                raise EmbeddedError(
                    f"{self.folder} exists but holds no database: move it away, or name another folder in POLACT_DATA."
                ) from None
            return
        here = str(major_version(self.binaries))
        if made_by != here:
            raise EmbeddedError(
                f"The data directory {self.folder} was made by PostgreSQL {made_by}, but the server here is PostgreSQL "
                f"{here}: name the programs of {made_by} in POLACT_POSTGRES_BIN, or move the folder away to begin anew "
                "(nothing in it was changed)."
            )

    def _create_cluster(self) -> None:
        """Run initdb beside the final place and move the result there, so that half a cluster never counts."""
        draft = self.folder.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.account.own(draft)
        done = subprocess.run(
            [*self.account.prefix, str(self.binaries / "initdb"), "-D", str(draft), *self._initdb_options()],
            check=False,
            cwd="/",
            env=SERVER_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            **self.account.options(),
        )
        if done.returncode == 0:
            draft.rename(self.folder)
            return
        shutil.rmtree(draft, ignore_errors=True)
        said = f"{done.stdout}\n{done.stderr}".strip()
        raise self.explain(said) or EmbeddedError(
            f"The embedded database could not be created in {self.folder}: {last_complaint(said)}"
        )

    def _initdb_options(self) -> list[str]:
        options = [
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "-k",
            "--no-instructions",
            "--lc-messages=C",
        ]
        options.append(f"--locale={_ctype()}")
        if (major_version(self.binaries) or 0) >= 17:
            # Sorting by code point and folding by Unicode, the same on every machine and after every upgrade.
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return options

    def _end_leftover(self) -> None:
        """Stop what outlived its keeper, and forget a lock file whose number is free, unreaped or another program's.

        We hold the keeper's lock, so whatever still works in the cluster is a leftover. The lock files go only when
        nothing does: PostgreSQL trusts them to protect the data from a second server.
        """
        lines = self._pid_file_lines()
        postmaster = int(lines[0]) if lines and lines[0].isdigit() else 0
        if postmaster in self._workers():
            _end({postmaster}, signal.SIGINT, self._workers, seconds=20)
        for number, seconds in ((signal.SIGTERM, 10), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            _end(self._workers(), number, self._workers, seconds=seconds)
        if sys.platform.startswith("linux") and not self._workers():
            for lock in (self.folder / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
                lock.unlink(missing_ok=True)

    def _workers(self) -> set[int]:
        """Return the processes that work in the cluster's folder, which every process of the server makes its own."""
        found = set()
        for entry in Path("/proc").glob("[0-9]*"):
            # The processes of others cannot be looked at; they are not ours either.
            with suppress(OSError):
                if os.readlink(entry / "cwd") == os.path.realpath(self.folder):
                    found.add(int(entry.name))
        return found

    def _pid_file_lines(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text(errors="replace").splitlines()
        except OSError:
            return []


def _ctype() -> str:
    """Return the operating system's name of UTF-8 without a country, which classifies é as a letter."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_CA.UTF-8", "en_US.UTF-8"):
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            locale.setlocale(locale.LC_CTYPE, before)
            return name
    return "C"


def _end(pids: set[int], number: signal.Signals, workers: Callable[[], set[int]], *, seconds: float) -> None:
    """Send a signal to `pids` and wait until none of them is among `workers`, at most so many seconds."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
    deadline = time.monotonic() + seconds
    while pids & workers() and time.monotonic() < deadline:
        time.sleep(0.05)
