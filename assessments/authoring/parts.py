"""The parts of a rulebook's file that are edited one at a time: how to find, replace, add and drop one. Pure.

A part has a kind and a code: `Part("activity", "SOC.POST")`, `Part("model", "matrix")`. What is read and replaced is the
raw value as it stands in the file.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

SECTIONS = ("model", "groups", "activities", "questions", "hard_rules", "unsure", "floors", "results", "disclaimer")
LISTED = {"activity": "activities", "question": "questions", "rule": "hard_rules", "floor": "floors"}
MAPPED = {"group": "groups", "result": "results"}
MODEL = ("exposure_formula", "exposure_bands", "position_bands", "matrix")
KINDS = (*LISTED, *MAPPED, "disclaimer", "unsure", "model")
ADDABLE = ("activity", "question", "rule", "floor", "group")

Raw = dict[str, Any]


class Part(NamedTuple):
    """One part by its kind and its code; the disclaimer and the doubts have no code."""

    kind: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.code}".strip()


class UnknownPart(LookupError):
    """The file has no such part."""


def parts_of(raw: Raw) -> Iterator[tuple[Part, Any]]:
    """Yield every part with its value, in the order of the file."""
    for name in MODEL:
        yield Part("model", name), raw["model"].get(name)
    for kind, section in (("group", "groups"), *LISTED.items(), ("result", "results")):
        entries = raw[section]
        if isinstance(entries, dict):
            yield from ((Part(kind, str(code)), value) for code, value in entries.items())
        else:
            yield from ((Part(kind, str(entry.get("code"))), entry) for entry in entries)
    yield Part("unsure"), raw["unsure"]
    yield Part("disclaimer"), raw["disclaimer"]


def part_of(raw: Raw, part: Part) -> Any:
    """Return the value of a part. Raises UnknownPart when the file has none."""
    kind, code = part
    if kind in LISTED:
        for entry in raw[LISTED[kind]]:
            if entry.get("code") == code:
                return entry
    elif kind in MAPPED and code in raw[MAPPED[kind]]:
        return raw[MAPPED[kind]][code]
    elif kind == "model" and code in MODEL:
        return raw["model"][code]
    elif kind in ("unsure", "disclaimer") and not code:
        return raw[kind]
    raise UnknownPart(str(part))


def has_part(raw: Raw, part: Part) -> bool:
    """Whether the file has the part."""
    try:
        part_of(raw, part)
    except UnknownPart:
        return False
    return True


def with_part(raw: Raw, part: Part, value: Any) -> Raw:
    """Return a copy of the file with the part replaced, or added at the end of its section (of its group)."""
    changed = copy.deepcopy(raw)
    kind, code = part
    if kind in LISTED:
        entries = changed[LISTED[kind]]
        places = [index for index, entry in enumerate(entries) if entry.get("code") == code]
        if places:
            entries[places[0]] = value
        else:
            entries.insert(_place_for(entries, code), value)
    elif kind in MAPPED:
        changed[MAPPED[kind]][code] = value
    elif kind == "model":
        changed["model"][code] = value
    else:
        changed[kind] = value
    return changed


def without_part(raw: Raw, part: Part) -> Raw:
    """Return a copy of the file without the part. Raises UnknownPart when it has none."""
    part_of(raw, part)
    changed = copy.deepcopy(raw)
    kind, code = part
    if kind in LISTED:
        changed[LISTED[kind]] = [entry for entry in changed[LISTED[kind]] if entry.get("code") != code]
    elif kind in MAPPED:
        del changed[MAPPED[kind]][code]
    else:
        raise UnknownPart(f"{part} cannot be dropped")
    return changed


def _place_for(entries: list[dict[str, Any]], code: str) -> int:
    """After the last entry of the same family (`SOC.` among activities), or at the end."""
    family = code.partition(".")[0] + "."
    same = [index for index, entry in enumerate(entries) if str(entry.get("code")).startswith(family)]
    return same[-1] + 1 if same else len(entries)


def stamp(value: Any) -> str:
    """A short mark of a part's value as somebody saw it: another value has another mark; of nothing it is empty."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()[:16]
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:16]


def with_version(raw: Mapping[str, Any], version: str) -> Raw:
    """Return the file under another version number."""
    return {**raw, "model": {**raw["model"], "version": version}}
