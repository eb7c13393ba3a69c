"""Writes a rulebook as its file: one line per entry, in the order of the sections, so that two versions compare. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from assessments.authoring.parts import SECTIONS

_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_HEAD = (
    "# Self-assessment rulebook, version {version}. Written by polact from a draft that was edited there.\n"
    "# What it means and how it is evaluated: docs/decisions/0003-assessment-engine.md\n"
)


class _Line(dict[str, Any]):
    """A mapping that is written on one line."""


class _Row(list[Any]):
    """A list that is written on one line."""


class _Dumper(_Base):
    """Never refers back to an entry that was written before, and never breaks a line."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    _Line, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
_Dumper.add_representer(
    _Row, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def write_rulebook(raw: Mapping[str, Any]) -> bytes:
    """Return the bytes of the file that holds what `raw` says: reading them gives `raw` again."""
    head = _HEAD.format(version=raw["model"].get("version", "?"))
    ordered = [name for name in SECTIONS if name in raw] + [name for name in raw if name not in SECTIONS]
    sections = [_dumped({name: _laid_out(name, raw[name])}) for name in ordered]
    return (head + "\n".join(sections)).encode()


def _dumped(section: Mapping[str, Any]) -> str:
    text: str = yaml.dump(
        dict(section), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=100_000
    )
    return text


def _laid_out(name: str, value: Any) -> Any:
    """Short entries on one line; questions, results and the model's parts spread out."""
    if name == "questions":
        return [_question(entry) for entry in value]
    if name == "model":
        return {key: _spread(part) for key, part in value.items()}
    if name == "results":
        return {code: {key: _line(words) for key, words in entry.items()} for code, entry in value.items()}
    if name in ("disclaimer", "contact"):
        return value
    if isinstance(value, list):
        return [_line(entry) for entry in value]
    return {code: _line(entry) for code, entry in value.items()}


def _question(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _spread(part) for key, part in entry.items()}


def _spread(part: Any) -> Any:
    if isinstance(part, list) and any(isinstance(entry, dict) for entry in part):
        return [_line(entry) for entry in part]
    if isinstance(part, dict) and any(isinstance(entry, list) for entry in part.values()):
        return {key: _line(entry) for key, entry in part.items()}
    return _line(part)


def _line(value: Any) -> Any:
    if isinstance(value, dict):
        return _Line({key: _line(entry) for key, entry in value.items()})
    return _Row([_line(entry) for entry in value]) if isinstance(value, list) else value


def write_overlay(own: Mapping[str, Any]) -> bytes:
    """Return the bytes of an organization's own rules, an entry a line; the same rules give the same bytes."""
    return _dumped({name: _laid_out(name, own[name]) for name in ("rules", "floors", "help", "contact")}).encode()
