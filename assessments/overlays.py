"""An organization's own rules laid over the rulebook: they may add, and can never lower a result. Pure.

What an organization may add: hard rules that say STOP, floors at MOD or HIGH, words of help to a question, and a line about
whom to ask. Its rules come after all others and touch neither voting nor informing oneself, nor what is outside Part 7;
its floors must hold the more, the more points there are. So no member of a range ever gets milder, which a property
test tries with made-up rules on made-up situations. Everything is shown to the person as their organization's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assessments.conditions import AllOf, OnRoute
from assessments.rulebook import condition_of, problems_of
from assessments.rulebook_parts import LANGUAGES, Floor, HardRule, OverlayRef, ResultText, Rulebook, Text
from assessments.rulebook_problems import Problem

Raw = dict[str, Any]

EMPTY: Mapping[str, Any] = {"rules": [], "floors": [], "help": {}, "contact": {}}
TOUCHED = ("scored", "permission", "prepermission")  # the routes that an organization's rule may speak about
LEVELS = ("MOD", "HIGH")
TOLD_WITH = ("MOD", "HIGH", "STOP", "PERM")  # the results whose next step names the organization's contact


@dataclass(frozen=True, slots=True)
class Overlay:
    """What one organization adds."""

    ref: OverlayRef
    rules: tuple[HardRule, ...]
    floors: tuple[Floor, ...]
    help: Mapping[str, Text]  # said to be its own
    contact: Text | None


def overlay_problems(base: Raw, own: Raw) -> list[Problem]:
    """Return everything that is wrong with an organization's rules under a version's file; empty when they can be used."""
    codes = {entry.get("code") for entry in [*own["rules"], *own["floors"]]}
    found = [
        problem for problem in problems_of(_merged(base, own)) if problem.part[1] in codes or _names(problem, codes)
    ]
    found += [
        Problem(f"floor {entry.get('code')}", "unknown", what="level", value=repr(entry.get("at_least")))
        for entry in own["floors"]
        if entry.get("at_least") not in LEVELS
    ]
    found += [
        Problem(f"{kind} {entry.get('code')}", "no_text", language=language)
        for kind, section in (("rule", "rules"), ("floor", "floors"))
        for entry in own[section]
        for language in ("basis", "basis_fr")
        if not str(entry.get(language) or "").strip()
    ]
    return [*found, *_words_missing(base, own)]


def _names(problem: Problem, codes: set[Any]) -> bool:
    return problem.kind == "code_twice" and problem.values["code"] in codes


def _words_missing(base: Raw, own: Raw) -> Iterator[Problem]:
    known = {question["code"] for question in base["questions"]}
    for code, words in own["help"].items():
        if code not in known:
            yield Problem(f"help {code}", "unknown_question", value=repr(code))
        yield from _both(words, f"help {code}")
    if any(str(text).strip() for text in own["contact"].values()):
        yield from _both(own["contact"], "contact")


def _both(words: Mapping[str, Any], where: str) -> Iterator[Problem]:
    for language in LANGUAGES:
        if not str(words.get(language) or "").strip():
            yield Problem(where, "no_text", language=language)


def _merged(base: Raw, own: Raw) -> Raw:
    """The file as if the organization's rules stood in it: checked by the same checks."""
    last = max((rule["order"] for rule in base["hard_rules"]), default=0)
    rules = [
        {**entry, "order": last + number, "result": "STOP", "when": _touching(entry.get("when"))}
        for number, entry in enumerate(own["rules"], start=1)
    ]
    return {**base, "hard_rules": [*base["hard_rules"], *rules], "floors": [*base["floors"], *own["floors"]]}


def _touching(when: Any) -> Any:
    return {"all": [{"route": list(TOUCHED)}, when]} if when else when


def build_overlay(own: Raw, ref: OverlayRef) -> Overlay:
    """Make the overlay of an organization's rules that have no `overlay_problems`."""
    contact = own["contact"]
    return Overlay(
        ref=ref,
        rules=tuple(_rule(entry, number, ref) for number, entry in enumerate(own["rules"], start=1)),
        floors=tuple(_floor(entry, ref) for entry in own["floors"]),
        help={code: _said_by(ref, words) for code, words in own["help"].items()},
        contact=_said_by(ref, contact) if contact.get("en") else None,
    )


def _rule(entry: Raw, number: int, ref: OverlayRef) -> HardRule:
    return HardRule(
        code=entry["code"],
        order=number,
        result="STOP",
        when=AllOf((OnRoute(frozenset(TOUCHED)), condition_of(entry["when"]))),
        text=Text(entry["en"], entry["fr"]),
        basis=_owned(ref, Text(entry["basis"], entry["basis_fr"])),
    )


def _floor(entry: Raw, ref: OverlayRef) -> Floor:
    return Floor(
        code=entry["code"],
        at_least=entry["at_least"],
        when=condition_of(entry["when"]),
        text=Text(entry["en"], entry["fr"]),
        basis=_owned(ref, Text(entry["basis"], entry["basis_fr"])),
    )


def _owned(ref: OverlayRef, words: Text) -> Text:
    """A source that says whose rule it is."""
    return Text(en=f"Rule of {ref.name.en}: {words.en}", fr=f"Règle de {ref.name.fr}\u00a0: {words.fr}")


def _said_by(ref: OverlayRef, words: Mapping[str, str]) -> Text:
    """Words of the organization, said to be its own."""
    return Text(en=f"{ref.name.en} adds: {words['en']}", fr=f"{ref.name.fr} ajoute\u00a0: {words['fr']}")


def _added(before: Text | None, words: Text) -> Text:
    """Words with those of the organization after them."""
    return Text(en=f"{before.en} {words.en}", fr=f"{before.fr} {words.fr}") if before else words


def overlaid(rulebook: Rulebook, overlay: Overlay) -> Rulebook:
    """Return the rulebook with the organization's rules, floors and words added; its own text and hash stay the same."""
    last = max((rule.order for rule in rulebook.hard_rules), default=0)
    questions = {
        code: replace(question, help=_added(question.help, overlay.help[code])) if code in overlay.help else question
        for code, question in rulebook.questions.items()
    }
    return replace(
        rulebook,
        overlay=overlay.ref,
        hard_rules=(*rulebook.hard_rules, *(replace(rule, order=last + rule.order) for rule in overlay.rules)),
        floors=(*rulebook.floors, *overlay.floors),
        questions=questions,
        results={code: _with_contact(code, words, overlay) for code, words in rulebook.results.items()},
    )


def _with_contact(code: str, words: ResultText, overlay: Overlay) -> ResultText:
    if overlay.contact is None or code not in TOLD_WITH:
        return words
    return replace(words, next_step=_added(words.next_step, overlay.contact))
