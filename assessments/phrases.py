"""The words that join the rulebook's own: each sentence stands here once, for the server and for the page's script.

The rulebook says what activities, questions, rules and results are called; everything that has to be chosen or filled in
while somebody answers stands here. What never changes on a page stands in its template. A pair is singular and plural.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_noop as _

Phrase = str | tuple[str, str]

EXPLANATION: Mapping[str, Phrase] = {
    "right": _(
        "Taking part in politics is your right. The law (Part 7 of the Public Service Employment Act) says so. It sets "
        "one limit: what you do must not harm your ability to do your job impartially, or seem to."
    ),
    "limit.seen": _("How others will see what you do. It weighs answers, not people."),
    "limit.other_rules": _("What the code of your employer, your terms of work or some other law may add."),
    "limit.before": _("What you did before, or several activities seen as a whole. Each is checked by itself."),
    "limit.commission": _(
        "What the Public Service Commission would find. It alone looks into cases, and each case turns on its own facts."
    ),
    "version": _("Self-assessment rulebook, version %(version)s"),
    "version.own": _("Self-assessment rulebook, version %(version)s, with the own rules of: %(organization)s"),
    "axes": _("The exposure of the activity is %(exposure)s; the sensitivity of your position is %(position)s."),
    "span.points": (_("%(low)s (%(points)d point)"), _("%(low)s (%(points)d points)")),
    "span.range": _("%(low)s (%(from)d to %(to)d points)"),
    "span.bands": _("%(low)s to %(high)s (%(from)d to %(to)d points)"),
    "itself": _("The activity itself"),
    "rating.reach": _("how many people see it by its nature: %(points)d"),
    "rating.closeness": _("how close it is to a party or candidate: %(points)d"),
    "rating.initiative": _("how much you lead or persuade: %(points)d"),
    "rating.record": _("the trace it leaves: %(points)d"),
    "bears.actual": _("Ability"),
    "bears.perceived": _("Perception"),
    "bears.both": _("Ability and perception"),
    "near.A.above": (
        _("The exposure is %(points)d point above a line; just below it, the result would be: %(level)s."),
        _("The exposure is %(points)d points above a line; just below it, the result would be: %(level)s."),
    ),
    "near.A.below": (
        _("The exposure is %(points)d point below a line; from there on, the result would be: %(level)s."),
        _("The exposure is %(points)d points below a line; from there on, the result would be: %(level)s."),
    ),
    "near.P.above": (
        _(
            "The sensitivity of the position is %(points)d point above a line; just below it, the result would be: %(level)s."
        ),
        _(
            "The sensitivity of the position is %(points)d points above a line; just below it, the result would be: %(level)s."
        ),
    ),
    "near.P.below": (
        _(
            "The sensitivity of the position is %(points)d point below a line; from there on, the result would be: %(level)s."
        ),
        _(
            "The sensitivity of the position is %(points)d points below a line; from there on, the result would be: %(level)s."
        ),
    ),
    "unsettled": _("You are not sure: “%(question)s” Depending on that, the result may be: %(result)s."),
    "lower.activity": _("Choose a milder way to take part: %(activity)s"),
    "lower.answer": _("%(question)s If the answer were: %(answer)s"),
    "note.deputy": _(
        "If you are a deputy head, be careful: section 117 of the Act speaks of voting only. Ask before you attend a "
        "partisan event or follow a party."
    ),
}

PAGES: Mapping[str, Phrase] = {
    "check": _("Check an activity"),
    "unknown": _("I don’t know"),
    "error.title": _("Error: %(title)s"),
    "error.titles": _("Error: %(title)s (%(number)d errors)"),
    "error.heading": (_("There is %(number)d thing to correct"), _("There are %(number)d things to correct")),
    "error.required": _("Choose an answer; “I don’t know” is one too."),
    "error.option": _("Choose one of these answers."),
    "error.none": _("Choose the activity that is closest to yours."),
    "error.most": _("Choose no more than %(most)d activities at a time."),
    "error.activity": _("That activity is not in the list. Choose the one that is closest to yours."),
    "workplace.none": _("Somewhere else, or I prefer not to say"),
    "own_rules": _(
        "Your organization adds rules of its own: %(organization)s. They count here, and each says whose it is."
    ),
    "choose": _("Choose one or several activities"),
    "chosen": _("Chosen so far"),
    "found.some": (
        _("%(number)d activity may be what you mean."),
        _("%(number)d activities may be what you mean."),
    ),
    "found.clear": _("Empty the field above and press Find to see them all."),
    "found.none": _("No activity was found in these words. Here are all of them; the last one is for anything else."),
    "left": (
        _("%(number)d question left at most. We stop as soon as the result is certain."),
        _("%(number)d questions left at most. We stop as soon as the result is certain."),
    ),
    "asked.again": _(
        "We marked the answers that you gave for “%(activity)s”. Change those that differ here, then continue."
    ),
    "topic.person": _("You and your organization"),
    "topic.rule": _("When, where and with what"),
    "topic.N": _("The activity and your work"),
    "topic.A": _("The activity"),
    "topic.P": _("Your position"),
    "topic.of": _("%(topic)s: %(activity)s"),
    "why.person": _(
        "Part 7 of the Act does not cover all employers or all kinds of jobs. These answers add no points. They tell "
        "us which rules apply to you."
    ),
    "why.rule": _(
        "Some things are closed to all employees: to be active at work, in a government building or with its tools, or "
        "to break conditions that were set for you. These rules come before any points."
    ),
    "why.N": _(
        "The closer it is to files that you or your employer handle, the harder it is to look fair in them. This adds "
        "no points: a close link sets a lowest level."
    ),
    "why.A": _(
        "The law looks at the nature of what you do (section 113 of the Act): who sees it, if people can tell where you "
        "work, how often you do it, and in what tone."
    ),
    "why.P": _(
        "The law looks at your duties, and at how senior and how visible your job is (section 113 of the Act). Most jobs "
        "are not sensitive. In most jobs, most activities are at low risk."
    ),
    "result": _("Result: %(title)s"),
    "several": _("You checked %(number)d activities. The highest result comes first. Each has its own below."),
    "pattern": _(
        "Two or more of these are at moderate risk or above. Talk to your representative about the pattern: people may "
        "look at all that you do, and at what you did before. The points of one do not add to those of another."
    ),
    "settle.one": _("One answer would settle it:"),
    "settle.two": _("These two answers would settle it:"),
    "settle.most": (_("This answer would narrow it most:"), _("These two answers would narrow it most:")),
}

PHRASES: Mapping[str, Phrase] = {**EXPLANATION, **PAGES}


def say(name: str, *, count: int = 0, **facts: object) -> str:
    """Return a phrase in the language that is active, filled in; `count` chooses between singular and plural."""
    phrase = PHRASES[name]
    if not isinstance(phrase, str):
        phrase = phrase[0 if is_one(count, get_language() or "en") else 1]
    return gettext(phrase) % facts if facts else gettext(phrase)


def is_one(count: int, language: str) -> bool:
    """Whether a number takes the singular: one does, and in French none does too."""
    return count == 1 or (count == 0 and language.startswith("fr"))


def in_language(language: str) -> dict[str, str | list[str]]:
    """Return every phrase in one language, unfilled: what the page's script reads."""
    with override(language):
        return {
            name: gettext(phrase) if isinstance(phrase, str) else [gettext(part) for part in phrase]
            for name, phrase in PHRASES.items()
        }
