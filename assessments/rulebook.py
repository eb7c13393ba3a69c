"""Loads a rulebook: a version is a file, checked before it is used.

The file lies under `rulebooks/` when it came with the product, or is a row when it was published from the web
(`issued`). What is loaded stays in memory for the life of the process, because a published file never changes: its
content hash is stored with every result. Building a rulebook from its file is pure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from assessments.conditions import (
    ActivityHasFloor,
    AllOf,
    Answered,
    AnyOf,
    Condition,
    ExposureFrom,
    Linked,
    OnRoute,
    PositionFrom,
)
from assessments.issued import Issue, content_of, published, shipped
from assessments.plain_yaml import NotReadable, read_yaml
from assessments.rulebook_checks import meaning_problems, shape_problems
from assessments.rulebook_parts import (
    RATINGS,
    Activity,
    Band,
    Floor,
    HardRule,
    Option,
    Question,
    ResultText,
    Rulebook,
    Text,
    UnsureAnswer,
)
from assessments.rulebook_problems import Problem
from polact.base import clock

RULEBOOKS = Path(__file__).parent / "rulebooks"
_VERSION = re.compile(r"\d+\.\d+\.\d+")


class UnknownRulebook(LookupError):
    """No rulebook of that version is published here."""


class InvalidRulebook(ValueError):
    """A rulebook cannot be used; `problems` are sentences that say why."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)


def current(on: date | None = None) -> Rulebook:
    """Return the rulebook in force on a day: the newest version that has taken effect by then.

    Without a day it is today where the Commission sits; that form is for the edge (views, commands), operations give
    the day. Before anything has taken effect the oldest version holds, so that there always is one.
    """
    return load(version_on(on or clock.local_date(clock.now())))


def version_on(day: date) -> str:
    """Return the version in force on a day, without reading it."""
    known = issues()
    in_effect = [issue for issue in known if issue.effective_from <= day]
    return (in_effect or known[:1])[-1].version


def issues() -> tuple[Issue, ...]:
    """Return what is known of every version, oldest first: those shipped, and those published from the web."""
    files = tuple(path.stem for path in RULEBOOKS.glob("*.yaml") if _VERSION.fullmatch(path.stem))
    found = {issue.version: issue for issue in (*published(), *shipped(RULEBOOKS, files))}
    return tuple(sorted(found.values(), key=lambda issue: version_key(issue.version)))


def versions() -> tuple[str, ...]:
    """Return every published version, oldest first."""
    return tuple(issue.version for issue in issues())


def version_key(version: str) -> tuple[int, ...]:
    """The three numbers of a semantic version, to sort by."""
    return tuple(map(int, version.split(".")))


def load(version: str) -> Rulebook:
    """Return the published rulebook of one version.

    Raises UnknownRulebook when there is none, InvalidRulebook when its file does not pass the checks or states another
    version than its name.
    """
    if _VERSION.fullmatch(version):
        path = RULEBOOKS / f"{version}.yaml"
        if path.is_file():
            return _shipped(path)
        for issue in published():
            if issue.version == version:
                return _from_row(version, issue.content_hash)
    raise UnknownRulebook(f"There is no rulebook {version!r}. Published: {', '.join(versions())}.")


def file_of(version: str) -> bytes:
    """Return the bytes of a published version's file. Raises UnknownRulebook when there is none."""
    path = RULEBOOKS / f"{version}.yaml"
    if _VERSION.fullmatch(version) and path.is_file():
        return path.read_bytes()
    if version not in versions():
        raise UnknownRulebook(f"There is no rulebook {version!r}. Published: {', '.join(versions())}.")
    return content_of(version)


@lru_cache(maxsize=16)
def raw_of(version: str) -> dict[str, Any]:
    """Return a published version's file as it is read. It is shared: whoever changes it makes a copy first."""
    raw: dict[str, Any] = read_yaml(file_of(version))
    return raw


@lru_cache
def _shipped(path: Path) -> Rulebook:
    return _named(path.stem, path.read_bytes())


@lru_cache(maxsize=32)
def _from_row(version: str, content_hash: str) -> Rulebook:
    return _named(version, content_of(version))


def _named(version: str, content: bytes) -> Rulebook:
    rulebook = parse(content)
    if rulebook.version != version:
        raise InvalidRulebook([f"the file of version {version} holds version {rulebook.version}"])
    return rulebook


def parse(content: bytes) -> Rulebook:
    """Return the rulebook that a file's bytes hold, checked. Raises InvalidRulebook with every problem found."""
    try:
        raw = read_yaml(content)
    except NotReadable as error:
        raise InvalidRulebook([str(error)]) from error
    problems = shape_problems(raw)
    if problems:
        raise InvalidRulebook(problems)
    rulebook = build(raw, hashlib.sha256(content).hexdigest())
    problems = meaning_problems(rulebook)
    if problems:
        raise InvalidRulebook(problems)
    return rulebook


def problems_of(raw: object) -> list[Problem]:
    """Return every problem of what a file holds, without raising; an empty list when it can be used."""
    return shape_problems(raw) or meaning_problems(build(cast(dict[str, Any], raw), ""))


def build(raw: Mapping[str, Any], content_hash: str) -> Rulebook:
    """Make the rulebook of a well-formed raw file: one without `shape_problems`."""
    model = raw["model"]
    formula = model["exposure_formula"]
    return Rulebook(
        version=model["version"],
        content_hash=content_hash,
        status=model["status"],
        formula=(formula[RATINGS[0]], formula[RATINGS[1]], formula[RATINGS[2]], formula[RATINGS[3]]),
        exposure_bands=tuple(map(_band, model["exposure_bands"])),
        position_bands=tuple(map(_band, model["position_bands"])),
        matrix={code: tuple(row) for code, row in model["matrix"].items()},
        level_order=tuple(model["level_order"]),
        groups={code: _text(entry) for code, entry in raw["groups"].items()},
        activities={entry["code"]: _activity(entry) for entry in raw["activities"]},
        questions={entry["code"]: _question(entry) for entry in raw["questions"]},
        hard_rules=tuple(sorted(map(_rule, raw["hard_rules"]), key=lambda rule: rule.order)),
        unsure=tuple(UnsureAnswer(entry["q"], entry["adds"]) for entry in raw["unsure"]),
        floors=tuple(map(_floor, raw["floors"])),
        results={code: _result(entry) for code, entry in raw["results"].items()},
        disclaimer=_text(raw["disclaimer"]),
    )


def _text(entry: Mapping[str, Any], prefix: str = "") -> Text:
    return Text(en=entry[f"{prefix}en"], fr=entry[f"{prefix}fr"])


def _band(entry: Mapping[str, Any]) -> Band:
    return Band(code=entry["code"], least=entry["min"], text=_text(entry))


def _activity(entry: Mapping[str, Any]) -> Activity:
    reach, closeness, initiative, record = entry["rcip"]
    return Activity(
        code=entry["code"],
        group=entry["code"].split(".")[0],
        route=entry["route"],
        ratings=(reach, closeness, initiative, record),
        asks=tuple(entry["asks"]),
        floor=entry.get("floor"),
        text=_text(entry),
        note=entry.get("note", ""),
    )


def _question(entry: Mapping[str, Any]) -> Question:
    return Question(
        code=entry["code"],
        kind=entry["kind"],
        bears_on=entry.get("bears_on"),
        changeable=entry.get("changeable", False),
        text=_text(entry),
        help=_text(entry, "help_") if "help_en" in entry else None,
        options=tuple(
            Option(code=option["code"], points=option.get("pts", 0), link=option.get("n", 0), text=_text(option))
            for option in entry["options"]
        ),
    )


def _rule(entry: Mapping[str, Any]) -> HardRule:
    return HardRule(
        code=entry["code"],
        order=entry["order"],
        result=entry["result"],
        when=condition_of(entry["when"]),
        text=_text(entry),
        basis=_basis(entry),
    )


def _floor(entry: Mapping[str, Any]) -> Floor:
    at_least = None if entry["at_least"] == "activity" else entry["at_least"]
    return Floor(
        code=entry["code"],
        at_least=at_least,
        when=condition_of(entry["when"]),
        text=_text(entry),
        basis=_basis(entry) if "basis" in entry else None,
    )


def _basis(entry: Mapping[str, Any]) -> Text:
    """The source of a rule; in English for both when the file names it in one language only."""
    return Text(en=entry["basis"], fr=entry.get("basis_fr", entry["basis"]))


def _result(entry: Mapping[str, Any]) -> ResultText:
    return ResultText(
        title=Text(en=entry["en"]["title"], fr=entry["fr"]["title"]),
        next_step=Text(en=entry["en"]["next"], fr=entry["fr"]["next"]),
    )


def condition_of(when: Mapping[str, Any]) -> Condition:
    """Make the condition that a well-formed raw `when` means."""
    if "q" in when:
        return Answered(question=when["q"], options=frozenset(when["in"]))
    ((name, value),) = when.items()
    if name in ("all", "any"):
        parts = tuple(condition_of(part) for part in value)
        return AllOf(parts) if name == "all" else AnyOf(parts)
    if name == "route":
        return OnRoute(frozenset(value))
    if name == "activity_floor":
        return ActivityHasFloor()
    if name == "nexus":
        return Linked(value)
    return ExposureFrom(value) if name == "A_min" else PositionFrom(value)
