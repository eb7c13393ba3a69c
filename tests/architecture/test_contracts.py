"""The import contracts hold, and each of them fails when it is broken on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("polact", "cases", "allegations", "assessments", "notifications")
WITHOUT = shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "rulebooks", "data", "*.po", "*.mo")

# What breaks each contract: the file to spoil and the line to add. One hides its import in a function.
OFFENCES = {
    "floors": ("polact/base/clock.py", "import polact.access.models"),
    "rooms": ("cases/models.py", "def late() -> None:\n    import cases.operations.advising"),
    "trail": ("polact/outreach/views/statements.py", "from polact.audit.recording import record"),
    "mail": ("cases/operations/triage.py", "from notifications.operations import notify"),
    "door": ("cases/queries.py", "from cases.advance import advance"),
    "door-allegations": ("allegations/queries.py", "from allegations.advance import advance"),
    "sideways": ("cases/operations/triage.py", "from cases.operations import ending"),
    "circles": ("cases/enums.py", "import cases.models"),
}


def lint(folder: Path, *, only: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    command += ["--contract", only] if only else []
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder), "PATH": ""}
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=WITHOUT)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", OFFENCES)
def test_contract_fails_when_broken(copy: Path, contract: str) -> None:
    spoiled, line = OFFENCES[contract]
    with (copy / spoiled).open("a") as file:
        file.write(f"\n{line}\n")
    result = lint(copy, only=contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout
