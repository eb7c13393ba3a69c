"""How long an embedded server lives: as long as any process uses it, whoever dies and however.

Three files below `lock/` carry it, each locked by the kernel, which lets go when a process dies:

* `NAME.users`: every process that uses the server holds it shared, for life (children by fork share the hold);
* `NAME.keeper`: the keeper of the server holds it exclusively; its content says how far the keeper is;
* `NAME.start`: whoever starts or stops the server holds it exclusively meanwhile.
"""

import errno
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from polact.embedded.connections import PROJECT_DIRECTORY, data_directory, make_data_directory
from polact.embedded.errors import EmbeddedError, from_os_error

State = Literal["absent", "starting", "ready"]

# A first start creates the cluster: some seconds, more on a busy machine with a slow disk.
_START_SECONDS = 120.0
_ATTEMPTS = 3

# The holds of this process, by path, so that a second call costs microseconds.
_held: dict[Path, int] = {}


def lock_path(name: str, kind: Literal["users", "keeper", "start"]) -> Path:
    """Return the path of one of the three lock files of the server `name`."""
    return data_directory() / "lock" / f"{name}.{kind}"


def ensure(name: str) -> None:
    """Return when the server `name` runs, having started it if it did not, and hold it for this process's life.

    Raises `EmbeddedError` with one sentence when it cannot be started.
    """
    users = lock_path(name, "users")
    if users in _held and state(name) == "ready":
        return
    try:
        make_data_directory()
        users.parent.mkdir(mode=0o700, exist_ok=True)
        for _ in range(_ATTEMPTS):
            with held(lock_path(name, "start"), seconds=_START_SECONDS):
                if users not in _held:
                    _held[users] = take(users, fcntl.LOCK_SH)
                if state(name) == "absent":
                    _start_keeper(name)
            if _becomes_ready(name):
                return
    except OSError as error:
        raise from_os_error(error, path=data_directory()) from None
    raise EmbeddedError(f"The embedded {name} server did not start; see {data_directory() / 'log'}.")


def state(name: str) -> State:
    """Tell how far the keeper of the server `name` is; costs a few microseconds."""
    try:
        handle = os.open(lock_path(name, "keeper"), os.O_RDWR)
    except FileNotFoundError:
        return "absent"
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return "ready" if os.read(handle, 16).startswith(b"ready") else "starting"
    else:
        return "absent"
    finally:
        os.close(handle)


def take(path: Path, mode: int) -> int:
    """Open the lock file at `path`, lock it in `mode` and return the handle, which holds the lock while open.

    Raises `BlockingIOError` when `mode` says not to wait and somebody else holds it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, mode)
    except BaseException:
        os.close(handle)
        raise
    return handle


@contextmanager
def held(path: Path, *, seconds: float) -> Iterator[None]:
    """Hold the lock at `path` exclusively; raises `EmbeddedError` when it is not had within `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            handle = take(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Another process has been starting or stopping a server ({path}).") from None
            time.sleep(0.02)
    try:
        yield
    finally:
        os.close(handle)


def _start_keeper(name: str) -> None:
    """Start the keeper apart from this process and wait for its word: `ready`, or why not."""
    reader, writer = os.pipe()
    environment = {**os.environ, "POLACT_DATA": str(data_directory())}
    command = [sys.executable, "-m", "polact.embedded.keeper", name, str(writer)]
    with subprocess.Popen(
        command,
        cwd=PROJECT_DIRECTORY,
        env=environment,
        pass_fds=[writer],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ):
        os.close(writer)
    with open(reader, encoding="utf-8") as answer:
        word = answer.read().strip()
    if word != "ready":
        raise EmbeddedError(word or f"The keeper of the embedded {name} server died; see {data_directory() / 'log'}.")


def _becomes_ready(name: str) -> bool:
    """Wait for the server; False when its keeper went away meanwhile, for example because it was just stopping."""
    deadline = time.monotonic() + _START_SECONDS
    while (now := state(name)) == "starting" and time.monotonic() < deadline:
        time.sleep(0.02)
    return now == "ready"


def is_full_disk(text: str) -> bool:
    """Tell whether the words of a server mean that the disk is full."""
    return os.strerror(errno.ENOSPC) in text
