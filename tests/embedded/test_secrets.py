"""Drawn secrets are private, complete, and never replaced."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_draws_secrets_once_into_a_folder_of_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    call_command("draw_secrets", str(folder), verbosity=0)
    drawn = {path.name: path.read_text() for path in folder.iterdir()}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert drawn["database_url"].startswith("postgres://polact_app:")
    assert drawn["postgres_password"] in drawn["database_admin_url"]
    assert drawn["broker_url"].split(":")[2].split("@")[0] in drawn["broker_configuration"]
    with pytest.raises(CommandError, match="never replaced"):
        call_command("draw_secrets", str(folder), verbosity=0)
    assert drawn == {path.name: path.read_text() for path in folder.iterdir()}
