"""Copies of the embedded servers for the tests, each ended with its test."""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.embedded.copies import Copy

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc, which Linux alone has")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "copies" in getattr(item, "fixturenames", ()):
            item.add_marker(linux_only)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may pass through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="polact-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def copies(open_folder: Path) -> Iterator[Callable[..., Copy]]:
    """Makes copies; ends them all after the test, before their folder goes."""
    made: list[Copy] = []

    def make(data: Path, **environment: str) -> Copy:
        made.append(Copy(data, **environment))
        return made[-1]

    yield make
    for copy in made:
        copy.end()


@pytest.fixture
def copy(copies: Callable[..., Copy], open_folder: Path) -> Copy:
    """One copy in a folder that the server's account can reach."""
    return copies(open_folder / "data")


@pytest.fixture
def stranger() -> dict[str, object]:
    """What makes a child run as an ordinary user that owns nothing here; skips where there is no way."""
    if os.geteuid() != 0:
        pytest.skip("changes to another account, which only root can")
    nobody = pwd.getpwnam("nobody")
    account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    for python in (sys.executable, "/usr/bin/python3"):
        with contextlib.suppress(OSError):
            if subprocess.run([python, "-c", ""], check=False, cwd="/", **account).returncode == 0:
                return {**account, "python": python}
    pytest.skip("no Python here can be run by an ordinary user")


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment in which nothing of polact is set but the data directory."""
    for name in list(os.environ):
        if name.startswith(("DATABASE_", "BROKER_", "SECRET_KEY", "POLACT_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("POLACT_DATA", str(tmp_path / "data"))
    return monkeypatch
