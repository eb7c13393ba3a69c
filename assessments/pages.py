"""What each page of the self-assessment shows, as plain data: the templates only place it, on the server and in the page.

`assessments/static/assessments/pages.js` computes the same from the same rulebook and phrases; tests hold them equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language

from assessments.asking import Place, answered, likely_answers, place_of
from assessments.department import organizations_with_overlays
from assessments.explanation import explained
from assessments.finding import find_activities
from assessments.forms import PREFIX, WizardState
from assessments.overall import is_pattern, overall
from assessments.phrases import say
from assessments.rulebook_parts import OPEN, UNSURE, Activity, Question, Rulebook
from assessments.settling import settling_questions
from polact.access.queries import sorting_key

MOST_SAME_LEVEL = 3  # ways that lower points and not the level: those that help most
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


def language() -> str:
    """The language of this page, as the rulebook's texts take it."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


# The first page ----------------------------------------------------------------------------------------------------


def activity_page(rulebook: Rulebook, state: WizardState, words: str, error: str = "") -> dict[str, Any]:
    """The search, and the activities to choose from: all by group, or those chosen, those found, and the way out."""
    found = find_activities(rulebook, words)
    grouped = not words.strip() or not found
    return {
        "title": _title(say("check"), 1 if error else 0),
        "spoiled": state.spoiled and bool(error),
        "errors": _summary([{"label": say("choose"), "message": error, "href": "#id_activity_0"}] if error else []),
        "error": error,
        "described": "id_activity_error" if error else "",
        "css": "field field--error" if error else "field",
        "label": say("choose"),
        "workplace": _workplace(state),
        "words": words,
        "status": _status(words, found),
        "groups": _by_group(rulebook, state) if grouped else _found(rulebook, state, found),
        "state": state.hidden(),
    }


def _workplace(state: WizardState) -> dict[str, Any] | None:
    """The organizations that add rules of their own, by name, and the way not to say; None when there are none."""
    named = [(code, name.in_language(language())) for code, name in organizations_with_overlays()]
    if not named:
        return None
    offered = [("", say("workplace.none")), *sorted(named, key=lambda one: sorting_key(one[1]))]
    options = [{"code": code, "text": text, "selected": code == state.organization} for code, text in offered]
    return {"options": options}


def _status(words: str, found: Sequence[Activity]) -> str:
    if not words.strip():
        return ""
    if not found:
        return say("found.none")
    return f"{say('found.some', count=len(found), number=len(found))} {say('found.clear')}"


def _by_group(rulebook: Rulebook, state: WizardState) -> list[dict[str, Any]]:
    groups = [
        (text.in_language(language()), [a for a in rulebook.activities.values() if a.group == code])
        for code, text in rulebook.groups.items()
    ]
    return _choices(groups, state)


def _found(rulebook: Rulebook, state: WizardState, found: Sequence[Activity]) -> list[dict[str, Any]]:
    chosen = [activity for activity in state.activities if activity not in found]
    others = [a for a in rulebook.activities.values() if a.group == "OTH" and a not in found and a not in chosen]
    groups = [(say("chosen"), chosen)] if chosen else []
    return _choices([*groups, ("", [*found, *others])], state)


def _choices(groups: Sequence[tuple[str, Sequence[Activity]]], state: WizardState) -> list[dict[str, Any]]:
    number = 0
    shown: list[dict[str, Any]] = []
    for heading, activities in groups:
        options = []
        for activity in activities:
            options.append(
                {
                    "code": activity.code,
                    "id": f"id_activity_{number}",
                    "text": activity.text.in_language(language()),
                    "checked": activity in state.activities,
                }
            )
            number += 1
        named = {
            "css": "choices__group" if heading else "",
            "role": "group" if heading else "",
            "heading_id": f"id_activity_group_{len(shown)}" if heading else "",
        }
        shown.append({"heading": heading, **named, "options": options})
    return shown


# Questions ---------------------------------------------------------------------------------------------------------


def questions_page(
    rulebook: Rulebook,
    state: WizardState,
    left: int,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """One page of questions; `typed` is what was sent for them, `errors` what is wrong with it, both by place."""
    page, errors = state.page, errors or {}
    likely, same = likely_answers(state.codes, state.said, page)
    marks = {place.key: (typed or {}).get(place.key) or state.said.at(place) for place in page}
    again = bool(likely) and not any(marks.values())
    questions = [
        _question(place, (same.get(place.key, "") if again else marks[place.key]) or "", errors.get(place.key, ""))
        for place in page
    ]
    heading = _heading(rulebook, state, page[0])
    found = [{"label": q["text"], "message": q["error"], "href": f"#{q['id']}_0"} for q in questions if q["error"]]
    return {
        "title": _title(heading, len(found)),
        "errors": _summary(found),
        "heading": heading,
        "activities": _names(state.activities if page[0].activity is None else [rulebook.activities[page[0].activity]]),
        "left": say("left", count=max(left, len(page)), number=max(left, len(page))),
        "why": say(f"why.{page[0].topic}"),
        "asides": _asides(rulebook, page[0]),
        "again": say("asked.again", activity=_name(rulebook.activities[likely])) if again else "",
        "questions": questions,
        "state": state.hidden(),
    }


def _heading(rulebook: Rulebook, state: WizardState, place: Place) -> str:
    topic = say(f"topic.{place.topic}")
    if place.activity is None or len(state.activities) == 1:
        return topic
    return say("topic.of", topic=topic, activity=_name(rulebook.activities[place.activity]))


def _question(place: Place, given: str, error: str) -> dict[str, Any]:
    name = f"{PREFIX}{place.key}"
    anchor = f"id_{name}"
    question = place.question
    options = [(option.code, option.text.in_language(language())) for option in question.options]
    if UNSURE not in question.by_code:
        options.append((UNSURE, say("unknown")))
    help_text = question.help.in_language(language()) if question.help else ""
    notes = [f"{anchor}_helptext"] * bool(help_text) + [f"{anchor}_error"] * bool(error)
    return {
        "css": "field field--error" if error else "field",
        "id": anchor,
        "name": name,
        "text": question.text.in_language(language()),
        "help": help_text,
        "help_id": f"{anchor}_helptext",
        "error": error,
        "error_id": f"{anchor}_error",
        "described": " ".join(notes),
        "options": [
            {
                "code": code,
                "id": f"{anchor}_{number}",
                "text": text,
                "checked": code == given,
                "invalid": "true" if error else "",
            }
            for number, (code, text) in enumerate(options)
        ],
    }


def _asides(rulebook: Rulebook, place: Place) -> list[dict[str, str]]:
    """What should be known while answering, although it cannot change the result and so is not asked.

    On the page about the position: questions of coverage that no rule looks at (acting in a higher position). On the
    page about the activity: questions that earn no points (a disclaimer, another name).
    """
    found: list[Question] = []
    if place.topic == "P":
        found = [q for q in rulebook.of_kind("route") if q.code not in rulebook.decisive_questions]
    elif place.topic == "A" and place.activity:
        asks = rulebook.activities[place.activity].asks
        found = [rulebook.questions[code] for code in asks if not rulebook.questions[code].most.points]
    return [
        {"text": question.text.in_language(language()), "help": question.help.in_language(language())}
        for question in found
        if question.help
    ]


# The result --------------------------------------------------------------------------------------------------------


def result_page(rulebook: Rulebook, state: WizardState) -> dict[str, Any]:
    """The highest result first, then each activity's own with its reasons."""
    results = [explained(rulebook, activity.code, state.said.about(activity.code)) for activity in state.activities]
    ranges = [result["result"] for result in results]
    highest = overall(ranges)
    code = highest[0] if len(highest) == 1 else OPEN
    first = results[0]["explanation"][language()]
    several = len(results) > 1
    return {
        "title": say("result", title=_result_title(rulebook, code)),
        "several": say("several", number=len(results)) if several else "",
        "activities": _names(state.activities),
        "right": first["right"],
        "own_rules": _own_rules(rulebook),
        "overall": _overall(rulebook, code, highest),
        "pattern": say("pattern") if is_pattern(ranges) else "",
        "results": [
            _one(rulebook, state, activity, result, several)
            for activity, result in zip(state.activities, results, strict=True)
        ],
        "said": _said_at(rulebook, state, None),
        "limits": first["limits"],
        "version": first["version"],
        "disclaimer": first["disclaimer"],
        "posted": [{"name": name, "value": value} for name, value in state.posted(rulebook)],
        "state": state.hidden(),
    }


def _own_rules(rulebook: Rulebook) -> str:
    """Whose own rules count too; empty without."""
    return say("own_rules", organization=rulebook.overlay.name.in_language(language())) if rulebook.overlay else ""


def _overall(rulebook: Rulebook, code: str, codes: Sequence[str]) -> dict[str, Any]:
    return {
        "level": level_shape({"code": code, "result": codes}),
        "words": {
            "title": _result_title(rulebook, code),
            "possible": [_result_title(rulebook, one) for one in codes] if code == OPEN else [],
        },
        "next_step": rulebook.results[code].next_step.in_language(language()),
        "asks_permission": code == "PERM",
        "is_outside": code == "NA",
    }


def _one(
    rulebook: Rulebook, state: WizardState, activity: Activity, result: Mapping[str, Any], several: bool
) -> dict[str, Any]:
    words = result["explanation"][language()]
    return {
        "activity": words["activity"],
        "own": {"level": level_shape(result), "words": words} if several else None,
        "settle": _settle(rulebook, state, activity),
        "words": readable(words),
        "said": _said_at(rulebook, state, activity.code),
    }


def readable(words: Mapping[str, Any]) -> dict[str, Any]:
    """The explanation with no more than the best of the ways that do not change the level."""
    same = [way for way in words["lower"] if not way["changes_level"]][:MOST_SAME_LEVEL]
    return {**words, "lower": [*(way for way in words["lower"] if way["changes_level"]), *same]}


def _settle(rulebook: Rulebook, state: WizardState, activity: Activity) -> dict[str, Any] | None:
    """The one or two questions that would settle the range, each with where to answer it."""
    found = settling_questions(rulebook, activity.code, state.said.about(activity.code))
    if not found.questions:
        return None
    count = len(found.questions)
    settles = "settle.one" if count == 1 else "settle.two"
    return {
        "lead": say(settles) if found.settles else say("settle.most", count=count),
        "questions": [
            {"text": question.text.in_language(language()), "change": f"change:{place.key}"}
            for question in found.questions
            for place in [place_of(question, activity.code)]
        ],
    }


def _said_at(rulebook: Rulebook, state: WizardState, activity: str | None) -> list[dict[str, str]]:
    return [
        {
            "question": place.question.text.in_language(language()),
            "answer": _answer(place.question, state.said.at(place) or "", language()),
            "change": f"change:{place.key}",
        }
        for place in answered(rulebook, state.codes, state.said)
        if place.activity == activity
    ]


def level_shape(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the level is drawn beside its words: steps filled from low to high, or a shape where a rule decides."""
    ranks = [_BARS[code] for code in result["result"] if code in _BARS]
    shape = _SHAPES[result["code"]]
    return {
        "css": f"level level--{result['code'].lower()}",
        "is_info": shape == "info" and not ranks,
        "is_warning": shape == "warning" and not ranks,
        "is_danger": shape == "danger" and not ranks,
        "bars": [{"state": _fill(number, ranks)} for number in (1, 2, 3)] if ranks else [],
    }


def _fill(number: int, ranks: Sequence[int]) -> str:
    if number <= min(ranks, default=0):
        return "sure"
    return "possible" if number <= max(ranks, default=0) else "empty"


def said(rulebook: Rulebook, activity: Activity, answers: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the person's answers in words, in the order of the rulebook."""
    return [
        {
            "code": question.code,
            "question": question.text.in_language(language()),
            "answer": _answer(question, answers[question.code], language()),
        }
        for question in rulebook.asked(activity)
        if question.code in answers
    ]


def _answer(question: Question, code: str, language: str) -> str:
    option = question.by_code.get(code)
    return option.text.in_language(language) if option and code != UNSURE else say("unknown")


# Both --------------------------------------------------------------------------------------------------------------


def _names(activities: Sequence[Activity]) -> list[dict[str, str]]:
    return [{"name": _name(activity)} for activity in activities]


def _name(activity: Activity) -> str:
    return activity.text.in_language(language())


def _result_title(rulebook: Rulebook, code: str) -> str:
    return rulebook.results[code].title.in_language(language())


def _title(title: str, errors: int) -> str:
    if not errors:
        return title
    return say("error.title", title=title) if errors == 1 else say("error.titles", title=title, number=errors)


def _summary(errors: list[dict[str, str]]) -> dict[str, Any] | None:
    return {"heading": say("error.heading", count=len(errors), number=len(errors)), "items": errors} if errors else None
