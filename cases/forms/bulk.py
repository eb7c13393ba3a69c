"""The forms of deeds on several cases: which ones, and what the deed asks."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.forms.shared import LONGEST_TEXT, area
from cases.models import BulkAction
from polact.rest.fields import LARGEST_ID


def keys_of(data: QueryDict) -> list[int]:
    """The cases that were chosen, in the order of the page; all that it showed where that was ticked."""
    given = data.getlist("case")
    if data.get("all"):
        given = [*data.get("shown", "").split(","), *given]
    return list(dict.fromkeys(int(key) for key in given if key.isascii() and key.isdigit() and int(key) <= LARGEST_ID))


def chosen_of(data: QueryDict) -> list[tuple[int, int | None]]:
    """The cases that a preview showed, each with the version that it showed."""
    pairs = [given.partition("-") for given in data.getlist("case")]
    numbers = [(key, version) for key, _dash, version in pairs if f"{key}{version}".isascii() and key.isdigit()]
    return [(int(key), int(version) if version.isdigit() else 0) for key, version in numbers if int(key) <= LARGEST_ID]


class BulkForm(forms.Form):
    """What the deed asks, and the key of its run, drawn when the preview was first shown."""

    use_required_attribute = False

    action = forms.ChoiceField(choices=BulkAction.choices, widget=forms.HiddenInput)
    run = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, action: str, colleagues: list[tuple[str, str]], run: UUID) -> None:
        super().__init__(data, initial={"action": action, "run": run})
        if action == BulkAction.ASSIGN:
            self.fields["to"] = forms.ChoiceField(
                label=_("Give them to"),
                choices=[("me", _("me")), *colleagues],
                error_messages={"required": _("Choose a person.")},
            )
        if action == BulkAction.ASK:
            self.fields["question"] = forms.CharField(
                label=_("Your question"),
                help_text=_("Each employee gets it on their own request. Never ask which party or candidate."),
                max_length=LONGEST_TEXT,
                widget=area(6),
                error_messages={"required": _("Write the question.")},
            )
