"""The form that explains a finding of the safety net."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import FindingKind
from cases.forms.shared import LONGEST_TEXT, area


class ExplanationForm(forms.Form):
    """What is explained, why, and until when."""

    use_required_attribute = False

    kinds = forms.MultipleChoiceField(
        label=_("What do you explain?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what you explain.")},
    )
    text = forms.CharField(
        label=_("Why may the request wait?"),
        help_text=_("Those who answer for the organization read it. The employee does not."),
        max_length=LONGEST_TEXT,
        widget=area(4),
        error_messages={"required": _("Say why the request may wait.")},
    )
    until = forms.DateField(
        label=_("Until when?"),
        help_text=_("The last day on which this explanation holds, at most 90 days ahead."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Say until when."), "invalid": _("Give a date.")},
    )

    def __init__(self, data: Any = None, *, kinds: list[FindingKind], **kwargs: Any) -> None:
        super().__init__(data, initial={"kinds": [kind.value for kind in kinds]}, **kwargs)
        self.fields["kinds"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
