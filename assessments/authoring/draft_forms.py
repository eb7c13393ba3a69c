"""Forms about a draft as a whole: its number, notes and day; its file; reviews and publishing. They save nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from assessments.authoring.forms import LONGEST

VERSION = RegexValidator(r"^(0|[1-9]\d{0,3})(\.(0|[1-9]\d{0,3})){2}$", _("Three numbers with dots, such as 0.2.0."))


class DetailsForm(forms.Form):
    use_required_attribute = False
    version = forms.CharField(label=_("Number of the version"), max_length=14, validators=[VERSION])
    effective_from = forms.DateField(
        label=_("Takes effect on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Today or later. From that day on it is the one that people are assessed by."),
    )
    note_en = forms.CharField(
        label=_("What changes, in English"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "en"}),
    )
    note_fr = forms.CharField(
        label=_("What changes, in French"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "fr"}),
    )


class FileForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("Rulebook file"),
        help_text=_("YAML, as it is downloaded here. It replaces the whole draft, comments included."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/yaml,application/yaml"}),
    )


class ReviewForm(forms.Form):
    """Which changed results were looked at, and why they are right. A choice is the key of a result as JSON."""

    use_required_attribute = False
    results = forms.MultipleChoiceField(
        label=_("Results that you looked at"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one result."),
            "invalid_choice": _("The draft was changed meanwhile. Look at the list again."),
        },
    )
    reason = forms.CharField(
        label=_("Why these results are right"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is kept with your name for each of them, for good."),
        error_messages={"required": _("Say why these results are right.")},
    )

    def __init__(self, keys: Iterable[tuple[str, str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["results"].choices = [(coded(key), key[0]) for key in keys]  # type: ignore[attr-defined]

    def keys(self) -> list[tuple[str, str, str]]:
        """The results that were chosen, each as (item, before, after)."""
        found = (json.loads(choice) for choice in self.cleaned_data["results"])
        return [(item, before, after) for item, before, after in found]


def coded(key: tuple[str, str, str]) -> str:
    """A changed result as it stands in a form."""
    return json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))


class PublishForm(forms.Form):
    """The last yes: it carries what was seen, and nothing else."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    sure = forms.BooleanField(
        label=_("I have read what changes, and I publish it in my name."),
        error_messages={"required": _("Say that you have read what changes.")},
    )
