"""Forms of access: they check shape and save nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polact.access.enums import Regime


class ConfirmRegime(forms.Form):
    regime = forms.ChoiceField(
        label=_("Regime that applies"),
        choices=[choice for choice in Regime.choices if choice[0] != Regime.TO_CONFIRM],
        widget=forms.RadioSelect,
    )
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        help_text=_("The Act and section that say so, for example “National Capital Act s. 8(2)”."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


def _days(label: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Give a number of business days.")},
    )


class StandardForm(forms.Form):
    """The service standard of an organization, in business days."""

    use_required_attribute = False

    standard_days = _days(
        _("Business days until an answer"), _("Counted from the day after a request was sent, without waiting times.")
    )
    answer_days = _days(
        _("Business days to answer a question"),
        _("How long an employee has to answer what a representative asks, unless another day is chosen."),
    )
