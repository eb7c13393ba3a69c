"""The local mailbox: an SMTP server on the loopback that keeps every message as a file and sends nothing on.

`python -m polact.embedded.mailbox FD FOLDER` answers on the listening socket FD.
"""

import asyncio
import os
import secrets
import signal
import socket
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keep:
    """Writes each message to a file of its own, named by the moment of its arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (the name that aiosmtpd calls)
        """Keep the message with its envelope on top; answer only when it is on disk."""
        head = [f"X-Envelope-From: {envelope.mail_from}"]
        head += [f"X-Envelope-To: {recipient}" for recipient in envelope.rcpt_tos]
        content = envelope.original_content or b""
        name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        draft = self.folder / f".{name}"
        with draft.open("wb") as file:
            file.write("\r\n".join(head).encode() + b"\r\n" + content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self.folder / f"{name}.eml")
        return "250 kept"


def open_listener() -> socket.socket:
    """Return a listening socket on a free loopback port."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    return listener


async def serve(listener: socket.socket, folder: Path) -> None:
    """Answer on `listener` until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    server = await loop.create_server(
        lambda: SMTP(Keep(folder), hostname="localhost", enable_SMTPUTF8=True), sock=listener
    )
    async with server:
        await stopped.wait()


def main(handle: int, folder: Path) -> None:
    """Serve on the inherited socket `handle`, into `folder`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    asyncio.run(serve(socket.socket(fileno=handle), folder))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
