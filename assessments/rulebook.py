"""Loads a rulebook: one YAML file per version under `rulebooks/`, checked before it is used. Pure.

A version is a file; adding one touches nothing else. What is loaded stays in memory for the life of the process,
because a published file never changes: its content hash is stored with every result.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

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

RULEBOOKS = Path(__file__).parent / "rulebooks"
_VERSION = re.compile(r"\d+\.\d+\.\d+")


class UnknownRulebook(LookupError):
    """No rulebook of that version is published here."""


class InvalidRulebook(ValueError):
    """A rulebook cannot be used; `problems` are sentences that say why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def current() -> Rulebook:
    """Return the rulebook in force: the newest version that is published."""
    return load(versions()[-1])


def versions() -> tuple[str, ...]:
    """Return every published version, oldest first."""
    found = (path.stem for path in RULEBOOKS.glob("*.yaml"))
    return tuple(sorted(found, key=lambda version: tuple(map(int, version.split(".")))))


@lru_cache
def load(version: str) -> Rulebook:
    """Return the published rulebook of one version.

    Raises UnknownRulebook when there is none, InvalidRulebook when its file does not pass the checks or states another
    version than its name.
    """
    path = RULEBOOKS / f"{version}.yaml"
    if not _VERSION.fullmatch(version) or not path.is_file():
        raise UnknownRulebook(f"There is no rulebook {version!r}. Published: {', '.join(versions())}.")
    rulebook = parse(path.read_bytes())
    if rulebook.version != version:
        raise InvalidRulebook([f"the file {path.name} holds version {rulebook.version}"])
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
    assert isinstance(raw, dict)
    rulebook = _build(raw, hashlib.sha256(content).hexdigest())
    problems = meaning_problems(rulebook)
    if problems:
        raise InvalidRulebook(problems)
    return rulebook


def _build(raw: Mapping[str, Any], content_hash: str) -> Rulebook:
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
        when=_condition(entry["when"]),
        text=_text(entry),
        basis=_basis(entry),
    )


def _floor(entry: Mapping[str, Any]) -> Floor:
    at_least = None if entry["at_least"] == "activity" else entry["at_least"]
    return Floor(
        code=entry["code"],
        at_least=at_least,
        when=_condition(entry["when"]),
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


def _condition(when: Mapping[str, Any]) -> Condition:
    if "q" in when:
        return Answered(question=when["q"], options=frozenset(when["in"]))
    ((name, value),) = when.items()
    if name in ("all", "any"):
        parts = tuple(_condition(part) for part in value)
        return AllOf(parts) if name == "all" else AnyOf(parts)
    if name == "route":
        return OnRoute(frozenset(value))
    if name == "activity_floor":
        return ActivityHasFloor()
    if name == "nexus":
        return Linked(value)
    return ExposureFrom(value) if name == "A_min" else PositionFrom(value)
