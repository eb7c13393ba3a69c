"""Says a result in words, in one official language: what it is, what to do next, and every reason for it.

The words about questions, rules and results come from the rulebook; the few that join them are translated here. An
explanation is plain data, so that the page, the API, the command and the stored record say exactly the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from assessments.evaluation import Contribution, FloorUse, NearLine, Result, Span, evaluate
from assessments.lowering import LighterWay, lighter_ways
from assessments.phrases import say
from assessments.rulebook_parts import LANGUAGES, OPEN, Rulebook

VOTING = "INF.VOTE"  # the one activity that section 117 of the Act leaves to deputy heads


def explained(rulebook: Rulebook, activity: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """Return the result of an activity with answers as plain data, with its explanation in both languages.

    This is what is stored and what the API gives. Raises InvalidAnswers as `evaluate` does.
    """
    result = evaluate(rulebook, activity, answers)
    ways = lighter_ways(rulebook, activity, answers)
    return {
        **as_data(rulebook, result),
        "explanation": {language: explain(rulebook, result, answers, language, ways) for language in LANGUAGES},
    }


def as_data(rulebook: Rulebook, result: Result) -> dict[str, Any]:
    """Return the result without words, ready for JSON.

    `result` lists what the answers leave possible (one code when settled); `code` is that one, or OPEN.
    """
    return {
        "rulebook": {"version": rulebook.version, "hash": rulebook.content_hash, **_overlay(rulebook)},
        "activity": result.activity,
        "code": result.code,
        "result": list(result.codes),
        "decided_by_rule": result.decided_by_rule,
        "A": [result.exposure.low, result.exposure.high] if result.exposure else None,
        "P": [result.position.low, result.position.high] if result.position else None,
        "contributions": [_contribution_data(contribution) for contribution in result.contributions],
        "floors": [_fields(floor) for floor in result.floors],
        "rules": list(result.rules),
        "unanswered": list(result.unanswered),
        "unsettled": [{"question": question, "adds": adds} for question, adds in result.unsettled],
        "close_to_line": [_fields(line) for line in result.close_to_line],
    }


def _fields(part: FloorUse | NearLine) -> dict[str, Any]:
    """The fields of a flat part; `asdict` would copy each value deeply, which costs more than the evaluation."""
    return {name: getattr(part, name) for name in part.__slots__}


def _overlay(rulebook: Rulebook) -> dict[str, Any]:
    """Which organization's own rules were added, and their hash; nothing when there are none."""
    ref = rulebook.overlay
    return {"overlay": {"organization": ref.organization, "hash": ref.content_hash}} if ref else {}


def _contribution_data(contribution: Contribution) -> dict[str, Any]:
    return {
        "axis": contribution.axis,
        "points": contribution.points,
        "bears_on": contribution.bears_on,
        "question": contribution.question,
        "option": contribution.option,
        "ratings": [
            {"name": name, "rating": rating, "points": points} for name, rating, points in contribution.ratings
        ],
    }


def explain(
    rulebook: Rulebook, result: Result, answers: Mapping[str, str], language: str, ways: tuple[LighterWay, ...]
) -> dict[str, Any]:
    """Return the result in words of one language (`en` or `fr`), in the order in which a person should read them.

    `ways` are those of `lighter_ways`: found once, told in each language.
    """
    with override(language):
        words = _Words(rulebook, result, answers, language)
        return {
            "right": say("right"),
            "activity": words.activity(result.activity),
            "title": words.title(result.code),
            "next_step": words.next_step(result.code),
            "possible": [words.title(code) for code in result.codes] if result.code == OPEN else [],
            "axes": words.axes(),
            "reasons": [words.reason(contribution) for contribution in words.counted()],
            "rules": words.rules(),
            "floors": words.floors(),
            "close_to_line": words.lines(),
            "unsettled": words.unsettled(),
            "unanswered": words.unanswered(),
            "lower": [words.lighter(way) for way in ways],
            "notes": words.notes(),
            "limits": [say(f"limit.{name}") for name in ("seen", "other_rules", "before", "commission")],
            "version": words.version(),
            "disclaimer": rulebook.disclaimer.in_language(language),
        }


class _Words:
    """The sentences of one explanation. Works in the language that is active."""

    def __init__(self, rulebook: Rulebook, result: Result, answers: Mapping[str, str], language: str) -> None:
        self.rulebook = rulebook
        self.result = result
        self.answers = answers
        self.language = language

    def activity(self, code: str) -> str:
        return self.rulebook.activities[code].text.in_language(self.language)

    def title(self, code: str) -> str:
        return self.rulebook.results[code].title.in_language(self.language)

    def next_step(self, code: str) -> str:
        return self.rulebook.results[code].next_step.in_language(self.language)

    def question(self, code: str) -> str:
        return self.rulebook.questions[code].text.in_language(self.language)

    def option(self, question: str, code: str) -> str:
        return self.rulebook.questions[question].by_code[code].text.in_language(self.language)

    def version(self) -> str:
        """Which rulebook this was, and whose own rules were added."""
        if ref := self.rulebook.overlay:
            organization = ref.name.in_language(self.language)
            return say("version.own", version=self.rulebook.version, organization=organization)
        return say("version", version=self.rulebook.version)

    def axes(self) -> str:
        """One sentence of the two axes; empty when they play no part."""
        result = self.result
        if result.decided_by_rule or result.exposure is None or result.position is None:
            return ""
        return say(
            "axes",
            exposure=self._span(result.exposure, {band.code: band for band in self.rulebook.exposure_bands}),
            position=self._span(result.position, {band.code: band for band in self.rulebook.position_bands}),
        )

    def _span(self, span: Span, bands: Mapping[str, Any]) -> str:
        low, high = (bands[code].text.in_language(self.language).lower() for code in (span.low_band, span.high_band))
        facts = {"low": low, "high": high, "points": span.low, "from": span.low, "to": span.high}
        if span.low == span.high:
            return say("span.points", count=span.low, **facts)
        return say("span.range" if span.low_band == span.high_band else "span.bands", **facts)

    def counted(self) -> tuple[Contribution, ...]:
        """The contributions, unless a rule decided: then points play no part and are not shown."""
        return () if self.result.decided_by_rule else self.result.contributions

    def reason(self, contribution: Contribution) -> dict[str, Any]:
        if contribution.question is None:
            return {
                "label": say("itself"),
                "answer": self.activity(self.result.activity),
                "parts": [
                    say(f"rating.{name}", points=points) for name, _rating, points in contribution.ratings if points
                ],
                **self._weight(contribution),
            }
        return {
            "label": self.question(contribution.question),
            "answer": self.option(contribution.question, str(contribution.option)),
            "parts": [],
            **self._weight(contribution),
        }

    def _weight(self, contribution: Contribution) -> dict[str, Any]:
        return {
            "points": contribution.points,
            "axis": contribution.axis,
            "bears_on": contribution.bears_on,
            "bears_on_label": bearing(contribution.bears_on),
        }

    def rules(self) -> list[dict[str, str]]:
        by_code = {rule.code: rule for rule in self.rulebook.hard_rules}
        return [self._sourced(by_code[code]) for code in self.result.rules]

    def floors(self) -> list[dict[str, Any]]:
        """The floors that lift the level, each with the level that it asks for."""
        by_code = {floor.code: floor for floor in self.rulebook.floors}
        return [
            {**self._sourced(by_code[used.code]), "at_least": self.title(used.at_least), "certain": used.certain}
            for used in self.result.floors
            if used.raises
        ]

    def _sourced(self, rule: Any) -> dict[str, str]:
        basis = rule.basis.in_language(self.language) if rule.basis else ""
        return {"code": rule.code, "text": rule.text.in_language(self.language), "basis": basis}

    def lines(self) -> list[str]:
        """Where a line is near and the level across it is another."""
        return [
            say(_near(near), count=abs(near.distance), points=abs(near.distance), level=self.title(near.level))
            for near in self.result.close_to_line
            if near.level != self.result.code
        ]

    def unsettled(self) -> list[str]:
        return [
            say("unsettled", question=self.question(question), result=self.title(adds))
            for question, adds in self.result.unsettled
        ]

    def unanswered(self) -> list[dict[str, str]]:
        """The questions that count for points or link and have no answer; heaviest first, only where the level is open."""
        if len(self.result.codes) == 1:
            return []
        questions = [self.rulebook.questions[code] for code in self.result.unanswered]
        counting = [question for question in questions if question.kind in ("A", "P", "N")]
        counting.sort(key=lambda question: (question.kind != "N", question.least.points - question.most.points))
        return [{"code": question.code, "text": self.question(question.code)} for question in counting]

    def lighter(self, way: LighterWay) -> dict[str, Any]:
        if way.kind == "activity":
            text = say("lower.activity", activity=self.activity(way.subject))
        else:
            answer = self.option(way.subject, str(way.option))
            text = say("lower.answer", question=self.question(way.subject), answer=answer)
        return {
            "kind": way.kind,
            "subject": way.subject,
            "text": text,
            "result": " / ".join(map(self.title, way.codes)),
            "changes_level": way.changes_level,
            "saves": way.saves,
        }

    def notes(self) -> list[str]:
        """What should be said although it earns no points or decides nothing."""
        notes = []
        activity = self.rulebook.activities[self.result.activity]
        if activity.route == "always" and activity.code != VOTING:
            notes.append(say("note.deputy"))
        for code, answer in self.answers.items():
            question = self.rulebook.questions[code]
            chosen = question.by_code.get(answer)
            pointless = question.kind == "A" and not question.most.points and code in activity.asks
            if pointless and chosen and chosen is not question.options[0] and question.help:
                notes.append(question.help.in_language(self.language))
        return notes


def bearing(code: str) -> str:
    """Return in one word or two what a reason bears on: the ability itself, how it looks, or both."""
    return say(f"bears.{code}")


def _near(near: NearLine) -> str:
    return f"near.{near.axis}.{'above' if near.distance >= 0 else 'below'}"
