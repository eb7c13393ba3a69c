"""The golden vectors: what a version of the rulebook gives for standard people, and at each of its rules. Pure.

Written once from a version, looked through by people and kept as `examples/golden-vectors.yaml`; the gate then shows
each of them whose result a draft changes. The positions are those of the model's section 5, each with answers that give
the points stated there; the two conducts are its two columns: off duty, not identifiable, near an election, seen
locally; and the same identifiable, known locally, critical and repeated. Version 0.1.0 then gives that table's counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.conditions import Answered, Linked
from assessments.evaluation import evaluate, facts, situation
from assessments.rulebook_parts import UNSURE, Activity, Floor, HardRule, Rulebook

# points, and the answers that differ from the first option of a position question
POSITIONS: Mapping[str, tuple[int, Mapping[str, str]]] = {
    "administrative": (0, {}),
    "call centre": (19, {"P.SERV": "s2", "P.ENF": "x1", "P.MAND": "m1"}),
    "border officer": (34, {"P.ENF": "x2", "P.SERV": "s2", "P.PUB": "b1", "P.AUTH": "u1"}),
    "policy analyst": (31, {"P.LEVEL": "l1", "P.INFL": "n2", "P.POL": "p1", "P.MAND": "m1"}),
    "director": (
        58,
        {"P.LEVEL": "l2", "P.INFL": "n2", "P.POL": "p1", "P.AUTH": "u1", "P.MAND": "m2", "P.SUP": "k2"},
    ),
    "director general": (
        87,
        {"P.LEVEL": "l3", "P.INFL": "n3", "P.POL": "p2", "P.AUTH": "u2", "P.MAND": "m1", "P.SUP": "k2"},
    ),
}
CONDUCTS: Mapping[str, Mapping[str, str]] = {
    "discreet": {"M.AUD": "a2", "M.TIME": "e2"},
    "exposed": {"M.AUD": "a2", "M.TIME": "e2", "M.IDENT": "i1", "M.COMM": "v1", "M.TONE": "t1", "M.FREQ": "f1"},
}
OWN_TIME = {"H.TIME": "own"}


@dataclass(frozen=True, slots=True)
class Item:
    """One situation whose result is watched. `stated` is the outcome that an example's source states, if it does."""

    id: str
    activity: str
    answers: Mapping[str, str]
    persona: str | None = None
    stated: str | None = None
    facts: str = field(default="", compare=False)


def golden_file(rulebook: Rulebook) -> dict[str, Any]:
    """Return the vectors of a version with their results, as they are kept."""
    return {
        "version": rulebook.version,
        "positions": {name: {"points": points, "answers": dict(given)} for name, (points, given) in POSITIONS.items()},
        "conducts": {name: dict(given) for name, given in CONDUCTS.items()},
        "results": {
            activity.code: {
                conduct: [
                    result_of(rulebook, activity.code, everyday_answers(rulebook, activity, position, conduct))
                    for position in POSITIONS
                ]
                for conduct in CONDUCTS
            }
            for activity in rulebook.listed_activities
            if activity.route == "scored"
        },
        "rules": [
            {"id": name, "activity": code, "answers": given, "result": result_of(rulebook, code, given)}
            for name, code, given in _rule_vectors(rulebook)
        ],
    }


def items_of(rulebook: Rulebook, kept: Mapping[str, Any]) -> Iterator[Item]:
    """Yield the vectors of a kept file; their answers are filled from the version that the file was written from."""
    for code in kept["results"]:
        for conduct in kept["conducts"]:
            for position in kept["positions"]:
                given = everyday_answers(rulebook, rulebook.activities[code], position, conduct)
                yield Item(f"{code} · {position} · {conduct}", code, given)
    for entry in kept["rules"]:
        yield Item(entry["id"], entry["activity"], entry["answers"])


def everyday_answers(rulebook: Rulebook, activity: Activity, position: str, conduct: str) -> dict[str, str]:
    """The answers of a person in one of POSITIONS who does the activity in one of CONDUCTS, off duty."""
    asked = [question for question in rulebook.asked(activity) if question.kind in ("A", "P", "N")]
    chosen = {**POSITIONS[position][1], **CONDUCTS[conduct]}
    return {question.code: chosen.get(question.code, question.options[0].code) for question in asked} | OWN_TIME


def result_of(rulebook: Rulebook, activity: str, answers: Mapping[str, str]) -> str:
    """The result or the range in one text: `MOD`, `LOW or MOD`."""
    return " or ".join(evaluate(rulebook, activity, answers).codes)


def _rule_vectors(rulebook: Rulebook) -> Iterator[tuple[str, str, dict[str, str]]]:
    """A situation for each way in which a hard rule decides or a floor lifts, and for each "not sure" that counts."""
    for rule in rulebook.hard_rules:
        for number, way in enumerate(rule.when.ways()):
            given = {atom.question: min(atom.options) for atom in way if isinstance(atom, Answered)}
            activity = _deciding(rulebook, rule, given)
            if activity:
                yield f"{rule.code} · way {number + 1}", activity, given
    for floor in rulebook.floors:
        for position in ("administrative", "director"):
            activity, given = _lifting(rulebook, floor, position)
            if activity:
                yield f"{floor.code} · {position}", activity, given
    for entry in rulebook.unsure:
        yield f"{entry.question} · not sure", "DIS.LAWN", {entry.question: UNSURE}


def _deciding(rulebook: Rulebook, rule: HardRule, given: Mapping[str, str]) -> str:
    for activity in rulebook.listed_activities:
        if evaluate(rulebook, activity.code, given).rules[:1] == (rule.code,):
            return activity.code
    return ""


def _lifting(rulebook: Rulebook, floor: Floor, position: str) -> tuple[str, dict[str, str]]:
    """The first activity that the floor lifts for a person in the position, with their answers; nothing when none."""
    for activity in rulebook.listed_activities:
        if activity.route != "scored":
            continue
        for way in floor.when.ways():
            given = everyday_answers(rulebook, activity, position, "discreet")
            for atom in way:
                if isinstance(atom, Answered) and atom.question in given:
                    given[atom.question] = min(atom.options)
                elif isinstance(atom, Linked):
                    question = rulebook.of_kind("N")[0]
                    given[question.code] = next(o.code for o in question.options if o.link >= atom.least)
            known = situation(rulebook, activity.code, given)
            used = [use for use in evaluate(rulebook, activity.code, given).floors if use.raises]
            if floor.when.holds(facts(rulebook, known, "low")) and floor.code in [use.code for use in used]:
                return activity.code, given
    return "", {}
