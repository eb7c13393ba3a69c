"""The keeper of one embedded server: `python -m polact.embedded.keeper postgres|broker FD`.

It is the parent of the server and apart from every process that uses it. It says `ready`, or why not, through
the handle FD, brings a crashed server back, and ends the server when nobody has used it for some seconds. If the
keeper itself is killed outright, the kernel tells the server to stop.
"""

import fcntl
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from polact.embedded.broker import BrokerServer
from polact.embedded.errors import EmbeddedError
from polact.embedded.lifetime import lock_path, take
from polact.embedded.postgres import PostgresServer
from polact.embedded.servers import Server, last_complaint, log_path, log_tail, remove_temporary_sockets

SERVERS: dict[str, Callable[[], Server]] = {"postgres": PostgresServer, "broker": BrokerServer}

_LOOK_SECONDS = 0.25
_GRACE_SECONDS = 3.0
_START_SECONDS = 90.0
# Each clean stop that takes longer is followed by a rougher one.
_STOP_SECONDS = 30.0
# A server that falls more often than this within a minute is left alone.
_FALLS_PER_MINUTE = 5


class Keeper:
    """Keeps one server alive while it has users."""

    def __init__(self, server: Server, *, keeper_lock: int) -> None:
        self.server = server
        self.keeper_lock = keeper_lock
        self.asked_to_stop = False
        self.process: subprocess.Popen[bytes] | None = None
        self.falls: list[float] = []
        self.wake, waker = os.pipe()
        for handle in (self.wake, waker):
            os.set_blocking(handle, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "asked_to_stop", True))

    def start(self) -> None:
        """Start the server and return when it answers; raises `EmbeddedError`."""
        self._say("starting")
        self.server.prepare()
        deadline = time.monotonic() + _START_SECONDS
        while not self._attempt(deadline):
            time.sleep(0.5)
        self._say("ready")

    def watch(self) -> None:
        """Return when the server may go: nobody uses it, or somebody told us to stop."""
        unused_since: float | None = None
        while not self.asked_to_stop:
            self._sleep()
            if self.process is None or self.process.poll() is not None:
                self._raise_again()
            now = time.monotonic()
            unused_since = None if self._has_users() else unused_since or now
            if unused_since is not None and now - unused_since >= _GRACE_SECONDS and self._stop_if_unused():
                return
        self.stop()

    def stop(self) -> None:
        """End the server: cleanly, then roughly."""
        process = self.process
        if process is None:
            return
        self._say("stopping")
        for number in (self.server.stop_signal, signal.SIGQUIT, signal.SIGKILL):
            if process.poll() is None:
                process.send_signal(number)
            try:
                process.wait(_STOP_SECONDS)
                return
            except subprocess.TimeoutExpired:
                continue

    def _attempt(self, deadline: float) -> bool:
        """Start the process once; False means that another attempt is worth while.

        After a crash the remains of the old server (its sessions, its shared memory) can take some seconds to go.
        """
        path = log_path(self.server.name)
        said_before = path.stat().st_size if path.exists() else 0
        self.process = process = self.server.spawn()
        while process.poll() is None and time.monotonic() < deadline:
            if self.server.is_ready(process):
                return True
            time.sleep(0.02)
        log = log_tail(self.server.name, since=said_before)
        known = self.server.explain(log)
        if known is None and "still in use" in log and time.monotonic() < deadline:
            return False
        self.stop()
        raise known or EmbeddedError(
            f"The embedded {self.server.name} server did not start: {last_complaint(log)} (see {path})."
        )

    def _raise_again(self) -> None:
        now = time.monotonic()
        self.falls = [*(fall for fall in self.falls if now - fall < 60), now]
        if len(self.falls) > _FALLS_PER_MINUTE:
            raise EmbeddedError(f"The embedded {self.server.name} server keeps falling.")
        self.start()

    def _has_users(self) -> bool:
        try:
            os.close(take(lock_path(self.server.name, "users"), fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            return True
        return False

    def _stop_if_unused(self) -> bool:
        """Stop the server unless somebody is just coming; newcomers wait outside meanwhile."""
        try:
            start_lock = take(lock_path(self.server.name, "start"), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if self._has_users():
            os.close(start_lock)
            return False
        # Newcomers get in when this process ends, together with the keeper's own lock.
        self.stop()
        return True

    def _sleep(self) -> None:
        """Sleep until the next look, or until the server falls or somebody tells us to stop."""
        if select.select([self.wake], [], [], _LOOK_SECONDS)[0]:
            os.read(self.wake, 512)

    def _say(self, word: str) -> None:
        os.ftruncate(self.keeper_lock, 0)
        os.pwrite(self.keeper_lock, word.encode(), 0)


def main(name: str, answer: int) -> int:
    """Keep the server `name`; write to the handle `answer` how its start went. Returns the exit code."""
    if os.fork():
        # The caller waits for this process only; the keeper itself belongs to nobody.
        os._exit(0)
    os.setsid()
    os.umask(0o077)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(answer, "w", encoding="utf-8") as caller:
        try:
            keeper = Keeper(SERVERS[name](), keeper_lock=_become_keeper(name))
            keeper.start()
        except (EmbeddedError, OSError) as error:
            caller.write(str(error))
            return 1
        caller.write("ready")
    try:
        keeper.watch()
    except EmbeddedError as error:
        log_path(name).open("a").write(f"{error}\n")
        return 1
    finally:
        remove_temporary_sockets(name)
    return 0


def _become_keeper(name: str) -> int:
    """Lock the keeper's place; those who only look at it hold it for microseconds."""
    deadline = time.monotonic() + 5
    while True:
        try:
            return take(lock_path(name, "keeper"), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Another process already keeps the embedded {name} server.") from None
            time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
