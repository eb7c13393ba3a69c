"""What the wizard's pages send: the whole state in the form itself, because nothing is kept anywhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.finding import find_activities
from assessments.rulebook_parts import UNSURE, Activity, Question, Rulebook

PREFIX = "answer-"
PAGE, TRAIL, SHOWN, SEARCHED = "page", "trail", "shown", "searched"
SEARCH_LENGTH = 100

Shown = Literal["activity", "questions", "result"]


@dataclass
class WizardState:
    """Everything that one step hands to the next, as read from a form; `spoiled` when part of it made no sense.

    `page` are the questions on the page that was sent, `trail` those of the pages before it.
    """

    activity: Activity | None = None
    answers: dict[str, str] = field(default_factory=dict)
    page: tuple[str, ...] = ()
    trail: tuple[tuple[str, ...], ...] = ()
    shown: Shown = "activity"
    spoiled: bool = False

    @classmethod
    def read(cls, rulebook: Rulebook, data: Mapping[str, str]) -> WizardState:
        """Read a posted form. What the rulebook does not know is left out, and marks the state as spoiled.

        Unknown answers to the page's own questions do not: the page's form tells the person beside the question.
        """
        page = _questions(rulebook, data.get(PAGE, ""))
        state = cls(
            activity=rulebook.activities.get(data.get("activity", "")),
            page=page,
            trail=tuple(filter(None, (_questions(rulebook, part) for part in data.get(TRAIL, "").split("|")))),
        )
        for name in data:
            code = name.removeprefix(PREFIX)
            if name.startswith(PREFIX) and code not in page:
                state._take(rulebook, code, data[name])
        shown = data.get(SHOWN, "activity")
        if shown in ("questions", "result") and state.activity:
            state.shown = "questions" if shown == "questions" and page else "result"
        state.spoiled = state.spoiled or (state.activity is None and bool(data.get("activity") or shown != "activity"))
        return state

    def _take(self, rulebook: Rulebook, code: str, answer: str) -> None:
        question = rulebook.questions.get(code)
        if question and (answer == UNSURE or answer in question.by_code):
            self.answers[code] = answer
        else:
            self.spoiled = True

    def hidden(self, on_page: Sequence[Question] = ()) -> list[tuple[str, str]]:
        """The fields that carry the state through a page with these questions."""
        codes = [question.code for question in on_page]
        return [
            ("activity", self.activity.code if self.activity else ""),
            (PAGE, " ".join(codes)),
            (TRAIL, "|".join(" ".join(part) for part in self.trail)),
            (SHOWN, self.shown),
            *((f"{PREFIX}{code}", answer) for code, answer in self.answers.items() if code not in codes),
        ]


def _questions(rulebook: Rulebook, codes: str) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(codes.split()) if code in rulebook.questions)


def language() -> str:
    """The language of this page, as the rulebook's texts take it."""
    return get_language() or "en"


class ActivityForm(forms.Form):
    """The first step: words to search for, and one activity of the catalogue."""

    search = forms.CharField(
        label=_("What do you want to do?"),
        help_text=_("In a few words, without naming a party or a candidate: lawn sign, donate, share a post."),
        max_length=SEARCH_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    activity = forms.ChoiceField(
        label=_("Choose the activity"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the activity that is closest to yours."),
            "invalid_choice": _("That activity is not in the list. Choose the one that is closest to yours."),
        },
    )

    def __init__(self, rulebook: Rulebook, words: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = find_activities(rulebook, words)
        self.fields["activity"].choices = _catalogue(rulebook, self.found, grouped=not words.strip())  # type: ignore[attr-defined]


def _catalogue(rulebook: Rulebook, found: Sequence[Activity], *, grouped: bool) -> list[Any]:
    """All by group, or what was found, best first, and always the way out for what is not in the catalogue."""
    if grouped or not found:
        return [
            (text.in_language(language()), [_choice(a) for a in rulebook.activities.values() if a.group == code])
            for code, text in rulebook.groups.items()
        ]
    others = [a for a in rulebook.activities.values() if a.group == "OTH" and a not in found]
    return [_choice(activity) for activity in [*found, *others]]


def _choice(activity: Activity) -> tuple[str, str]:
    return activity.code, activity.text.in_language(language())


class QuestionsForm(forms.Form):
    """One page of questions, each with "I don't know" among its answers."""

    use_required_attribute = False

    def __init__(self, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[f"{PREFIX}{question.code}"] = forms.ChoiceField(
                label=question.text.in_language(language()),
                help_text=question.help.in_language(language()) if question.help else "",
                choices=_options(question),
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose an answer; “I don’t know” is one too."),
                    "invalid_choice": _("Choose one of these answers."),
                },
            )

    def answers(self) -> dict[str, str]:
        """The checked answers by the question's code."""
        return {name.removeprefix(PREFIX): answer for name, answer in self.cleaned_data.items()}


def _options(question: Question) -> list[tuple[str, Any]]:
    options = [(option.code, option.text.in_language(language())) for option in question.options]
    return options if UNSURE in question.by_code else [*options, (UNSURE, _("I don’t know"))]
