"""Real gunicorn servers under the same settings, and a client that keeps its connection."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "300", "--preload"]


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    def cpu_ms(self) -> float:
        """Processor time of its workers so far, which other programs on the machine stretch less than they stretch
        waiting; 0 where the system does not tell."""
        try:
            workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            ticks = [Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[11:13] for worker in workers]
        except OSError:
            return 0.0
        return sum(int(tick) for pair in ticks for tick in pair) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str]) -> Iterator["Server"]:
    """Serve `application` for the length of the block."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        handle, port = listener.fileno(), listener.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, "--bind", f"fd://{handle}", *SETTINGS,
             "--no-control-socket", "--log-level", "warning"],
            cwd=ROOT, env={**os.environ, **environment}, pass_fds=[handle],
        )  # fmt: skip
        try:
            yield Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


class Client:
    """One keep-alive connection. `cookies` and `headers` go with every request."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self.headers = dict(headers or {})
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method: str, path: str, body: bytes | None = None, expect: int = 200) -> tuple[float, bytes]:
        """Send one request and read all of the answer. Returns milliseconds and content; raises RuntimeError for
        another status than expected."""
        began = time.perf_counter()
        self.connection.request(method, path, body, self.headers)
        response = self.connection.getresponse()
        content = response.read()
        took = (time.perf_counter() - began) * 1000
        if response.status != expect:
            raise RuntimeError(f"{method} {path}: {response.status} {content[:300]!r}")
        return took, content

    def wait(self, path: str, **options: Any) -> None:
        """Ask until the server answers, at most half a minute."""
        deadline = time.monotonic() + 30
        while True:
            try:
                self.ask("GET", path, **options)
            except OSError:
                self.connection.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return
