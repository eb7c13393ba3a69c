"""A real clamd for the tests: its own folder, one signature (EICAR), started and ended here. No signatures are fetched.

Where there is none, tests are left out; `.ci/run` sees to it that there is one.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cases.attachments.clamd import ScannerAway, scan
from tests.cases.attachments.files import EICAR

CLAMD = os.environ.get("POLACT_CLAMD") or shutil.which("clamd") or "/usr/sbin/clamd"
needs_clamd = pytest.mark.skipif(
    not Path(CLAMD).exists(), reason=f"no clamd at {CLAMD} (apt-get install clamav-daemon)"
)


@contextmanager
def running_clamd(*, stream: str = "25M") -> Iterator[str]:
    """The address of a clamd that takes streams up to `stream`."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        home = Path(folder)
        database = home / "signatures"
        database.mkdir()
        (database / "test.ndb").write_text(f"Test.Eicar:0:*:{EICAR.hex()}\n")
        socket = home / "clamd.sock"
        lines = [
            f"DatabaseDirectory {database}", f"LocalSocket {socket}", "Foreground yes", f"StreamMaxLength {stream}",
            "AlertExceedsMax yes", f"LogFile {home / 'log'}", f"TemporaryDirectory {home}",
        ]  # fmt: skip
        (home / "clamd.conf").write_text("\n".join(lines) + "\n")
        process = subprocess.Popen([CLAMD, "--config-file", str(home / "clamd.conf")], stdout=subprocess.DEVNULL)
        try:
            _wait(f"unix:{socket}", process, home / "log")
            yield f"unix:{socket}"
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            scan(b"x", address)
        except ScannerAway:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"clamd does not answer: {log.read_text() if log.exists() else 'no log'}")
