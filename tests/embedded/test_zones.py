"""Time-zone rules come from the tzdata package, and stale ones keep the program from starting."""

import importlib.resources
import subprocess
import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest

from polact.embedded import zones
from polact.embedded.errors import StaleTimeZones


@pytest.fixture(autouse=True)
def packaged_again() -> Iterator[None]:
    yield
    zones.use_packaged_zones()


def test_reads_the_package_here_and_in_children() -> None:
    zones.use_packaged_zones()
    zones.check_zones()
    assert zoneinfo.TZPATH == ()
    child = "import zoneinfo; print(zoneinfo.TZPATH)"
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "()"


def test_refuses_rules_that_still_change_the_clocks_of_vancouver(tmp_path: Path) -> None:
    # Los Angeles keeps the rules that Vancouver had until 2026.
    old = importlib.resources.files("tzdata") / "zoneinfo" / "America" / "Los_Angeles"
    (tmp_path / "America").mkdir()
    (tmp_path / "America" / "Vancouver").write_bytes(old.read_bytes())
    zoneinfo.reset_tzpath(to=[tmp_path])
    zoneinfo.ZoneInfo.clear_cache()
    with pytest.raises(StaleTimeZones, match=r"out of date: they put America/Vancouver at another offset than -07:00"):
        zones.check_zones()
