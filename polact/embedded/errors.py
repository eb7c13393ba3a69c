"""The one kind of error that a person who starts the product should read, always as one sentence."""

import errno
from pathlib import Path


class EmbeddedError(Exception):
    """Something outside the program keeps it from starting; the message says what, and what to do."""


class StaleTimeZones(EmbeddedError):
    """The time-zone rules in force are older than the law."""


def from_os_error(error: OSError, *, path: Path) -> EmbeddedError:
    """Return the sentence for a file-system refusal met while preparing `path`.

    Takes the error as the operating system raised it; anything that is neither a full disk nor a refusal of
    access keeps its own words.
    """
    if error.errno == errno.ENOSPC:
        return disk_full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return EmbeddedError(
            f"The folder {path} cannot be entered or written by this user ({error.strerror}): "
            "give access to it, or name another folder in POLACT_DATA."
        )
    return EmbeddedError(f"{path} cannot be prepared: {error.strerror or error}.")


def disk_full(path: Path, *, free_bytes: int | None = None) -> EmbeddedError:
    """Return the sentence for a disk without room; `free_bytes` is named in it when known."""
    room = "no room" if free_bytes is None else f"only {free_bytes // 1_000_000} MB"
    return EmbeddedError(
        f"The disk of {path} has {room} left: free at least 200 MB, or name a folder on another disk in POLACT_DATA."
    )
