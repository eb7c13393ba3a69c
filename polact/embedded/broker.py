"""The embedded broker: Valkey on a private socket. It wakes the worker; what is due stands in PostgreSQL."""

import os
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

from polact.embedded import lifetime
from polact.embedded.accounts import Account
from polact.embedded.binaries import broker_binary
from polact.embedded.connections import broker_socket, data_directory, make_data_directory
from polact.embedded.errors import EmbeddedError, disk_full, from_os_error
from polact.embedded.servers import make_socket_directory, start_child

NAME = "broker"


def ensure_running() -> None:
    """Return when the embedded broker runs; starts it if need be and keeps it for this process's life.

    A second call in the same process costs microseconds. Raises `EmbeddedError` with one sentence.
    """
    lifetime.ensure(NAME)


class BrokerServer:
    """The embedded broker as its keeper handles it; it runs under the account of the caller."""

    name = NAME
    stop_signal = signal.SIGTERM

    def __init__(self) -> None:
        self.folder = data_directory() / "broker"
        self.binary = Path()

    def prepare(self) -> None:
        """Find the program and make its folders."""
        try:
            make_data_directory()
            self.folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise from_os_error(error, path=self.folder) from None
        self.binary = broker_binary()
        make_socket_directory(self.name, Account())
        with suppress(FileNotFoundError):
            broker_socket().unlink()

    def spawn(self) -> "subprocess.Popen[bytes]":
        """Start the broker."""
        options = {
            "port": "0",
            "unixsocket": str(broker_socket()),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "appendonly": "yes",
            "save": "",
            "daemonize": "no",
        }
        command = [str(self.binary)]
        for option, value in options.items():
            command += [f"--{option}", value]
        return start_child(self.name, command, account=Account(), stop_signal=self.stop_signal)

    def is_ready(self, process: "subprocess.Popen[bytes]") -> bool:
        """Tell whether the broker answers; while it reads its journal it says that it is loading."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(os.fspath(broker_socket()))
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False

    def explain(self, log: str) -> EmbeddedError | None:
        """Translate the refusals that a person can do something about."""
        return disk_full(self.folder) if lifetime.is_full_disk(log) else None
