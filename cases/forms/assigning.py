"""The forms by which a case changes hands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.shared import LONGEST_TEXT, area


class HandOverForm(forms.Form):
    """To whom, and why; the version of the case that the page showed."""

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    person = forms.TypedChoiceField(
        label=_("To whom?"),
        coerce=int,
        error_messages={"required": _("Choose a colleague."), "invalid_choice": _("Choose a colleague.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Your colleagues read it in the history of the request. The employee does not."),
        max_length=LONGEST_TEXT,
        widget=area(3),
        error_messages={"required": _("Say why: your colleague reads it.")},
    )

    def __init__(
        self, data: Any = None, *, people: list[tuple[int, str]], reason_needed: bool, version: int, **kwargs: Any
    ) -> None:
        super().__init__(data, initial={"version": version}, **kwargs)
        self.fields["person"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]
        self.fields["reason"].required = reason_needed


class HandBackForm(forms.Form):
    """Why, if somebody wants to say; the version of the case that the page showed."""

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why, if you want to say"),
        help_text=_("Your colleagues read it in the history of the request. The employee does not."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=area(3),
    )
