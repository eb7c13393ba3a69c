"""The words of passages: text with `{placeholders}` of a fixed grammar. Pure.

`{employee.name}` is replaced by a value, `{{` and `}}` are braces. Nothing else in braces is known, and a value is text:
braces in it mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

NAMES = (
    *("employee.name", "case.number", "case.subject", "activity.title", "organization.name", "author.name"),
    *("today", "planned.day"),
)
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]|[^{}]+")


class PassageError(ValueError):
    """A text that is not of the grammar: the message is for the person and names the place."""


@dataclass(frozen=True)
class Placeholder:
    name: str


def parse(text: str, known: Sequence[str] = NAMES) -> list[str | Placeholder]:
    """The pieces of a text with placeholders of these names. Raises PassageError for a brace that is not closed or opened, and for an unknown name."""
    pieces: list[str | Placeholder] = []
    for found in _PIECE.finditer(text):
        piece = found.group()
        if piece in ("{{", "}}"):
            pieces.append(piece[0])
        elif piece in ("{", "}"):
            raise PassageError(
                _("Line %(line)d, character %(column)d: this brace has no counterpart. Write it twice to show a brace.")
                % place_of(text, found.start())
            )
        elif found.group(1) is not None:
            pieces.append(_placeholder(text, found, known))
        else:
            pieces.append(piece)
    return pieces


def _placeholder(text: str, found: re.Match[str], known: Sequence[str]) -> Placeholder:
    name = found.group(1).strip()
    if name not in known:
        place = place_of(text, found.start())
        raise PassageError(
            _("Line %(line)d, character %(column)d: there is no placeholder “%(name)s”. Known are: %(known)s.")
            % {**place, "name": name, "known": ", ".join(f"{{{one}}}" for one in known)}
        )
    return Placeholder(name)


def place_of(text: str, at: int) -> dict[str, int]:
    """Line and character, both from 1."""
    before = text[:at]
    return {"line": before.count("\n") + 1, "column": at - (before.rfind("\n") + 1) + 1}


def names_in(text: str, known: Sequence[str] = NAMES) -> frozenset[str]:
    """The placeholders of a text. Raises as `parse` does."""
    return frozenset(piece.name for piece in parse(text, known) if isinstance(piece, Placeholder))


def fill(text: str, values: Mapping[str, str], known: Sequence[str] = NAMES) -> str:
    """The text with its values. An empty value leaves the placeholder's name in brackets, for the author to replace."""
    return "".join(
        piece if isinstance(piece, str) else values.get(piece.name) or f"[{piece.name}]" for piece in parse(text, known)
    )
