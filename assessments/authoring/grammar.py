"""Conditions as people write them: `C.STATUS = deputy_head and route in (scored, permission)`.

The same tree as the file's `when`, in a line of text. Atoms: a question's answer, `route`, `link >= 2`, `A >= 15`,
`P >= 40`, `activity_floor`. They are joined with `and` and `or`, which binds weaker, and grouped with parentheses.
`et`, `ou`, `dans` and `lien` are understood as well; what is written back is the English form, which is that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

_TOKEN = re.compile(r"\s*(>=|≥|=|[(),]|[^\s(),=≥>]+)")
_ALIKE = {"et": "and", "ou": "or", "dans": "in", "lien": "link", "≥": ">=", "nexus": "link"}
_MEASURES = {"link": "nexus", "A": "A_min", "P": "P_min"}
_JOINTS = {"and", "or", "in", ">=", "=", "(", ")", ","}
DEEPEST = 20  # parentheses within parentheses


class NotUnderstood(ValueError):
    """The text is no condition; the message says where it stops being one, in the current language."""


def write_condition(when: Any) -> str:
    """Return a raw condition as a line of text; empty when there is none or when it has another form."""
    try:
        return _written(when)
    except (AttributeError, KeyError, TypeError, ValueError):
        return ""


def _written(when: Mapping[str, Any], within: str = "") -> str:
    if "q" in when:
        return _listed(when["q"], when["in"])
    ((name, value),) = when.items()
    if name in ("all", "any"):
        text = (" and " if name == "all" else " or ").join(_written(part, name) for part in value)
        return f"({text})" if within else text
    if name == "route":
        return _listed("route", value)
    if name == "activity_floor":
        return "activity_floor"
    measure = next(word for word, key in _MEASURES.items() if key == name)
    return f"{measure} >= {value}"


def _listed(name: str, values: list[Any]) -> str:
    return f"{name} = {values[0]}" if len(values) == 1 else f"{name} in ({', '.join(map(str, values))})"


def read_condition(text: str) -> dict[str, Any]:
    """Return the raw condition that a line of text means. Raises NotUnderstood with the place where it stops."""
    reader = _Reader(text)
    condition = reader.either(0)
    reader.end()
    return condition


class _Reader:
    """Walks through the words of one condition, from left to right."""

    def __init__(self, text: str) -> None:
        self.words = [_ALIKE.get(word, word) for word in _TOKEN.findall(text)]
        if "".join(_TOKEN.findall(text)) != re.sub(r"\s+", "", text):
            raise NotUnderstood(_("“>” alone says nothing: write “>=”."))
        self.at = 0

    @property
    def word(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def take(self, *allowed: str) -> str:
        """The next word, which must be one of these."""
        if self.word not in allowed:
            self.stop(_("expected %(words)s") % {"words": _(" or ").join(f"“{word}”" for word in allowed)})
        return self.name()

    def name(self) -> str:
        word = self.word
        self.at += 1
        return word

    def stop(self, why: str) -> None:
        if not self.word:
            raise NotUnderstood(_("The condition ends too early: %(why)s.") % {"why": why})
        raise NotUnderstood(
            _("At word %(number)d, “%(word)s”: %(why)s.") % {"number": self.at + 1, "word": self.word, "why": why}
        )

    def end(self) -> None:
        if self.word:
            self.stop(_("expected “and”, “or” or the end"))

    def either(self, depth: int) -> dict[str, Any]:
        return self._joined("or", "any", lambda: self._joined("and", "all", lambda: self.atom(depth)))

    def _joined(self, joint: str, key: str, part: Any) -> dict[str, Any]:
        parts = [part()]
        while self.word == joint:
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else {key: parts}

    def atom(self, depth: int) -> dict[str, Any]:
        if depth > DEEPEST:
            self.stop(_("too many parentheses within each other"))
        if self.word == "(":
            self.at += 1
            inner = self.either(depth + 1)
            self.take(")")
            return inner
        if not self.word or self.word in _JOINTS:
            self.stop(_("expected a question, “route”, “link”, “A”, “P” or “activity_floor”"))
        name = self.name()
        if name == "activity_floor":
            return {"activity_floor": True}
        if name in _MEASURES:
            self.take(">=")
            return {_MEASURES[name]: self.number()}
        values = self.values()
        return {"route": values} if name == "route" else {"q": name, "in": values}

    def number(self) -> int:
        if not re.fullmatch(r"[0-9]{1,3}", self.word):
            self.stop(_("expected a whole number"))
        return int(self.name())

    def values(self) -> list[str]:
        if self.take("=", "in") == "=":
            return [self.value()]
        self.take("(")
        values = [self.value()]
        while self.take(",", ")") == ",":
            values.append(self.value())
        return values

    def value(self) -> str:
        if not self.word or self.word in _JOINTS:
            self.stop(_("expected the code of an answer or a route"))
        return self.name()
