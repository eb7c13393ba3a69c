"""The forms of the table's actions."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import CaseAction
from cases.forms.shared import LONGEST_TEXT, area
from cases.models import Case
from cases.operations.ending import DESTINATIONS
from cases.workflow import Row
from polact.catalogue.kinds import Outcome

Make = Callable[[Case], forms.Field]


def _text(label: Any, hint: Any, missing: Any, rows: int = 6, required: bool = True) -> Make:
    return lambda case: forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_TEXT,
        widget=area(rows),
        error_messages={"required": missing},
    )


def _with_meaning(outcome: Outcome) -> str:
    return format_html('<strong>{}</strong> <span class="meaning">{}</span>', outcome.name, outcome.meaning)


def _destination(case: Case) -> forms.Field:
    return forms.ChoiceField(
        label=_("Where does it belong?"),
        choices=[(code, _with_meaning(outcome)) for code, outcome in DESTINATIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where the request belongs.")},
    )


class Lines(forms.CharField):
    """One thing a line; an empty field is an empty list."""

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def _items(case: Case) -> forms.Field:
    return Lines(
        label=_("What is needed"),
        help_text=_(
            "One thing a line, if there are several: the employee can answer each, and you see what is missing."
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=area(4),
    )


def _answer_by(hint: Any, required: bool = False) -> Make:
    return lambda case: forms.DateField(
        label=_("Answer by"),
        help_text=hint % {"days": case.organization.answer_days},
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say by when."), "invalid": _("Give a date, such as 2026-12-01.")},
    )


ASKS: dict[tuple[CaseAction, str], Make] = {
    (CaseAction.REQUEST_INFORMATION, "question"): _text(
        _("Your question"),
        _("One question at a time. Ask only for what the answer needs; never which party or candidate."),
        _("Write the question."),
    ),
    (CaseAction.REQUEST_INFORMATION, "items"): _items,
    (CaseAction.REQUEST_INFORMATION, "answer_by"): _answer_by(
        _("At least one business day ahead. Left empty, the answer is asked for within %(days)d business days.")
    ),
    (CaseAction.REMIND_AGAIN, "answer_by"): _answer_by(
        _("At least one business day ahead. As a rule your organization gives %(days)d business days."), required=True
    ),
    (CaseAction.GO_ON, "reasons"): _text(
        _("Why you go on without it"),
        _("For example: enough is known to answer on the facts at hand. The employee reads this."),
        _("Say why you go on: the employee reads it."),
        rows=4,
    ),
    (CaseAction.CLOSE_UNANSWERED, "reasons"): _text(
        pgettext_lazy("of advice", "Reasons"),
        _("What was missing, and why no answer is possible without it. The employee reads this."),
        _("Give the reasons: the employee is entitled to them."),
        rows=4,
    ),
    (CaseAction.PROVIDE_INFORMATION, "answer"): _text(
        _("Your answer"),
        _("Do not name a party or a candidate."),
        _("Write your answer."),
    ),
    (CaseAction.RETURN_ADVICE, "comment"): _text(
        _("What should change"),
        _("For the author. The employee never reads this."),
        _("Say what should change: the author reads it."),
    ),
    (CaseAction.REOPEN, "reasons"): _text(
        pgettext_lazy("of advice", "Reasons"),
        _("What has changed, or what was missed. The employee reads this."),
        _("Say why the request is opened again: the employee reads it."),
        rows=4,
    ),
    (CaseAction.REDIRECT, "destination"): _destination,
    (CaseAction.REDIRECT, "reasons"): _text(
        pgettext_lazy("of advice", "Reasons"),
        _("Why it belongs there, and whom to turn to. The employee reads this."),
        _("Give the reasons: the employee is entitled to them."),
    ),
    (CaseAction.WITHDRAW, "reasons"): _text(
        _("Why, if you want to say"),
        _("You need not give a reason."),
        _("Say why."),
        rows=3,
        required=False,
    ),
}


class ActionForm(forms.Form):
    """What the row of the table asks for, and the version of the case that the page showed."""

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, row: Row, case: Case, **kwargs: Any) -> None:
        super().__init__(data, initial={"version": case.version}, **kwargs)
        for name in row.asks:
            self.fields[name] = ASKS[row.action, name](case)

    def given(self) -> dict[str, Any]:
        """What the operation takes: each asked field, and the version."""
        return dict(self.cleaned_data)


class VersionForm(forms.Form):
    """A confirmation: nothing but the version of the case that the page showed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
