"""A broker and a worker of a test's own, which can be killed without a warning."""

import os
import signal
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from polact.embedded.binaries import broker_binary


class Machine(ABC):
    """A process in a group of its own, with everything that it starts."""

    process: "subprocess.Popen[bytes]"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def start(self) -> None:
        """Begin, or begin again."""

    def spawn(self, command: list[str], environment: dict[str, str]) -> None:
        with open(self.folder / f"{type(self).__name__}.log", "ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)

    def kill(self) -> None:
        """`kill -9` to the whole group: nobody says good-bye."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


class Broker(Machine):
    """The embedded broker's program, which here keeps nothing on disk: what it forgets, it forgets for good."""

    @property
    def socket(self) -> Path:
        return self.folder / "broker.sock"

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
        self.socket.unlink(missing_ok=True)
        options = ["--port", "0", "--unixsocket", str(self.socket), "--appendonly", "no", "--save", ""]
        self.spawn([str(broker_binary()), *options, "--dir", str(self.folder)], dict(os.environ))
        deadline = time.monotonic() + 20
        while self.say("PING") != "+PONG":
            assert time.monotonic() < deadline, "The broker does not answer."
            time.sleep(0.02)

    def say(self, command: str) -> str:
        """The first line of the broker's answer, or nothing when there is nobody."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(2)
                line.connect(str(self.socket))
                line.sendall(command.encode() + b"\r\n")
                return line.recv(100).decode().split("\r\n")[0]
        except OSError:
            return ""


class Worker(Machine):
    """A real worker with two processes."""

    def __init__(self, folder: Path, broker: Broker, smtp_port: int) -> None:
        super().__init__(folder)
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "FAULT_DATABASE": str(settings.DATABASES["default"]["NAME"]),
            "BROKER_URL": broker.url,
            "EMAIL_PORT": str(smtp_port),
        }

    def start(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "tests.faults.worker", "worker", "--pool", "prefork"]
        self.spawn([*command, "-c", "2", "--without-gossip", "--without-mingle"], self.environment)

    def kill_child(self) -> None:
        """`kill -9` to the processes that do the work; their parent lives and starts others."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for child in children.read_text().split() if children.exists() else []:
            os.kill(int(child), signal.SIGKILL)
