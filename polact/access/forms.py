"""Forms of access: they check shape and save nothing."""

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
