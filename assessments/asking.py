"""What to ask next when several activities are checked in one go. Pure.

Questions about the person are asked once and count for every activity; the others are asked for each activity by
itself. Each is asked only when its answer can change that activity's result (`inquiry`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assessments.inquiry import KIND_ORDER, next_questions
from assessments.rulebook_parts import Question, Rulebook

QUESTIONS_ON_A_PAGE = 6
ABOUT_THE_ACTIVITY = frozenset({"C.ELECTION"})  # of kind "route", but another activity may be about another election
_SAME_AGAIN = frozenset({"rule"})  # topics whose answers one activity most likely shares with the one before


@dataclass(frozen=True, slots=True)
class Place:
    """A question as it is asked: about the person (no activity), or about one activity."""

    question: Question
    activity: str | None

    @property
    def key(self) -> str:
        """How forms name it: `P.LEVEL`, or `SOC.POST:M.AUD`."""
        return f"{self.activity}:{self.question.code}" if self.activity else self.question.code

    @property
    def topic(self) -> str:
        """person, rule, N, A or P: questions of one topic stand on one page."""
        if self.question.kind == "route":
            return "rule" if self.activity else "person"
        return self.question.kind


@dataclass
class Said:
    """The answers so far: about the person, and about each activity."""

    person: dict[str, str] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)

    def about(self, activity: str) -> dict[str, str]:
        """All that counts for one activity."""
        return {**self.person, **self.own.get(activity, {})}

    def at(self, place: Place) -> str | None:
        """The answer at one place."""
        answers = self.own.get(place.activity, {}) if place.activity else self.person
        return answers.get(place.question.code)

    def put(self, place: Place, answer: str) -> None:
        """Take an answer."""
        answers = self.own.setdefault(place.activity, {}) if place.activity else self.person
        answers[place.question.code] = answer


def is_personal(question: Question) -> bool:
    """Whether a question is about the person, whatever the activity."""
    return question.kind in ("route", "P") and question.code not in ABOUT_THE_ACTIVITY


def place_of(question: Question, activity: str) -> Place:
    """Where a question is asked that counts for an activity."""
    return Place(question, None if is_personal(question) else activity)


def place_named(rulebook: Rulebook, key: str) -> Place | None:
    """The place that a form names; None when there is none of that name."""
    activity, _, code = key.rpartition(":")
    question = rulebook.questions.get(code)
    if (
        question is None
        or bool(activity) == is_personal(question)
        or (activity and activity not in rulebook.activities)
    ):
        return None
    return Place(question, activity or None)


def left_to_ask(rulebook: Rulebook, activities: Sequence[str], said: Said) -> list[Place]:
    """Every place that can still change a result, each once, in the order in which to ask them.

    Coverage first, then hard rules, then the link, then the heaviest; of equals those of the first activity.
    """
    found = {
        place.key: place
        for code in activities
        for place in (place_of(question, code) for question in next_questions(rulebook, code, said.about(code)))
    }
    return sorted(found.values(), key=_urgency)


def _urgency(place: Place) -> tuple[int, int]:
    question = place.question
    stage = KIND_ORDER["rule" if place.topic == "rule" else question.kind]
    return stage, question.least.points - question.most.points


def page_of(places: Sequence[Place]) -> list[Place]:
    """The next page: the first place, and those after it on the same topic and about the same activity."""
    first = places[0]
    same = [place for place in places if (place.topic, place.activity) == (first.topic, first.activity)]
    return same[:QUESTIONS_ON_A_PAGE]


def likely_answers(activities: Sequence[str], said: Said, page: Sequence[Place]) -> tuple[str, dict[str, str]]:
    """Answers of an activity before this one that most likely hold again, and which activity's: to be confirmed.

    Only about when, where and with what: how visible an activity is and what it is about differ from one to the next.
    """
    first = page[0]
    if first.activity is None or first.topic not in _SAME_AGAIN:
        return "", {}
    for other in activities[: activities.index(first.activity)]:
        given = said.own.get(other, {})
        same = {place.key: given[place.question.code] for place in page if place.question.code in given}
        if same:
            return other, same
    return "", {}


def answered(rulebook: Rulebook, activities: Sequence[str], said: Said) -> Iterator[Place]:
    """The places with an answer that counts for one of the activities: the person's first, in the rulebook's order."""
    seen = {
        place.key: place
        for code in activities
        for place in (place_of(question, code) for question in rulebook.asked(rulebook.activities[code]))
        if said.at(place) is not None
    }
    yield from sorted(seen.values(), key=lambda place: place.activity is not None)
