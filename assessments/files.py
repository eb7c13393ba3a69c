"""Reads what the commands are given: a YAML or JSON file, or standard input for `-`."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from assessments.plain_yaml import NotReadable, read_yaml

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
