"""A copy of the embedded servers in a folder of its own, used from processes of its own."""

import contextlib
import os
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = sysconfig.get_path("purelib")

# What the tests run in another process: it starts a server, says so, and stays until its input ends.
USER = """
import sys
import sysconfig
from polact.embedded import {service}
{service}.ensure_running()
print("using", flush=True)
sys.stdin.read()
"""


class Copy:
    """One data directory and the processes that work with it."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        unwanted = ("DATABASE_", "BROKER_", "SECRET_", "POLACT_", "EMAIL_", "DJANGO_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        self.environment = {**inherited, "POLACT_DATA": str(data), "PYTHONPATH": f"{PROJECT}:{PACKAGES}", **environment}
        self.started: list[subprocess.Popen[str]] = []

    def run(self, code: str, *, python: str = sys.executable, **options: object) -> subprocess.CompletedProcess[str]:
        """Run `code` in a process of its own and return how it went."""
        return subprocess.run(
            [python, "-c", code],
            env=self.environment,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **options,
        )

    def sql(self, statement: str, *, database: str = "postgres") -> str:
        """Run one statement as superuser, starting the server if need be, and return the first value or ''."""
        done = self.run(
            "import psycopg\n"
            "from polact.embedded import connections, postgres\n"
            "postgres.ensure_running()\n"
            f"url = connections.database_url('superuser', database={database!r})\n"
            "with psycopg.connect(url, autocommit=True) as c:\n"
            f"    cursor = c.execute({statement!r})\n"
            "    print(cursor.fetchone()[0] if cursor.description else '')\n"
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def use(self, service: str) -> "subprocess.Popen[str]":
        """Start a process that uses the server and return it once the server runs."""
        return self.start([sys.executable, "-c", USER.format(service=service)], until="using")

    def start(self, command: list[str], *, until: str, **environment: str) -> "subprocess.Popen[str]":
        """Start `command` and return it once it has printed a line that holds `until`."""
        process = subprocess.Popen(
            command,
            env={**self.environment, **environment},
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        said = []
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if until in line:
                return process
        raise AssertionError(f"{command} ended with {process.wait()}: {''.join(said)}")

    def processes(self) -> dict[int, str]:
        """Return the command of every living process that works with this copy, by its number."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid() and self._is_mine(entry):
                with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it ended while we looked
                    words = (entry / "cmdline").read_bytes()
                    found[int(entry.name)] = words.replace(b"\0", b" ").decode().strip()
        return {number: command for number, command in found.items() if command}

    def process(self, part: str) -> int:
        """Return the number of the one process whose command holds `part`. A child that it has just forked still bears its
        command for a moment, and is not meant."""
        found = {number for number, command in self.processes().items() if part in command}
        (number,) = [number for number in found if parent_of(number) not in found]
        return number

    def is_deserted(self) -> bool:
        """Tell whether no process works with this copy."""
        return not self.processes()

    def end(self) -> None:
        """End whatever this copy still has."""
        for process in self.started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
        for number in self.processes():
            send(number, signal.SIGTERM)
        if not eventually(self.is_deserted, seconds=20):
            for number in self.processes():
                send(number, signal.SIGKILL)

    def _is_mine(self, entry: Path) -> bool:
        mark = os.fsencode(self.data)
        try:
            if f"POLACT_DATA={self.data}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                return True
            words = (entry / "cmdline").read_bytes()
            return mark + b"/" in words or os.readlink(entry / "cwd").startswith(f"{self.data}/")
        except OSError:
            return False


def eventually(holds: Callable[[], bool], *, seconds: float = 15) -> bool:
    """Tell whether `holds` becomes true within so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def send(number: int, what: signal.Signals) -> None:
    """Send a signal to a process that may have ended meanwhile."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, what)


def parent_of(number: int) -> int | None:
    """The number of the process that started this one; None when it has ended. The name in the middle may hold anything."""
    try:
        told = (Path("/proc") / str(number) / "stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(told.rpartition(")")[2].split()[1])
