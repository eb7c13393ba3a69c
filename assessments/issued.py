"""Which versions of the rulebook there are: those shipped as files, and those published from the web as rows.

The rows are read once and remembered for half a minute in each process, so that an anonymous page costs no statement
most of the time and another process finds a new version within that time. What a version says never changes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from django.db import OperationalError

from assessments.models import PublishedRulebook
from assessments.plain_yaml import read_yaml
from assessments.rulebook_parts import Text

Row = TypeVar("Row")

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
class Memory(Generic[Row]):
    """Rows that are read at most once in half a minute; while the database is away, those that were read last hold."""

    read: Callable[[], tuple[Row, ...]]
    rows: tuple[Row, ...] | None = None
    until: float = 0.0

    def get(self) -> tuple[Row, ...]:
        if self.rows is None or time.monotonic() > self.until:
            try:
                rows = self.read()
            except OperationalError:
                if self.rows is None:
                    raise
                rows = self.rows
            self.keep(rows)
        assert self.rows is not None
        return self.rows

    def keep(self, rows: tuple[Row, ...], seconds: float = REMEMBERED_FOR) -> None:
        self.rows, self.until = rows, time.monotonic() + seconds


def shipped(folder: Path, versions: tuple[str, ...]) -> tuple[Issue, ...]:
    """The versions that came with the product. One that the index does not tell of is in effect from the beginning."""
    told = _index(folder / INDEX)
    return tuple(
        Issue(
            version=version,
            effective_from=date.fromisoformat(told[version]["effective_from"]) if version in told else date.min,
            note=Text(told[version]["en"], told[version]["fr"]) if version in told else Text("", ""),
            shipped=True,
        )
        for version in versions
    )


@lru_cache(maxsize=4)
def _index(path: Path) -> dict[str, dict[str, str]]:
    """What the index of the shipped versions tells; it changes with the product only."""
    return read_yaml(path.read_bytes()) if path.is_file() else {}


def published() -> tuple[Issue, ...]:
    """The versions that were published from the web; at most one statement in half a minute."""
    return _memory.get()


def _read() -> tuple[Issue, ...]:
    found = PublishedRulebook.objects.values_list("version", "effective_from", "note_en", "note_fr", "content_hash")
    return tuple(Issue(version, day, Text(en, fr), told) for version, day, en, fr, told in found)


_memory = Memory(_read)


def content_of(version: str) -> bytes:
    """The bytes of a version that was published from the web."""
    return bytes(PublishedRulebook.objects.values_list("content", flat=True).get(version=version))


def remember(rows: tuple[Issue, ...], seconds: float = REMEMBERED_FOR) -> None:
    """Take these rows as what is published, for so long."""
    _memory.keep(rows, seconds)


def forget() -> None:
    """Look again the next time: called when the transaction that published a version has committed."""
    _memory.until = 0.0
