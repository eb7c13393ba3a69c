"""Under which account a server runs that refuses to run as root.

No account is created and no permission of any folder above ours is changed. Root uses the account `postgres` or
`nobody` where that account can reach the binaries and the data; else a user namespace, in which root is nobody.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from polact.embedded.errors import EmbeddedError

_PR_SET_PDEATHSIG = 1
_NAMESPACE = ("unshare", "--user", "--map-user=65534", "--map-group=65534")

# Nothing of the caller's environment belongs to the server; its messages stay in English for our log reading.
SERVER_ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


@dataclass(frozen=True)
class Account:
    """Who runs a server: another user, a user namespace (`prefix`), or, without both, ourselves."""

    uid: int | None = None
    gid: int | None = None
    prefix: tuple[str, ...] = field(default=())

    def options(self) -> dict[str, Any]:
        """Return the arguments of `subprocess` that make a child run under this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give the tree at `path` to this account; only ever called on a server's own folder."""
        uid = os.geteuid() if self.uid is None else self.uid
        if os.geteuid() != 0 or path.stat().st_uid == uid:
            return
        gid = -1 if self.gid is None else self.gid
        for folder, _, files in os.walk(path):
            for name in files:
                os.chown(os.path.join(folder, name), uid, gid, follow_symlinks=False)
            os.chown(folder, uid, gid)

    def can_run(self, program: Path, *, inside: Path) -> bool:
        """Tell whether this account can start `program` and enter the folder `inside`."""
        return self._succeeds([str(program), "--version"]) and self._succeeds(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(inside)]
        )

    def _succeeds(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(
                [*self.prefix, *command],
                check=False,
                cwd="/",
                env=SERVER_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=30,
                **self.options(),
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


def choose(*, program: Path, inside: Path) -> Account:
    """Return the account under which `program` can work in the folder `inside`.

    Raises `EmbeddedError` when root finds none.
    """
    if os.geteuid() != 0:
        return Account()
    for account in _candidates():
        if account.can_run(program, inside=inside):
            return account
    raise EmbeddedError(
        f"PostgreSQL does not run as root, and neither another account nor a user namespace can reach {inside} and "
        f"{program.parent}: work as another user, or in a folder that every user may enter."
    )


def _candidates() -> list[Account]:
    known = []
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        known.append(Account(uid=entry.pw_uid, gid=entry.pw_gid))
    return [*known, Account(prefix=_NAMESPACE)]


def die_with_parent(number: signal.Signals) -> Callable[[], None]:
    """Return what a child runs before its program starts, so that it gets signal `number` when its parent dies.

    Only Linux can do this; elsewhere a server whose keeper is killed outright stays until it is stopped.
    """
    prctl, parent = _prctl(), os.getpid()

    def ask() -> None:
        if prctl:
            prctl(_PR_SET_PDEATHSIG, int(number))
            if os.getppid() != parent:
                os._exit(1)

    return ask


def end_with_parent() -> None:
    """Make this process get SIGTERM when its parent dies, even when it is the parent that is killed outright."""
    prctl = _prctl()
    if prctl:
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))


def _prctl() -> Callable[[int, int], int] | None:
    return ctypes.CDLL(None).prctl if sys.platform.startswith("linux") else None
