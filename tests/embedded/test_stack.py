"""The stack serves everything and leaves nothing behind, however it is ended."""

import os
import pty
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.embedded.conftest import linux_only
from tests.embedded.copies import PROJECT, Copy, eventually

pytestmark = [linux_only, pytest.mark.slow]

MANAGE = [sys.executable, str(PROJECT / "manage.py")]
STACK = [*MANAGE, "stack", "--port", "0", "--no-demo-people-list"]
READY = "polact is ready at"

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """A copy with its schema and organizations, for all tests of this file: making it takes the longest."""
    copy = Copy(tmp_path_factory.mktemp("stack") / "data")
    done = subprocess.run(
        [*MANAGE, "prepare"], env=copy.environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    yield copy
    copy.end()


@pytest.fixture
def start(prepared: Copy) -> Iterator[Start]:
    """Starts the stack and returns once it is ready and its worker and scheduler have started."""

    def start_stack(*command: str) -> "subprocess.Popen[str]":
        process = prepared.start(list(command), until=READY)
        threading.Thread(target=process.stdout.read, daemon=True).start()  # type: ignore[union-attr]
        assert eventually(lambda: count(prepared, "celery") >= 2)
        return process

    yield start_stack
    prepared.end()


def count(copy: Copy, part: str) -> int:
    """Return how many processes of the copy have `part` in their command."""
    return sum(part in command for command in copy.processes().values())


def test_ends_with_everything_on_sigterm_and_brings_back_a_killed_worker(prepared: Copy, start: Start) -> None:
    process = start(*STACK)
    workers = [number for number, command in prepared.processes().items() if " worker " in command]
    os.kill(min(workers), signal.SIGKILL)
    assert eventually(lambda: any(" worker " in c and n not in workers for n, c in prepared.processes().items()))
    process.send_signal(signal.SIGTERM)
    assert process.wait(40) == 0
    assert eventually(prepared.is_deserted), prepared.processes()


def test_ends_with_everything_when_it_is_killed_and_the_database_starts_again(prepared: Copy, start: Start) -> None:
    process = start(*STACK)
    assert count(prepared, "gunicorn") >= 3
    process.kill()
    assert eventually(prepared.is_deserted, seconds=30), prepared.processes()
    assert int(prepared.sql("SELECT count(*) FROM django_migrations", database="polact")) > 0


def test_ends_with_everything_when_its_parent_is_killed(prepared: Copy, start: Start) -> None:
    # As make does: a parent that waits, and that the stack was told to follow.
    parent = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"
    process = start(sys.executable, "-c", parent, *STACK, "--with-parent")
    process.kill()
    assert eventually(prepared.is_deserted, seconds=30), prepared.processes()


def test_ends_with_everything_when_its_terminal_is_closed(prepared: Copy) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, STACK, prepared.environment)
    said = b""
    deadline = time.monotonic() + 90
    while READY.encode() not in said and time.monotonic() < deadline:
        said += os.read(terminal, 4096)
    assert eventually(lambda: count(prepared, "celery") >= 2), said.decode()
    os.close(terminal)
    assert eventually(lambda: os.waitpid(child, os.WNOHANG)[0] == child, seconds=40)
    assert eventually(prepared.is_deserted, seconds=30), prepared.processes()


def test_refuses_a_taken_port_in_one_sentence(prepared: Copy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*MANAGE, "stack", "--port", str(port)],
            env=prepared.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        f"polact: Port {port} of 127.0.0.1 cannot be used (Address already in use): end what uses it, or choose "
        f"another one, for example `make demo PORT={port + 10}`."
    ]
