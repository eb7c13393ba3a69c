"""A newer rulebook in force, made from the published one: what tests of coming back compare with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from assessments import rulebook

VERSION = "0.9.0"
# "Prominent" begins higher, an audience weighs more, a question and an activity have gone and others have come.
CHANGES = (
    ("version: 0.1.0 ", f"version: {VERSION} "),
    ("A4, min: 65", "A4, min: 75"),
    ("code: a2, pts: 10", "code: a2, pts: 11"),
    ("M.DISC", "M.NOTE"),
    ("INF.LEARN", "INF.STUDY"),
)


@contextmanager
def newer_rulebook(directory: Path) -> Iterator[str]:
    """Publish a version above 0.1.0 for the block; give its version."""
    copies = directory / "rulebooks"
    copytree(rulebook.RULEBOOKS, copies)
    content = (copies / "0.1.0.yaml").read_text(encoding="utf-8")
    for old, new in CHANGES:
        assert old in content, old
        content = content.replace(old, new)
    (copies / f"{VERSION}.yaml").write_text(content, encoding="utf-8")
    before = rulebook.RULEBOOKS
    rulebook.RULEBOOKS = copies
    try:
        yield VERSION
    finally:
        rulebook.RULEBOOKS = before
