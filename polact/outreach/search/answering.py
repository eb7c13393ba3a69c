"""The direct answer to "may I?": what the rulebook in force gives for an ordinary position, and what changes it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.evaluation import evaluate
from assessments.personas import persona_answers
from assessments.rulebook_parts import OPEN, Rulebook
from polact.base.text import current_language

AS_IT_SHOULD_BE = {"H.TIME": "own", "H.PLACE": "away", "H.RES": "no", "H.POWER": "no"}
AT_WORK = {"H.TIME": "working"}
MANAGER = {"P.LEVEL": "l2", "P.INFL": "n2", "P.POL": "p1", "P.AUTH": "u1", "P.SUP": "k1"}
DEPUTY_HEAD = {"C.STATUS": "deputy_head"}
MOST_CHANGES = 4
KINDS = "NAP"  # link to the work, activity, position; whether the route or a rule applies is said elsewhere
SEVERITY = ("NA", "LOW", "MOD", "PERM", "HIGH", "STOP", OPEN)


@dataclass(frozen=True)
class ForPosition:
    """What the rulebook gives for somebody in such a position."""

    position: str
    code: str
    title: str


@dataclass(frozen=True)
class Change:
    """One other answer, and the result that it leads to."""

    question: str
    answer: str
    title: str


@dataclass(frozen=True)
class Answer:
    """A direct answer: in one sentence, by position, and what else it depends on."""

    code: str
    activity: str
    level: str
    sentence: str
    next_step: str
    positions: tuple[ForPosition, ...]
    changes: tuple[Change, ...]
    never_at_work: bool
    version: str


def answer_to(rulebook: Rulebook, activity: str) -> Answer:
    """What to say first to somebody who asks about this activity, in the current language."""
    language = current_language()
    ordinary = {**persona_answers(rulebook, "ordinary", activity), **AS_IT_SHOULD_BE}
    senior = persona_answers(rulebook, "very_senior", activity)
    people = (
        (_("Most positions"), ordinary),
        (_("A manager or executive with authority"), {**ordinary, **MANAGER}),
        (_("An executive close to the deputy head"), {**ordinary, **senior}),
        (_("A deputy head"), {**ordinary, **DEPUTY_HEAD}),
    )
    positions = tuple(_for_position(rulebook, activity, told, answers) for told, answers in people)
    level = positions[0].code
    return Answer(
        code=activity,
        activity=rulebook.activities[activity].text.in_language(language),
        level=level,
        sentence=_sentence(level, {position.code for position in positions[:3]}),
        next_step=rulebook.results[level].next_step.in_language(language),
        positions=positions,
        changes=tuple(_changes(rulebook, activity, ordinary, level)[:MOST_CHANGES]),
        never_at_work=level != "STOP" and evaluate(rulebook, activity, {**ordinary, **AT_WORK}).code == "STOP",
        version=rulebook.version,
    )


def _for_position(rulebook: Rulebook, activity: str, told: str, answers: Mapping[str, str]) -> ForPosition:
    code = evaluate(rulebook, activity, answers).code
    return ForPosition(told, code, rulebook.results[code].title.in_language(current_language()))


def _sentence(level: str, levels: set[str]) -> str:
    if level == "LOW" and levels == {"LOW"}:
        return _("Yes. The risk is low, whatever your position.")
    return {
        "LOW": _("Yes, in most positions: the risk is low. It rises with the level and visibility of the position."),
        "MOD": _("Perhaps. Even in an ordinary position, talk to your representative first."),
        "HIGH": _("Not without advice: the risk is high in any position."),
        "STOP": _("No."),
        "PERM": _("Only with permission from the Public Service Commission, and not before you have it."),
        "NA": _(
            "Part 7 of the Act does not forbid it: it is not a political activity in its sense. Other rules may apply."
        ),
    }.get(level, _("It depends on your answers."))


def _changes(rulebook: Rulebook, activity: str, answers: Mapping[str, str], level: str) -> list[Change]:
    """The first option of each question that makes the result more serious: the link to one's work first."""
    found = []
    language = current_language()
    for question in sorted(rulebook.asked(rulebook.activities[activity]), key=lambda q: KINDS.find(q.kind)):
        if question.kind not in KINDS:
            continue
        for option in question.options:
            code = evaluate(rulebook, activity, {**answers, question.code: option.code}).code
            if code != OPEN and SEVERITY.index(code) > SEVERITY.index(level):
                title = rulebook.results[code].title.in_language(language)
                found.append(Change(question.text.in_language(language), option.text.in_language(language), title))
                break
    return found
