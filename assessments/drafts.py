"""Rulebooks that are proposed and not in force: the files in `rulebooks/drafts/`. Pure.

This is the one place that says what a draft is. A person names one by its `ref`; what is done with it is done with the
`Rulebook` that comes back, whatever it was kept in.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessments.rulebook import RULEBOOKS, UnknownRulebook, parse
from assessments.rulebook_parts import Rulebook

DRAFTS = RULEBOOKS / "drafts"  # `rulebook.versions` does not look below its own folder


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed rulebook. `content` are the bytes that its hash is of."""

    ref: str
    content: bytes

    @property
    def rulebook(self) -> Rulebook:
        """The draft, checked as a published version is. Raises InvalidRulebook."""
        return parse(self.content)


def drafts() -> tuple[Draft, ...]:
    """Return every draft, by name."""
    return tuple(Draft(path.stem, path.read_bytes()) for path in sorted(DRAFTS.glob("*.yaml")))


def draft(ref: str) -> Draft:
    """Return one draft. Raises UnknownRulebook when there is none of that name."""
    found = next((known for known in drafts() if known.ref == ref), None)
    if found is None:
        raise UnknownRulebook(f"There is no draft {ref!r}.")
    return found


def draft_rulebook(ref: str) -> Rulebook:
    """Return the rulebook of one draft. Raises UnknownRulebook, or InvalidRulebook when it does not pass the checks."""
    return draft(ref).rulebook
