"""Reads what the commands are given: a YAML or JSON file, or standard input for `-`; and the rulebook that they ask for."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError

from assessments import issued
from assessments.plain_yaml import NotReadable, read_yaml
from assessments.rulebook import current, load
from assessments.rulebook_parts import Rulebook
from polact.embedded import connections

WRONG_INPUT = 2  # exit code: the input is at fault, not the answer


def read_input(name: str) -> Any:
    """Return the content of a YAML or JSON file. Raises CommandError (exit code 2) when it cannot be read."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return read_yaml(content)
    except OSError as error:
        raise CommandError(f"Cannot read {name}: {error.strerror}.", returncode=WRONG_INPUT) from error
    except NotReadable as error:
        raise CommandError(f"{name}: {error}", returncode=WRONG_INPUT) from error


def rulebook_for_command(version: str | None) -> Rulebook:
    """Return a version, or the one in force. Raises UnknownRulebook and InvalidRulebook as `load` does.

    These commands also work where nothing was set up yet: without a database, or with an empty one, the versions that
    came with the product are all there are.
    """
    if connections.is_embedded() and not (connections.data_directory() / "postgres").exists():
        issued.remember(())
    try:
        return load(version) if version else current()
    except DatabaseError as error:
        sys.stderr.write(f"No database answers ({type(error).__name__}): only the versions shipped here are known.\n")
        issued.remember(())
        return load(version) if version else current()
