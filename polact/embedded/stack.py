"""The whole product on one machine: web, worker, scheduler and a local mailbox over the servers in force."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import IO

from polact.embedded import broker, connections, mailbox, postgres
from polact.embedded.connections import PROJECT_DIRECTORY, data_directory
from polact.embedded.errors import EmbeddedError
from polact.embedded.supervisor import Program, Supervisor

_READY_SECONDS = 60.0
_READY_TRIES_EVERY = 0.2


def run_stack(*, listener: socket.socket, out: IO[str], when_ready: Callable[[str], None]) -> None:
    """Serve at the address that `listener` is bound to until told to stop.

    Calls `when_ready` with the address once it answers. Raises `EmbeddedError` when it does not in time, or when
    one of the programs keeps falling.
    """
    if connections.is_embedded():
        postgres.ensure_running()
    if connections.broker_is_embedded():
        broker.ensure_running()
    address = _address(listener)
    mail = None if os.environ.get("EMAIL_HOST") else mailbox.open_listener()
    supervisor = Supervisor(out=out)
    supervisor.listen_to_signals()
    try:
        pages, others = programs(listener=listener, mail=mail, address=address)
        supervisor.start(pages)
        _wait_until_ready(supervisor, address)
        if not supervisor.stopping:
            for program in others:
                supervisor.start(program)
            when_ready(address)
        supervisor.run()
    finally:
        supervisor.stop()
        supervisor.say("stack    | everything has ended")


def reserve(bind: str, port: int) -> socket.socket:
    """Return a socket bound to `bind`:`port` (0 chooses a free one), which refuses callers until it is served.

    Raises `EmbeddedError` when somebody else listens there.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((bind, port))
    except OSError as error:
        listener.close()
        raise EmbeddedError(
            f"Port {port} of {bind} cannot be used ({error.strerror}): end what uses it, or choose another one, "
            f"for example `make demo PORT={port + 10}`."
        ) from None
    return listener


def programs(*, listener: socket.socket, mail: socket.socket | None, address: str) -> tuple[Program, Sequence[Program]]:
    """Return the program that serves the pages, and those that start once it answers, in their order."""
    environment = _environment(address, mail)
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--quiet", "--app", "polact.celery"]
    gunicorn = [*python, "gunicorn", "polact.wsgi", "--bind", f"fd://{listener.fileno()}", "--no-control-socket"]
    # Loading the program once for both workers halves the time to the first page on a small machine.
    gunicorn += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"]
    gunicorn += ["--graceful-timeout", "10", "--log-level", "warning"]
    worker = [*celery, "worker", "--pool", "prefork", "--concurrency", "2", "--loglevel", "WARNING"]
    worker += ["--without-gossip", "--without-mingle"]
    beat = [
        *celery,
        "beat",
        "--loglevel",
        "WARNING",
        "--pidfile",
        "",
        "--scheduler",
        "polact.embedded.beat:BeatingScheduler",
    ]
    others = [
        Program("worker", worker, environment, pulse=environment["POLACT_WORKER_MARK"]),
        Program("beat", beat, environment, pulse=environment["POLACT_BEAT_MARK"]),
    ]
    if mail:
        keeping = [*python, "polact.embedded.mailbox", str(mail.fileno()), str(data_directory() / "mail")]
        others.insert(0, Program("mailbox", keeping, environment, handles=[mail.fileno()]))
    return Program("web", gunicorn, environment, handles=[listener.fileno()]), others


def _environment(address: str, mail: socket.socket | None) -> Mapping[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "POLACT_DB_ROLE"}
    marks = data_directory() / "marks"
    marks.mkdir(parents=True, exist_ok=True)
    environment |= {
        "DJANGO_SETTINGS_MODULE": environment.get("DJANGO_SETTINGS_MODULE", "polact.settings"),
        "PUBLIC_URL": environment.get("PUBLIC_URL", address),
        "PYTHONUNBUFFERED": "1",
        "POLACT_BEAT_MARK": str(marks / "beat"),
        "POLACT_WORKER_MARK": str(marks / "worker"),
        # Celery's advice against root is for servers; this is a demonstration on the user's own machine.
        "PYTHONWARNINGS": environment.get("PYTHONWARNINGS", "ignore:You're running the worker"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(PROJECT_DIRECTORY), environment.get("PYTHONPATH")])),
    }
    if mail:
        environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(mail.getsockname()[1])}
    return environment


def _address(listener: socket.socket) -> str:
    bind, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _wait_until_ready(supervisor: Supervisor, address: str) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    last = 0.0

    def is_ready() -> bool:
        nonlocal last
        if time.monotonic() - last < _READY_TRIES_EVERY:
            return False
        last = time.monotonic()
        if last > deadline:
            raise EmbeddedError(f"The product did not answer at {address}/healthz within {_READY_SECONDS:.0f} s.")
        return answers(f"{address}/healthz")

    supervisor.run(until=is_ready)


def answers(url: str) -> bool:
    """Tell whether `url` answers with success within a second."""
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
