"""The forms of an expert opinion: asking for it, agreeing to it, giving it, giving it more time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import ConsultationKind, Shown
from cases.forms.shared import area

LONGEST_OPINION = 10_000  # characters
CAPACITIES = [
    (ConsultationKind.LABOUR_RELATIONS.value, _("Labour relations")),
    (ConsultationKind.COMMISSION.value, _("The Commission")),
    (ConsultationKind.MANAGER.value, _("The employee’s manager; the employee is asked for consent first")),
]


def last_day() -> forms.DateField:
    """Until when the expert may see the question."""
    return forms.DateField(
        label=_("Until which day?"),
        help_text=_("The last day on which the expert can see the question; at most 30 business days."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the last day.")},
    )


class AskOpinionForm(forms.Form):
    """Whom, what, showing what, until when."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Whom do you ask?"),
        choices=CAPACITIES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say in which capacity you ask.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "Of somebody of the organization, or of an officer of the Commission. Leave it empty to ask any officer, "
            "or the manager who is on record."
        ),
    )
    question = forms.CharField(
        label=_("Your question to the expert"),
        max_length=LONGEST_OPINION,
        widget=area(5),
        help_text=_("The expert reads this as you write it. Say nothing about the employee that it does not need."),
        error_messages={"required": _("Write the question for the expert.")},
    )
    shown = forms.MultipleChoiceField(
        label=_("What else may the expert see?"),
        choices=Shown.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Only what you tick, as it is now. Never the request itself, its messages or its attachments."),
    )
    until = last_day()

    def given(self) -> dict[str, Any]:
        """What the operation takes."""
        told = self.cleaned_data
        return {**told, "kind": ConsultationKind(told["kind"]), "shown": [Shown(fact) for fact in told["shown"]]}


class OpinionForm(forms.Form):
    """The expert's answer."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Your opinion"),
        max_length=LONGEST_OPINION,
        widget=area(8),
        help_text=_("Those who handle the request read it. It is given once and cannot be changed."),
        error_messages={"required": _("Write your opinion.")},
    )


class ConsentForm(forms.Form):
    """Yes or no."""

    use_required_attribute = False

    agrees = forms.TypedChoiceField(
        label=_("May your manager be asked?"),
        choices=[("yes", _("Yes, my manager may be asked this")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )


class ExtendForm(forms.Form):
    """A later last day."""

    use_required_attribute = False

    until = last_day()


class WithdrawForm(forms.Form):
    """Nothing to fill in: the button is the answer."""
