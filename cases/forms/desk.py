"""The filters of the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.shared import by_name
from cases.models import LANGUAGES
from polact.access.models import Organization


class DeskForm(forms.Form):
    """The filters of the desk; what makes no sense is left out."""

    words = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        help_text=_("A number (PA-000123) or words."),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    level = forms.ChoiceField(label=_("Level"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("Both")), *LANGUAGES])
    organization = forms.TypedChoiceField(label=_("Organization"), required=False, coerce=int, empty_value=None)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, levels: list[tuple[str, str]], organizations: list[Organization], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["level"].choices = [("", _("All")), *levels]  # type: ignore[attr-defined]
        if len(organizations) > 1:
            self.fields["organization"].choices = [("", _("All")), *by_name(organizations)]  # type: ignore[attr-defined]
        else:
            del self.fields["organization"]
