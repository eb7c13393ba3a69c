"""What a draft changes in the version that it is compared with, and which number the new version needs. Pure.

Words alone make a patch; a point, a line, a rule, anything added or dropped makes a minor version; another set of
levels makes a major one (model, section 4.9).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from assessments.authoring.grammar import write_condition
from assessments.authoring.parts import Part, Raw, parts_of

_WORDS = re.compile(r"^(option \S+ · |band \S+ · |)(en|fr|help_en|help_fr|note|basis|basis_fr|(en|fr) (title|next))$")
_LONGEST_MARKED = 2_000  # characters: longer texts are shown whole


class Weight(IntEnum):
    """How much a change is: it decides which of the three numbers of a version rises."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one part that is different. `before` is None for what was added, `after` for what was dropped."""

    part: Part
    field: str
    before: str | None
    after: str | None
    weight: Weight

    @property
    def marked(self) -> list[tuple[str, str]]:
        """The text with what was taken out and put in: pairs of "same", "out" or "in" and words."""
        before, after = self.before or "", self.after or ""
        if not _WORDS.match(self.field):
            return [pair for pair in (("out", before), ("in", after)) if pair[1]]
        if len(before) + len(after) > _LONGEST_MARKED or not (before and after):
            return [pair for pair in (("out", before), ("in", after)) if pair[1]]
        old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
        found = []
        for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if what == "equal":
                found.append(("same", "".join(old[a:b])))
                continue
            found += [pair for pair in (("out", "".join(old[a:b])), ("in", "".join(new[c:d]))) if pair[1]]
        return found


def differences(before: Raw, after: Raw) -> list[Change]:
    """Return every changed field, part by part in the order of the new file, dropped parts last."""
    old, new = dict(parts_of(before)), dict(parts_of(after))
    changes = list(_model(before, after))
    for part in [*new, *(part for part in old if part not in new)]:
        if old.get(part) != new.get(part):
            changes += _part(part, old.get(part), new.get(part))
    return [*changes, *_moved(before, after)]


def weight_of(changes: list[Change]) -> Weight:
    """The weight of the heaviest change."""
    return max((change.weight for change in changes), default=Weight.NONE)


def next_version(newest: str, weight: Weight) -> str:
    """The number of a version of such weight that follows `newest`."""
    major, minor, patch = map(int, newest.split("."))
    if weight == Weight.MAJOR:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if weight == Weight.MINOR else f"{major}.{minor}.{patch + 1}"


def _model(before: Raw, after: Raw) -> Iterator[Change]:
    for name, weight in (("status", Weight.PATCH), ("level_order", Weight.MAJOR)):
        old, new = before["model"].get(name), after["model"].get(name)
        if old != new:
            yield Change(Part("model", name), name, _said(old), _said(new), weight)


def _part(part: Part, old: Any, new: Any) -> list[Change]:
    was, now = _flat(part, old), _flat(part, new)
    whole = old is None or new is None
    return [
        Change(part, name, was.get(name), now.get(name), Weight.MINOR if whole else _weight(name, was, now))
        for name in dict.fromkeys([*was, *now])
        if was.get(name) != now.get(name)
    ]


def _weight(name: str, was: Mapping[str, str], now: Mapping[str, str]) -> Weight:
    """Words are a patch where the same option or band is there before and after."""
    if not _WORDS.match(name):
        return Weight.MINOR
    prefix = name.rpartition(" · ")[0]
    both = not prefix or all(any(key.startswith(f"{prefix} · ") for key in side) for side in (was, now))
    return Weight.PATCH if both else Weight.MINOR


def _flat(part: Part, value: Any) -> dict[str, str]:
    """A part as fields with texts: options and bands by their code."""
    if value is None:
        return {}
    if part.kind == "result":
        return {f"{language} {name}": str(text) for language in value for name, text in value[language].items()}
    if part.kind == "unsure":
        return {str(entry.get("q")): str(entry.get("adds")) for entry in value}
    if part == Part("model", "matrix"):
        return {code: " · ".join(map(str, row)) for code, row in value.items()}
    if isinstance(value, list):
        return dict(_entries(value, "band"))
    flat: dict[str, str] = {}
    for key, entry in value.items():
        if key == "options" and isinstance(entry, list):
            flat |= _entries(entry, "option")
        elif key != "code":
            flat[key] = write_condition(entry) if key == "when" else _said(entry)
    return flat


def _entries(entries: list[Any], word: str) -> Iterator[tuple[str, str]] | dict[str, str]:
    return {
        f"{word} {entry.get('code')} · {key}": _said(value)
        for entry in entries
        for key, value in entry.items()
        if key != "code"
    }


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _moved(before: Raw, after: Raw) -> Iterator[Change]:
    """Where the same entries stand in another order: the first of equal options is taken, so order is not nothing."""
    for section in ("groups", "activities", "questions", "floors"):
        old, new = _codes(before[section]), _codes(after[section])
        kept = set(old) & set(new)
        was, now = [code for code in old if code in kept], [code for code in new if code in kept]
        if was != now:
            yield Change(Part("order", section), "order", ", ".join(was), ", ".join(now), Weight.MINOR)


def _codes(entries: Any) -> list[str]:
    return [str(entry if isinstance(entry, str) else entry.get("code")) for entry in entries]
