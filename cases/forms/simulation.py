"""The form of a simulation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.drafts import drafts

LARGEST_RULEBOOK = 1024 * 1024  # bytes


class SimulationForm(forms.Form):
    """Which rulebook is tried: a draft that came with the product or is open in the editor, or a file."""

    use_required_attribute = False

    draft = forms.ChoiceField(label=_("Draft"), required=False)
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        max_length=200,
        help_text=_(
            "A rulebook as YAML, at most 1 MB. It is kept with the run, so that anybody can see what was tried."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", pgettext_lazy("draft of a rulebook", "None"))]
        self.fields["draft"].choices = none + [(known.ref, known.label) for known in drafts()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") and given["file"].size > LARGEST_RULEBOOK:
            self.add_error("file", _("This file is too large."))
        elif not self.errors and bool(given.get("file")) == bool(given.get("draft")):
            self.add_error("draft", _("Choose a draft, or a file: one of the two."))
        return given
