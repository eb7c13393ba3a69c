"""Asking clamd about some bytes: its INSTREAM command, over a Unix socket or TCP. Nothing is written to a disk."""

import re
import socket
import struct
from dataclasses import dataclass
from urllib.parse import urlsplit

CHUNK = 128 * 1024
PATIENCE_SECONDS = 30.0
FOUND = re.compile(r"stream: (?P<what>.+) FOUND")
NOT_LOOKED_INTO = ("Heuristics.Limits", "Heuristics.Encrypted")


class ScannerAway(Exception):
    """clamd cannot be reached, or did not give a verdict: the file stays unread."""


@dataclass(frozen=True)
class Verdict:
    """What clamd says: clean, or what it found; `is_partial` when it could not look into all of it."""

    is_clean: bool
    found: str = ""
    is_partial: bool = False


def scan(content: bytes, address: str) -> Verdict:
    """The verdict on these bytes. `address` is `unix:/path/of/the/socket` or `tcp://host:port`.

    Raises ScannerAway when there is none: nobody answers, the answer breaks off, or clamd reports an error of its own.
    """
    try:
        with _connect(address) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            return verdict_of(_answer(line))
    except (OSError, ValueError) as error:
        raise ScannerAway(str(error)) from error


def verdict_of(answer: str) -> Verdict:
    """What an answer means. Raises ScannerAway for everything that is neither "OK" nor "FOUND"."""
    if answer == "stream: OK":
        return Verdict(is_clean=True)
    found = FOUND.fullmatch(answer)
    if found is None:
        raise ScannerAway(answer or "no answer")
    return Verdict(False, found["what"], found["what"].startswith(NOT_LOOKED_INTO))


def place_of(address: str) -> str | tuple[str, int]:
    """The path of a socket, or host and port. Raises ValueError for an address that is neither."""
    parts = urlsplit(address)
    if parts.scheme == "unix" and parts.path and not parts.netloc:
        return parts.path
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return parts.hostname, parts.port
    raise ValueError(f"CLAMD_ADDRESS is unix:/path or tcp://host:port, not {address!r}.")


def _connect(address: str) -> socket.socket:
    place = place_of(address)
    if isinstance(place, tuple):
        return socket.create_connection(place, timeout=PATIENCE_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE_SECONDS)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096:
        part = line.recv(4096)
        if not part:
            break
        said += part
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()
