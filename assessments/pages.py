"""How the questions are laid out on pages, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.rulebook_parts import OPEN, UNSURE, Activity, Question, Rulebook

QUESTIONS_ON_A_PAGE = 5
_BARS = {"LOW": 1, "MOD": 2, "HIGH": 3}
_SHAPES = {
    "LOW": "info",
    "MOD": "warning",
    "HIGH": "danger",
    "STOP": "danger",
    "PERM": "warning",
    "NA": "info",
    OPEN: "info",
}


def page_of(questions: Sequence[Question]) -> list[Question]:
    """Return the next page: the first question and those after it on the same topic, a handful at most."""
    same = [question for question in questions if question.kind == questions[0].kind]
    return same[:QUESTIONS_ON_A_PAGE]


def topic(questions: Sequence[Question]) -> dict[str, str]:
    """Return the page's heading and why its questions are asked."""
    return {
        "route": {
            "title": _("You and your organization"),
            "why": _(
                "Part 7 of the Public Service Employment Act does not apply to every organization, every kind of "
                "employment or every election. These answers add no points; they tell which rules apply."
            ),
        },
        "rule": {
            "title": _("When, where and with what"),
            "why": _(
                "Some things are not open to any employee: political activity on working time, on government premises or "
                "with government resources, or against conditions already set. These rules come before any points."
            ),
        },
        "N": {
            "title": _("The activity and your work"),
            "why": _(
                "The closer an activity is to the files that you or your organization handle, the harder it is to be "
                "seen as impartial in them, however junior the position. No points: such a link sets a lowest level."
            ),
        },
        "A": {
            "title": _("The activity"),
            "why": _(
                "The nature of the activity is one of the factors that section 113 of the Act names: who sees it, whether "
                "people can tell that you are a public servant, how often and in what tone."
            ),
        },
        "P": {
            "title": _("Your position"),
            "why": _(
                "The nature of your duties and the level and visibility of your position are factors that section 113 of "
                "the Act names. Most positions are not sensitive, and most activities are then at low risk."
            ),
        },
    }[questions[0].kind]


def asides(rulebook: Rulebook, activity: Activity, questions: Sequence[Question]) -> list[dict[str, str]]:
    """Return what should be known while answering, although it cannot change the result and so is not asked.

    On the page about the position: questions of coverage that no rule looks at (acting in a higher position). On the
    page about the activity: questions that earn no points (a disclaimer, another name).
    """
    kind = questions[0].kind
    if kind == "P":
        decisive = rulebook.decisive_questions
        found = [q for q in rulebook.of_kind("route") if q.code not in decisive]
    elif kind == "A":
        found = [rulebook.questions[code] for code in activity.asks if not rulebook.questions[code].most.points]
    else:
        return []
    language = get_language() or "en"
    return [
        {"text": question.text.in_language(language), "help": question.help.in_language(language)}
        for question in found
        if question.help
    ]


def level_shape(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the level is drawn beside its words: steps filled from low to high, or a shape where a rule decides."""
    ranks = [_BARS[code] for code in result["result"] if code in _BARS]
    bars = [
        {"x": 12 * number - 11, "y": 16 - 5 * number, "height": 5 * number + 4, "state": _fill(number, ranks)}
        for number in (1, 2, 3)
    ]
    return {"shape": _SHAPES[result["code"]], "bars": bars if ranks else []}


def _fill(number: int, ranks: Sequence[int]) -> str:
    if number <= min(ranks, default=0):
        return "sure"
    return "possible" if number <= max(ranks, default=0) else "empty"


def said(rulebook: Rulebook, activity: Activity, answers: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the person's answers in words, in the order of the rulebook."""
    language = get_language() or "en"
    asked = [question for question in rulebook.asked(activity) if question.code in answers]
    return [
        {
            "code": question.code,
            "question": question.text.in_language(language),
            "answer": _answer(question, answers[question.code], language),
        }
        for question in asked
    ]


def _answer(question: Question, code: str, language: str) -> str:
    option = question.by_code.get(code)
    return option.text.in_language(language) if option and code != UNSURE else _("I don’t know")
