"""Starts several programs, prefixes what they say, brings back what falls, and leaves none behind.

It reads all output in one loop, without threads, because a process is only safely forked while there are none.
"""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from polact.embedded.accounts import die_with_parent
from polact.embedded.errors import EmbeddedError
from polact.embedded.healthcheck import OLDEST_MARK_SECONDS

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LOOK_SECONDS = 0.2
_RESTART_SECONDS = 1.0
_FALLS_PER_MINUTE = 5


@dataclass
class Program:
    """One program to keep running."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    handles: Sequence[int] = ()
    stop_seconds: float = 20.0
    pulse: str = ""
    """A file that the program touches while it works; left untouched for `pulse_seconds`, it is started again."""
    pulse_seconds: float = OLDEST_MARK_SECONDS
    started_at: float = 0.0
    process: "subprocess.Popen[bytes] | None" = None
    falls: list[float] = field(default_factory=list)
    restart_at: float | None = None


class Supervisor:
    """Keeps programs running until it is told to stop; they never outlive it."""

    def __init__(self, *, out: IO[str] = sys.stdout) -> None:
        self.out = out
        self.programs: list[Program] = []
        self.stopping = False
        self._selector = selectors.DefaultSelector()
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._waker, False)
        self._selector.register(self._wake, selectors.EVENT_READ)

    def listen_to_signals(self) -> None:
        """Stop on Ctrl-C, on SIGTERM, and when the terminal goes."""
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        for number in _STOP_SIGNALS:
            signal.signal(number, lambda *_: setattr(self, "stopping", True))

    def start(self, program: Program) -> None:
        """Start `program`, apart from the terminal, bound to this process's life."""
        program.restart_at = None
        program.started_at = time.time()
        program.process = subprocess.Popen(
            program.command,
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=tuple(program.handles),
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        assert program.process.stdout is not None
        os.set_blocking(program.process.stdout.fileno(), False)
        self._selector.register(program.process.stdout, selectors.EVENT_READ, (program.name, bytearray()))
        if program not in self.programs:
            self.programs.append(program)

    def run(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Pass output on and bring back what falls, until told to stop or `until` is true.

        Raises `EmbeddedError` when a program keeps falling.
        """
        while not self.stopping and not until():
            self._pass_on(_LOOK_SECONDS)
            for program in self.programs:
                self._look_after(program)

    def stop(self) -> None:
        """End all programs, the last started first; returns when nothing of them is left."""
        self.stopping = True
        for program in reversed(self.programs):
            self._end(program)
        while self._pass_on(0):
            pass

    def say(self, line: str) -> None:
        """Write one line; a terminal that is gone is no reason to fail."""
        with contextlib.suppress(OSError, ValueError):
            self.out.write(line + "\n")
            self.out.flush()

    def _look_after(self, program: Program) -> None:
        if program.process is None:
            return
        if program.process.poll() is None:
            self._feel_pulse(program)
            return
        now = time.monotonic()
        if program.restart_at is None:
            self._sweep(program)
            program.falls = [*(fall for fall in program.falls if now - fall < 60), now]
            if len(program.falls) > _FALLS_PER_MINUTE:
                raise EmbeddedError(f"{program.name} keeps falling; its last words are above.")
            self.say(f"stack    | {program.name} ended with {program.process.returncode}: starting it again")
            program.restart_at = now + _RESTART_SECONDS
        elif now >= program.restart_at:
            self.start(program)

    def _feel_pulse(self, program: Program) -> None:
        """Kill a program that is up but has done nothing for too long; then it is started again like any that fell."""
        if not program.pulse:
            return
        last = program.started_at
        with contextlib.suppress(FileNotFoundError):
            last = max(last, os.stat(program.pulse).st_mtime)
        if time.time() - last > program.pulse_seconds:
            self.say(f"stack    | {program.name} has done nothing for {program.pulse_seconds:.0f} s")
            self._sweep(program)
            program.started_at = time.time()

    def _end(self, program: Program) -> None:
        process = program.process
        if process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            deadline = time.monotonic() + program.stop_seconds
            if process.poll() is None:
                process.send_signal(number)
            while process.poll() is None and time.monotonic() < deadline:
                self._pass_on(0.05)
        self._sweep(program)

    def _sweep(self, program: Program) -> None:
        """Kill what a program that has ended left in its own group (workers of a killed parent)."""
        assert program.process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(program.process.pid, signal.SIGKILL)

    def _pass_on(self, seconds: float) -> bool:
        """Write what the programs say within so many seconds; tells whether there was anything."""
        ready = self._selector.select(seconds)
        for key, _ in ready:
            if key.fd == self._wake:
                os.read(self._wake, 512)
                continue
            name, rest = key.data
            said = _read(key.fd)
            if said == b"":
                self._selector.unregister(key.fileobj)
                key.fileobj.close()  # type: ignore[union-attr]
            rest += said or b""
            *lines, tail = rest.split(b"\n")
            rest[:] = tail if said else b""
            for line in lines if said else [*lines, tail]:
                if line:
                    self.say(f"{name:<8} | {line.decode(errors='replace')}")
        return bool(ready)


def _read(handle: int) -> bytes | None:
    """Return what can be read now, b"" at the end, None when there is nothing yet."""
    try:
        return os.read(handle, 65536)
    except BlockingIOError:
        return None
