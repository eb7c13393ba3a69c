"""What the keeper asks of a server that it keeps, and what the two servers share."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from typing import IO, Protocol

from polact.embedded.accounts import SERVER_ENVIRONMENT, Account, die_with_parent
from polact.embedded.connections import data_directory, make_data_directory, socket_directory
from polact.embedded.errors import EmbeddedError, from_os_error

_LOG_LIMIT_BYTES = 10_000_000


class Server(Protocol):
    """A server as the keeper sees it."""

    name: str
    stop_signal: signal.Signals  # asks for a clean stop

    def prepare(self) -> None:
        """Make whatever the server needs before it starts; raises `EmbeddedError`."""

    def spawn(self) -> "subprocess.Popen[bytes]":
        """Start the server as a child of the caller and return it."""

    def is_ready(self, process: "subprocess.Popen[bytes]") -> bool:
        """Tell whether `process` answers."""

    def explain(self, log: str) -> EmbeddedError | None:
        """Return what the last words of the log mean for a person, if they mean anything known."""


def start_child(
    name: str, command: list[str], *, account: Account, stop_signal: signal.Signals
) -> "subprocess.Popen[bytes]":
    """Start a server that writes to its log and gets `stop_signal` when the caller dies."""
    with open_log(name) as log:
        return subprocess.Popen(
            [*account.prefix, *command],
            cwd="/",
            env=SERVER_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent(stop_signal),
            **account.options(),
        )


def log_path(name: str) -> Path:
    """Return where the server `name` writes."""
    return data_directory() / "log" / f"{name}.log"


def open_log(name: str) -> IO[bytes]:
    """Open the log of the server `name` at its end; a log grown past 10 MB is put aside once."""
    path = log_path(name)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.exists() and path.stat().st_size > _LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")


def log_tail(name: str, *, since: int) -> str:
    """Return what the server `name` wrote after the first `since` bytes of its log, at most 20 kB."""
    try:
        with log_path(name).open("rb") as log:
            log.seek(max(since, log.seek(0, os.SEEK_END) - 20_000))
            return log.read().decode(errors="replace")
    except FileNotFoundError:
        return ""


def last_complaint(log: str) -> str:
    """Return the last thing that a server complained of, or its last words."""
    complaints = re.findall(r"(?:error|ERROR|FATAL|fatal):\s*(.+)", log)
    return complaints[-1] if complaints else (log.strip().splitlines() or ["it said nothing"])[-1]


def make_socket_directory(name: str, account: Account) -> Path:
    """Make the folder of the sockets of `name`, which only `account` (and root) may enter.

    Raises `EmbeddedError` when somebody else already has a folder there.
    """
    path = socket_directory(name)
    try:
        make_data_directory()
        if path.parent.name == "run" and not path.parent.exists():
            path.parent.mkdir()
            path.parent.chmod(0o711)
        path.mkdir(mode=0o700, exist_ok=True)
        if path.is_symlink() or path.stat().st_uid not in {os.geteuid(), account.uid}:
            raise EmbeddedError(f"{path} belongs to somebody else: remove it, or name another folder in POLACT_DATA.")
        path.chmod(0o700)
        account.own(path)
    except OSError as error:
        raise from_os_error(error, path=path) from None
    return path


def remove_temporary_sockets(name: str) -> None:
    """Remove the folder of the sockets of `name` when it had to lie outside the data directory."""
    path = socket_directory(name)
    if data_directory() not in path.parents:
        shutil.rmtree(path, ignore_errors=True)
