"""Mail servers for tests: a real one that keeps what it takes, and one that says exactly what a script tells it."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ports import HOST, free_port


@dataclass
class Mailbox:
    """What the server has taken."""

    port: int
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    seconds: float = 0.0  # how long it thinks about each message

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        await asyncio.sleep(self.seconds)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.extend(envelope.rcpt_tos)
        return "250 taken"

    @property
    def message_ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.taken]


@contextmanager
def running_mailbox() -> Iterator[Mailbox]:
    """A real SMTP server on a loopback port."""
    mailbox = Mailbox(free_port())
    controller = Controller(mailbox, hostname=HOST, port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


# What a polite server says to each command, until a script says otherwise.
POLITE = {
    "GREETING": "220 ready",
    "EHLO": "250 hello",
    "HELO": "250 hello",
    "MAIL": "250 fine",
    "RCPT": "250 fine",
    "DATA": "354 go on",
    "TEXT": "250 taken",
    "QUIT": "221 bye",
}
HANG_UP = "hang up"
SAY_NOTHING = "say nothing"


@dataclass
class Scripted:
    """A server that follows `script`: an answer, HANG_UP or SAY_NOTHING per command. Counts the texts it received."""

    port: int
    texts: int = 0
    commands: list[str] = field(default_factory=list)


@contextmanager
def scripted_server(script: dict[str, str]) -> Iterator[Scripted]:
    """A server on a loopback port that departs from the polite answers as `script` says."""
    with socket.create_server((HOST, 0)) as listener:
        listener.settimeout(0.1)
        record, over = Scripted(listener.getsockname()[1]), threading.Event()
        thread = threading.Thread(target=_listen, args=(listener, {**POLITE, **script}, record, over))
        thread.start()
        try:
            yield record
        finally:
            over.set()
            thread.join(5)


def _listen(listener: socket.socket, script: dict[str, str], record: Scripted, over: threading.Event) -> None:
    while not over.is_set():
        with suppress(TimeoutError):
            line, _ = listener.accept()
            line.settimeout(5)
            with line, suppress(OSError):
                _converse(line, script, record, over)


def _converse(line: socket.socket, script: dict[str, str], record: Scripted, over: threading.Event) -> None:
    with line.makefile("rb") as heard:
        command = "GREETING"
        while True:
            answer = script.get(command, "502 unknown")
            if answer == HANG_UP:
                return
            if answer == SAY_NOTHING:
                over.wait(5)
                return
            line.sendall(answer.encode() + b"\r\n")
            if answer.startswith("354"):
                while heard.readline() not in {b".\r\n", b""}:
                    pass
                record.texts += 1
                command = "TEXT"
                continue
            said = heard.readline()
            if not said or command == "QUIT":
                return
            command = said.split()[0].decode().upper()
            record.commands.append(command)
