"""The sources that guidance may name: one file, `sources.yaml`, with a text and an address in each language. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assessments.plain_yaml import read_yaml
from polact.base.text import Text

FILE = Path(__file__).parent / "sources.yaml"


@dataclass(frozen=True)
class Source:
    """Where a statement comes from. `url` is empty in neither language: where only one is published, both lead there."""

    key: str
    text: Text
    url: Text


@cache
def sources() -> dict[str, Source]:
    """Every source by its key. Raises KeyError when an entry lacks a text or an address."""
    return {
        entry["key"]: Source(
            entry["key"],
            Text(en=entry["en"], fr=entry["fr"]),
            Text(en=entry["url"], fr=entry.get("url_fr", entry["url"])),
        )
        for entry in read_yaml(FILE.read_bytes())
    }
