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


ASKS: dict[tuple[CaseAction, str], Make] = {
    (CaseAction.REQUEST_INFORMATION, "question"): _text(
        _("Your question"),
        _("One question at a time. Ask only for what the answer needs; never which party or candidate."),
        _("Write the question."),
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
