"""What must be true of a rulebook before anybody is assessed by it. Pure.

Two passes. `shape_problems` reads the raw YAML and says what is missing, of the wrong type, in one language only or
unknown by name. `meaning_problems` reads the built rulebook and proves that its rules can work: bands in order,
matrix complete, every rule and floor reachable, no floor that stops applying when points rise.
Both return problems (`rulebook_problems`), all of them at once, so that an author mends a file in one go.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assessments.conditions import ActivityHasFloor, Answered, Atom, Facts, OnRoute, answer_atoms
from assessments.rulebook_parts import (
    BEARINGS,
    KINDS,
    LANGUAGES,
    OPEN,
    RATINGS,
    RESULTS,
    ROUTES,
    TOP,
    UNSURE,
    Activity,
    Band,
    Floor,
    HardRule,
    Rulebook,
)
from assessments.rulebook_problems import Problem

_SECTIONS = {
    "model": dict,
    "groups": dict,
    "activities": list,
    "questions": list,
    "hard_rules": list,
    "unsure": list,
    "floors": list,
    "results": dict,
    "disclaimer": dict,
}
_LIST_SECTIONS_WITH_CODES = ("activities", "questions", "hard_rules", "floors")
_LEAF_ATOMS = {"route", "nexus", "A_min", "P_min", "activity_floor"}


def shape_problems(raw: object) -> list[Problem]:
    """Return what is wrong with the form of a parsed rulebook file; an empty list when it can be built."""
    if not isinstance(raw, dict):
        return [Problem("", "not_a_mapping")]
    missing = [
        Problem(name, "section_missing", form=kind.__name__)
        for name, kind in _SECTIONS.items()
        if not isinstance(raw.get(name), kind)
    ]
    missing += [Problem(str(name), "section_unknown") for name in raw if name not in _SECTIONS]
    for name in (*_LIST_SECTIONS_WITH_CODES, "unsure"):
        entries = raw.get(name)
        if isinstance(entries, list) and not all(isinstance(entry, dict) for entry in entries):
            missing.append(Problem(name, "entry_not_a_mapping"))
    if missing:
        return missing
    return [
        *_model(raw["model"]),
        *_codes_unique(raw),
        *_groups(raw["groups"]),
        *_activities(raw),
        *_questions(raw["questions"]),
        *_rules(raw),
        *_floors(raw),
        *_unsure(raw),
        *_results(raw["results"]),
        *_both_languages(raw["disclaimer"], "disclaimer"),
    ]


def _both_languages(entry: Mapping[str, Any], where: str, prefix: str = "") -> Iterator[Problem]:
    for language in LANGUAGES:
        words = entry.get(f"{prefix}{language}")
        if not isinstance(words, str) or not words.strip():
            yield Problem(where, "no_text", language=f"{prefix}{language}")


def _one_of(value: object, allowed: Iterable[object], where: str, what: str) -> Iterator[Problem]:
    if value not in list(allowed):
        yield Problem(where, "unknown", what=what, value=repr(value))


def _is_count(value: object, most: int | None = None) -> bool:
    return type(value) is int and value >= 0 and (most is None or value <= most)


def _model(model: Mapping[str, Any]) -> Iterator[Problem]:
    for name in ("version", "status"):
        if not isinstance(model.get(name), str):
            yield Problem(f"model.{name}", "not_a_text")
    formula = model.get("exposure_formula")
    if not isinstance(formula, dict) or set(formula) != set(RATINGS) or not all(map(_is_count, formula.values())):
        yield Problem("model.exposure_formula", "formula", names=", ".join(RATINGS))
    levels = model.get("level_order")
    if not isinstance(levels, list) or not levels or not set(map(str, levels)) <= set(RESULTS) - {OPEN}:
        yield Problem("model.level_order", "levels")
    for axis in ("exposure_bands", "position_bands"):
        yield from _bands(model.get(axis), f"model.{axis}")
    if not isinstance(model.get("matrix"), dict) or not all(isinstance(r, list) for r in model["matrix"].values()):
        yield Problem("model.matrix", "matrix_lists")


def _bands(bands: object, where: str) -> Iterator[Problem]:
    if not isinstance(bands, list) or not bands or not all(isinstance(band, dict) for band in bands):
        yield Problem(where, "bands")
        return
    for number, band in enumerate(bands):
        if not isinstance(band.get("code"), str) or not _is_count(band.get("min"), TOP):
            yield Problem(f"{where}[{number}]", "band", most=TOP)
        yield from _both_languages(band, f"{where}[{number}]")


def _codes_unique(raw: Mapping[str, Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for section in _LIST_SECTIONS_WITH_CODES:
        for entry in raw[section]:
            code = entry.get("code")
            if not isinstance(code, str) or not code:
                yield Problem(section, "no_code")
            elif code in seen:
                yield Problem(section, "code_twice", code=code)
            else:
                seen.add(code)


def _groups(groups: Mapping[str, Any]) -> Iterator[Problem]:
    for code, words in groups.items():
        yield from _both_languages(words if isinstance(words, dict) else {}, f"group {code}")


def _activities(raw: Mapping[str, Any]) -> Iterator[Problem]:
    kinds = {question.get("code"): question.get("kind") for question in raw["questions"]}
    levels = raw["model"].get("level_order") or []
    for entry in raw["activities"]:
        code = str(entry.get("code"))
        where = f"activity {code}"
        yield from _both_languages(entry, where)
        yield from _one_of(entry.get("route"), ROUTES, where, "route")
        yield from _one_of(code.split(".")[0], raw["groups"], where, "group")
        if entry.get("floor") is not None:
            yield from _one_of(entry["floor"], levels, where, "floor")
        ratings = entry.get("rcip")
        if not isinstance(ratings, list) or len(ratings) != len(RATINGS) or not all(_is_count(r, 3) for r in ratings):
            yield Problem(where, "ratings")
        asks = entry.get("asks")
        if not isinstance(asks, list) or len(set(map(str, asks))) != len(asks):
            yield Problem(where, "asks")
            continue
        yield from (Problem(where, "asks_unknown", value=repr(ask)) for ask in asks if kinds.get(ask) != "A")


def _questions(questions: list[dict[str, Any]]) -> Iterator[Problem]:
    for entry in questions:
        where = f"question {entry.get('code')}"
        kind = entry.get("kind")
        yield from _both_languages(entry, where)
        yield from _one_of(kind, KINDS, where, "kind")
        if "help_en" in entry or "help_fr" in entry:
            yield from _both_languages(entry, where, prefix="help_")
        if kind in ("A", "P", "N"):
            yield from _one_of(entry.get("bears_on"), BEARINGS, where, "bears_on")
        if not isinstance(entry.get("changeable", False), bool):
            yield Problem(where, "changeable")
        yield from _options(entry.get("options"), str(kind), where)


def _options(options: object, kind: str, where: str) -> Iterator[Problem]:
    if not isinstance(options, list) or len(options) < 2 or not all(isinstance(option, dict) for option in options):
        yield Problem(where, "few_options")
        return
    codes = [option.get("code") for option in options]
    if not all(isinstance(code, str) and code for code in codes) or len(set(codes)) != len(codes):
        yield Problem(where, "option_codes")
    measure = {"A": "pts", "P": "pts", "N": "n"}.get(kind)
    for option in options:
        yield from _both_languages(option, f"{where}, option {option.get('code')}")
        if measure and not _is_count(option.get(measure), 2 if measure == "n" else TOP):
            yield Problem(f"{where}, option {option.get('code')}", "measure", measure=measure)
        if {"pts", "n"} & set(option) - {measure}:
            yield Problem(f"{where}, option {option.get('code')}", "pointless")


def _rules(raw: Mapping[str, Any]) -> Iterator[Problem]:
    orders = [entry.get("order") for entry in raw["hard_rules"]]
    if len(set(map(str, orders))) != len(orders) or not all(map(_is_count, orders)):
        yield Problem("hard_rules", "orders")
    for entry in raw["hard_rules"]:
        where = f"rule {entry.get('code')}"
        yield from _both_languages(entry, where)
        yield from _one_of(entry.get("result"), set(RESULTS) - {OPEN}, where, "result")
        if not isinstance(entry.get("basis"), str) or not entry["basis"].strip():
            yield Problem(where, "no_basis")
        yield from _condition(entry.get("when"), raw, where)


def _floors(raw: Mapping[str, Any]) -> Iterator[Problem]:
    for entry in raw["floors"]:
        where = f"floor {entry.get('code')}"
        yield from _both_languages(entry, where)
        levels = [*(raw["model"].get("level_order") or []), "activity"]
        yield from _one_of(entry.get("at_least"), levels, where, "level")
        yield from _condition(entry.get("when"), raw, where)


def _condition(when: object, raw: Mapping[str, Any], where: str) -> Iterator[Problem]:
    if not isinstance(when, dict) or not when:
        yield Problem(where, "no_condition")
    elif set(when) in ({"all"}, {"any"}):
        parts = next(iter(when.values()))
        if not isinstance(parts, list) or not parts:
            yield Problem(where, "empty_condition")
            return
        for part in parts:
            yield from _condition(part, raw, where)
    elif set(when) == {"q", "in"}:
        yield from _answer_atom(when, raw, where)
    elif len(when) == 1 and set(when) <= _LEAF_ATOMS:
        yield from _leaf_atom(*next(iter(when.items())), where)
    else:
        yield Problem(where, "unknown_condition", names=sorted(map(str, when)))


def _answer_atom(when: Mapping[str, Any], raw: Mapping[str, Any], where: str) -> Iterator[Problem]:
    question = next((entry for entry in raw["questions"] if entry.get("code") == when["q"]), None)
    if question is None:
        yield Problem(where, "unknown_question", value=repr(when["q"]))
        return
    if not isinstance(when["in"], list) or not when["in"]:
        yield Problem(where, "no_option", question=when["q"])
        return
    known = [option.get("code") for option in question.get("options") or [] if isinstance(option, dict)]
    yield from (
        Problem(where, "unknown_option", value=repr(option), question=when["q"])
        for option in when["in"]
        if option not in known
    )


def _leaf_atom(name: str, value: object, where: str) -> Iterator[Problem]:
    if name == "route":
        if not isinstance(value, list) or not value or not set(map(str, value)) <= set(ROUTES):
            yield Problem(where, "unknown_route", value=repr(value))
    elif name == "activity_floor":
        if value is not True:
            yield Problem(where, "only_true")
    elif not _is_count(value, 2 if name == "nexus" else TOP):
        yield Problem(where, "atom_number", name=name)


def _unsure(raw: Mapping[str, Any]) -> Iterator[Problem]:
    offered = {
        entry.get("code"): [option.get("code") for option in entry.get("options") or [] if isinstance(option, dict)]
        for entry in raw["questions"]
    }
    for entry in raw["unsure"]:
        if UNSURE not in offered.get(entry.get("q"), []):
            yield Problem("unsure", "unsure_question", value=repr(entry.get("q")))
        yield from _one_of(entry.get("adds"), set(RESULTS) - {OPEN}, f"unsure {entry.get('q')}", "result")


def _results(results: Mapping[str, Any]) -> Iterator[Problem]:
    yield from (Problem("results", "result_missing", code=code) for code in RESULTS if code not in results)
    yield from (Problem("results", "result_unknown", code=code) for code in results if code not in RESULTS)
    for code, entry in results.items():
        for language in LANGUAGES:
            words = entry.get(language) if isinstance(entry, dict) else None
            words = words if isinstance(words, dict) else {}
            for name in ("title", "next"):
                if not isinstance(words.get(name), str) or not words[name].strip():
                    yield Problem(f"result {code}", "no_words", name=name, language=language)


def meaning_problems(rulebook: Rulebook) -> list[Problem]:
    """Return what a well-formed rulebook says that cannot work; an empty list when it can be used."""
    return [
        *_bands_in_order(rulebook.exposure_bands, "exposure_bands"),
        *_bands_in_order(rulebook.position_bands, "position_bands"),
        *_matrix_complete(rulebook),
        *_unscored_activities_decided(rulebook),
        *_rules_reachable(rulebook),
        *_floors_reachable(rulebook),
        *_floors_rise_with_points(rulebook),
    ]


def _bands_in_order(bands: tuple[Band, ...], where: str) -> Iterator[Problem]:
    starts = [band.least for band in bands]
    if starts[0] != 0 or any(later <= earlier for earlier, later in itertools.pairwise(starts)):
        yield Problem(f"model.{where}", "bands_order")
    if len({band.code for band in bands}) != len(bands):
        yield Problem(f"model.{where}", "band_twice")


def _matrix_complete(rulebook: Rulebook) -> Iterator[Problem]:
    if set(rulebook.matrix) != {band.code for band in rulebook.exposure_bands}:
        yield Problem("model.matrix", "matrix_rows")
        return
    rows = [rulebook.matrix[band.code] for band in rulebook.exposure_bands]
    if any(len(row) != len(rulebook.position_bands) or not set(row) <= set(rulebook.level_order) for row in rows):
        yield Problem("model.matrix", "matrix_cells")
        return
    ranks = [[rulebook.level_order.index(level) for level in row] for row in rows]
    columns = [list(column) for column in zip(*ranks, strict=True)]
    if any(line != sorted(line) for line in ranks + columns):
        yield Problem("model.matrix", "matrix_falls")


def _unscored_activities_decided(rulebook: Rulebook) -> Iterator[Problem]:
    for activity in rulebook.activities.values():
        facts = Facts(route=activity.route, answers={})
        if activity.route != "scored" and not any(rule.when.holds(facts) for rule in rulebook.hard_rules):
            yield Problem(f"activity {activity.code}", "undecided", route=activity.route)


def _rules_reachable(rulebook: Rulebook) -> Iterator[Problem]:
    for rule in rulebook.hard_rules:
        if not any(_fires(rulebook, rule, activity) for activity in rulebook.activities.values()):
            yield Problem(f"rule {rule.code}", "rule_unreachable")


def _fires(rulebook: Rulebook, rule: HardRule, activity: Activity) -> bool:
    return any(_witness(rulebook, activity, way, rule) is not None for way in rule.when.ways())


def _floors_reachable(rulebook: Rulebook) -> Iterator[Problem]:
    for floor in rulebook.floors:
        candidates = (a for a in rulebook.activities.values() if a.route == "scored")
        if not any(_witness(rulebook, activity, way, floor) for activity in candidates for way in floor.when.ways()):
            yield Problem(f"floor {floor.code}", "floor_unreachable")


def _witness(
    rulebook: Rulebook, activity: Activity, way: tuple[Atom, ...], rule: HardRule | Floor
) -> dict[str, str] | None:
    """Return answers to this activity's questions that make the rule hold in this way, or None when none can.

    Floors may use everything, so every other question gets its highest option. Hard rules never use points: they are
    tried with the answers that they name and nothing else.
    """
    asked = {question.code: question for question in rulebook.asked(activity)}
    answers = {code: q.most.code for code, q in asked.items()} if isinstance(rule, Floor) else {}
    for atom in way:
        if isinstance(atom, Answered):
            if atom.question not in asked:
                return None
            options = [option for option in asked[atom.question].options if option.code in atom.options]
            answers[atom.question] = max(options, key=lambda option: (option.points, option.link)).code
    chosen = {code: asked[code].by_code[answer] for code, answer in answers.items()}
    exposure = sum(option.points for code, option in chosen.items() if asked[code].kind == "A")
    facts = Facts(
        route=activity.route,
        answers=answers,
        nexus=max((option.link for option in chosen.values()), default=0),
        exposure=min(TOP, rulebook.base(activity) + exposure),
        position=min(TOP, sum(option.points for code, option in chosen.items() if asked[code].kind == "P")),
        activity_floor=activity.floor is not None,
    )
    return answers if rule.when.holds(facts) else None


def _floors_rise_with_points(rulebook: Rulebook) -> Iterator[Problem]:
    for floor in rulebook.floors:
        if floor.at_least is None and not _waits_for_activity_floor(floor):
            yield Problem(f"floor {floor.code}", "floor_of_none")
        for atom in answer_atoms(floor.when):
            question = rulebook.questions[atom.question]
            inside = [option for option in question.options if option.code in atom.options]
            outside = [option for option in question.options if option.code not in atom.options]
            least = min((option.points, option.link) for option in inside)
            if any((option.points, option.link) > least for option in outside):
                yield Problem(f"floor {floor.code}", "floor_falls", question=atom.question)
    for rule in rulebook.hard_rules:
        if any(not isinstance(atom, Answered | OnRoute) for way in rule.when.ways() for atom in way):
            yield Problem(f"rule {rule.code}", "rule_on_points")


def _waits_for_activity_floor(floor: Floor) -> bool:
    return all(any(isinstance(atom, ActivityHasFloor) for atom in way) for way in floor.when.ways())
