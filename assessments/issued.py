"""Which versions of the rulebook there are: those shipped as files, and those published from the web as rows.

The rows are read once and remembered for half a minute in each process, so that an anonymous page costs no statement
most of the time and another process finds a new version within that time. What a version says never changes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import OperationalError

from assessments.models import PublishedRulebook
from assessments.plain_yaml import read_yaml
from assessments.rulebook_parts import Text

REMEMBERED_FOR = 30.0  # seconds
INDEX = "versions.yaml"


@dataclass(frozen=True, slots=True)
class Issue:
    """One version: from which day it takes effect, what changed with it, and whether it came with the product."""

    version: str
    effective_from: date
    note: Text
    content_hash: str = ""  # of rows; a shipped file's hash is that of its bytes
    shipped: bool = False


@dataclass(slots=True)
class _Memory:
    rows: tuple[Issue, ...] | None = None
    until: float = 0.0


_memory = _Memory()


def shipped(folder: Path, versions: tuple[str, ...]) -> tuple[Issue, ...]:
    """The versions that came with the product. One that the index does not tell of is in effect from the beginning."""
    index = folder / INDEX
    told = read_yaml(index.read_bytes()) if index.is_file() else {}
    return tuple(
        Issue(
            version=version,
            effective_from=date.fromisoformat(told[version]["effective_from"]) if version in told else date.min,
            note=Text(told[version]["en"], told[version]["fr"]) if version in told else Text("", ""),
            shipped=True,
        )
        for version in versions
    )


def published() -> tuple[Issue, ...]:
    """The versions that were published from the web; at most one statement in half a minute.

    While the database is away, what is remembered still holds.
    """
    if _memory.rows is None or time.monotonic() > _memory.until:
        try:
            rows = _read()
        except OperationalError:
            if _memory.rows is None:
                raise
            rows = _memory.rows
        remember(rows)
    assert _memory.rows is not None
    return _memory.rows


def _read() -> tuple[Issue, ...]:
    found = PublishedRulebook.objects.values_list("version", "effective_from", "note_en", "note_fr", "content_hash")
    return tuple(Issue(version, day, Text(en, fr), told) for version, day, en, fr, told in found)


def content_of(version: str) -> bytes:
    """The bytes of a version that was published from the web."""
    return bytes(PublishedRulebook.objects.values_list("content", flat=True).get(version=version))


def remember(rows: tuple[Issue, ...], seconds: float = REMEMBERED_FOR) -> None:
    """Take these rows as what is published, for so long."""
    _memory.rows, _memory.until = rows, time.monotonic() + seconds


def forget() -> None:
    """Look again the next time: called when the transaction that published a version has committed."""
    _memory.until = 0.0
