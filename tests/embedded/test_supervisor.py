"""The supervisor brings back what falls, gives up on what keeps falling, and kills what is left of it."""

import io
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from polact.embedded.errors import EmbeddedError
from polact.embedded.supervisor import Program, Supervisor
from tests.embedded.copies import eventually


def program(code: str, **options: Any) -> Program:
    return Program("sample", [sys.executable, "-u", "-c", code], os.environ, **options)


def test_prefixes_every_line_of_a_program() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out=out)
    supervisor.start(program("print('one\\ntwo', end='', flush=True); import time; time.sleep(60)"))
    supervisor.run(until=lambda: "one" in out.getvalue())
    supervisor.stop()
    assert out.getvalue().splitlines()[0] == "sample   | one"
    assert out.getvalue().splitlines()[-1] == "sample   | two"


def test_starts_a_fallen_program_again() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out=out)
    supervisor.start(program("print('up')"))
    supervisor.run(until=lambda: out.getvalue().count("sample   | up") == 2)
    supervisor.stop()
    assert "sample ended with 0: starting it again" in out.getvalue()


def test_starts_a_program_again_that_is_up_but_does_nothing(tmp_path: Path) -> None:
    out, pulse = io.StringIO(), tmp_path / "pulse"
    supervisor = Supervisor(out=out)
    supervisor.start(program("print('up'); import time; time.sleep(600)", pulse=str(pulse), pulse_seconds=1.0))
    supervisor.run(until=lambda: out.getvalue().count("sample   | up") == 2)
    supervisor.stop()
    assert "sample has done nothing for 1 s" in out.getvalue()


def test_leaves_a_program_alone_that_works(tmp_path: Path) -> None:
    out, pulse = io.StringIO(), tmp_path / "pulse"
    supervisor = Supervisor(out=out)
    busy = (
        f"import pathlib, time\nfor n in range(40): pathlib.Path({str(pulse)!r}).touch(); time.sleep(.1)\nprint('done')"
    )
    supervisor.start(program(busy, pulse=str(pulse), pulse_seconds=3.0))  # where much else runs, Python starts slowly
    supervisor.run(until=lambda: "done" in out.getvalue())
    supervisor.stop()
    assert "has done nothing" not in out.getvalue()


def test_gives_up_on_a_program_that_keeps_falling() -> None:
    supervisor = Supervisor(out=io.StringIO())
    sample = program("raise SystemExit(3)")
    sample.falls = [time.monotonic()] * 5
    supervisor.start(sample)
    with pytest.raises(EmbeddedError, match="sample keeps falling"):
        supervisor.run()
    supervisor.stop()


def test_kills_a_program_that_does_not_listen() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out=out)
    deaf = program(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(60)",
        stop_seconds=0.5,
    )
    supervisor.start(deaf)
    supervisor.run(until=lambda: "deaf" in out.getvalue())
    supervisor.stop()
    assert deaf.process is not None
    assert deaf.process.returncode == -9


def test_kills_what_a_fallen_program_left() -> None:
    out = io.StringIO()
    supervisor = Supervisor(out=out)
    code = "import os, time\nchild = os.fork()\nif child == 0: time.sleep(60)\nprint('child', child)\nos._exit(1)"
    supervisor.start(program(code))
    supervisor.run(until=lambda: "starting it again" in out.getvalue())
    child = int(out.getvalue().split("child ")[1].split()[0])
    supervisor.stop()

    def is_gone() -> bool:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return True
        return False

    assert eventually(is_gone)
