"""What the wizard's pages send: the whole state in the form itself, because nothing is kept anywhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.http import QueryDict

from assessments.asking import Place, Said, is_personal, place_named, place_of
from assessments.phrases import say
from assessments.rulebook_parts import UNSURE, Activity, Rulebook
from assessments.sitting import MOST_ACTIVITIES, Sitting, Situation

PREFIX = "answer-"
ACTIVITY, PAGE, TRAIL, SHOWN, SEARCH, SEARCHED = "activity", "page", "trail", "shown", "search", "searched"
ORGANIZATION = "organization"
SEARCH_LENGTH = 100

Page = tuple[Place, ...]
Shown = Literal["activity", "questions", "result"]


@dataclass
class WizardState:
    """Everything that one step hands to the next, as read from a form; `spoiled` when part of it made no sense.

    `page` are the places on the page that was sent, `trail` those of the pages before it. `organization` is the code of
    the organization whose own rules are added, empty without.
    """

    activities: list[Activity] = field(default_factory=list)
    said: Said = field(default_factory=Said)
    page: Page = ()
    trail: tuple[Page, ...] = ()
    shown: Shown = "activity"
    spoiled: bool = False
    organization: str = ""

    @classmethod
    def read(cls, rulebook: Rulebook, data: QueryDict) -> WizardState:
        """Read a posted form. What the rulebook does not know is left out, and marks the state as spoiled.

        Unknown answers to the page's own questions do not: the page's form tells the person beside the question. An
        answer about an activity that does not say about which counts for each activity that was sent.
        """
        named = list(dict.fromkeys(filter(None, data.getlist(ACTIVITY))))
        state = cls(
            activities=[rulebook.activities[code] for code in named if code in rulebook.activities],
            page=_page(rulebook, data.get(PAGE, "")),
            trail=tuple(filter(None, (_page(rulebook, part) for part in data.get(TRAIL, "").split("|")))),
            organization=_organization(rulebook),
        )
        asked = {place.key for place in state.page}
        for name in data:
            key = name.removeprefix(PREFIX)
            if name.startswith(PREFIX) and key not in asked:
                state._take(rulebook, key, data.get(name, ""))
        shown = data.get(SHOWN, "activity")
        if shown in ("questions", "result") and state.activities:
            state.shown = "questions" if shown == "questions" and state.page else "result"
        unknown = len(named) > len(state.activities)
        state.spoiled = state.spoiled or unknown or (not state.activities and shown != "activity")
        return state

    def _take(self, rulebook: Rulebook, key: str, answer: str) -> None:
        question = rulebook.questions.get(key)
        if question and not is_personal(question):
            places = [Place(question, activity.code) for activity in self.activities]
        else:
            place = place_named(rulebook, key)
            places = [place] if place else []
        if not places or not all(is_answer(place, answer) for place in places):
            self.spoiled = True
            return
        for place in places:
            if key != question_key(place) or self.said.at(place) is None:
                self.said.put(place, answer)

    @property
    def codes(self) -> list[str]:
        """The codes of the activities that are checked."""
        return [activity.code for activity in self.activities]

    def forget_others(self) -> None:
        """Drop the answers about activities that are no longer checked."""
        self.said.own = {code: self.said.own[code] for code in self.codes if code in self.said.own}

    def hidden(self) -> list[dict[str, str]]:
        """The fields that carry the state through a page; on the first page the activities and the organization are its own."""
        shown = {place.key for place in self.page}
        own = [(f"{code}:", answers) for code, answers in self.said.own.items()]
        answers = [
            (f"{start}{code}", answer)
            for start, given in [("", self.said.person), *own]
            for code, answer in given.items()
        ]
        fields = [
            *((ACTIVITY, code) for code in self.codes if self.shown != "activity"),
            *((ORGANIZATION, code) for code in [self.organization] if code and self.shown != "activity"),
            (PAGE, _named(self.page)),
            (TRAIL, "|".join(map(_named, self.trail))),
            (SHOWN, self.shown),
            *((f"{PREFIX}{key}", answer) for key, answer in answers if key not in shown),
        ]
        return [{"name": name, "value": value} for name, value in fields]

    @classmethod
    def of(cls, rulebook: Rulebook, sitting: Sitting) -> WizardState:
        """What a sitting says, as if it had just been said; the rulebook must know all of it."""
        state = cls(
            activities=[rulebook.activities[one.activity] for one in sitting.situations],
            shown="result",
            organization=_organization(rulebook),
        )
        for one in sitting.situations:
            for code, answer in one.answers.items():
                state.said.put(place_of(rulebook.questions[code], one.activity), answer)
        return state

    def sitting(self, rulebook: Rulebook) -> Sitting:
        """What was said, as it travels on by an explicit act."""
        return Sitting.under(rulebook, tuple(Situation(code, self.said.about(code)) for code in self.codes))

    def posted(self, rulebook: Rulebook) -> list[tuple[str, str]]:
        """The fields with which forms on the result page send it on."""
        return self.sitting(rulebook).fields()


def _organization(rulebook: Rulebook) -> str:
    return rulebook.overlay.organization if rulebook.overlay else ""


def _page(rulebook: Rulebook, keys: str) -> Page:
    places = (place_named(rulebook, key) for key in dict.fromkeys(keys.split()))
    return tuple(place for place in places if place)


def _named(page: Page) -> str:
    return " ".join(place.key for place in page)


def question_key(place: Place) -> str:
    """The name of an answer that does not say about which activity it is."""
    return place.question.code


def is_answer(place: Place, answer: str | None) -> bool:
    """Whether the words sent are one of the question's answers; "I don't know" is one of every question."""
    return answer == UNSURE or answer in place.question.by_code


def activity_error(state: WizardState) -> str:
    """What is wrong with the choice of activities; empty when nothing is."""
    if state.spoiled:
        return say("error.activity")
    if not state.activities:
        return say("error.none")
    return say("error.most", most=MOST_ACTIVITIES) if len(state.activities) > MOST_ACTIVITIES else ""


def answer_errors(page: Sequence[Place], data: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the answers that a page sent, by place."""
    sent = {place: data.get(f"{PREFIX}{place.key}", "") for place in page}
    return {
        place.key: say("error.option") if answer else say("error.required")
        for place, answer in sent.items()
        if not is_answer(place, answer)
    }
