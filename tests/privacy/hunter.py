"""Looks for marked words in every byte of every file below some folders."""

from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

MARK = b"qzcanary"  # all canaries begin so: one search finds any of them
BLOCK = 1 << 22


def canary(kind: str) -> str:
    """A word that stands nowhere else; in a text it is found again by its beginning."""
    return f"{MARK.decode()}{kind}{token_hex(8)}"


@dataclass
class Hunt:
    """What was found: the files, each with the first words found in it, and how much was searched."""

    found: dict[str, bytes] = field(default_factory=dict)
    files: int = 0
    searched: int = 0


def hunt(*folders: Path, words: tuple[bytes, ...] = (MARK,)) -> Hunt:
    """Search every file. Texts are found whole or in UTF-16, which is how some programs keep them."""
    wanted = [*words, *(word.decode().encode("utf-16-le") for word in words)]
    told = Hunt()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        told.files += 1
        told.searched += path.stat().st_size
        if hit := _first(path, wanted):
            told.found[str(path)] = hit
    return told


def _first(path: Path, wanted: list[bytes]) -> bytes:
    """The first of the words in a file, with what stands around it; empty when there is none."""
    kept = b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = kept + block
            for word in wanted:
                at = text.find(word)
                if at >= 0:
                    return text[max(0, at - 40) : at + 60]
            kept = text[-200:]
    return b""
