"""The virtual environment is made once, renewed when the requirements change, and refused with a sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.embedded.copies import PROJECT


def run(folder: Path, requirements: Path) -> list[str]:
    script = PROJECT / "polact" / "embedded" / "environment.py"
    done = subprocess.run([sys.executable, script, folder, requirements], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [line.split()[0] for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_makes_the_environment_once_and_installs_only_what_changed(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing\n")
    assert run(tmp_path / "venv", requirements) == ["making", "installing", "installed"]
    assert run(tmp_path / "venv", requirements) == []
    requirements.write_text("# still nothing\n")
    assert run(tmp_path / "venv", requirements) == ["installing", "installed"]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_asks_for_a_newer_python_in_one_sentence() -> None:
    done = subprocess.run(
        ["make", "environment", "SYSTEM_PYTHON="], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith("polact needs Python 3.11 or newer: install it, or name it")


def test_imports_nothing_but_the_standard_library_before_the_environment_is_ready() -> None:
    # -S leaves out every installed package; the settings import these before anything else.
    code = "import polact.embedded.connections, polact.embedded.zones, polact.embedded.postgres, polact.embedded.broker"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
