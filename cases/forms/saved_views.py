"""The forms of saved views and their alerts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import AlertKind
from cases.operations.saving_views import LARGEST_THRESHOLD
from polact.access.models import Organization

ONLY_ME = ("", _("Only me"))


class ViewForm(forms.Form):
    """The name of a view, and who sees it."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name of the view"), max_length=80, error_messages={"required": _("Give the view a name.")}
    )
    organization = forms.TypedChoiceField(
        label=_("Who sees it"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=_("A shared view shows each reader only what they may see anyway."),
    )

    def __init__(self, data: Any = None, *, organizations: list[Organization], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        told = _("Representatives of %(organization)s")
        shared = [(place.pk, told % {"organization": place}) for place in organizations]
        self.fields["organization"].choices = [ONLY_ME, *shared]  # type: ignore[attr-defined]


class AlertForm(forms.Form):
    """What one wants to be told of a view."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Tell me"), required=False, widget=forms.RadioSelect, choices=[("", _("nothing")), *AlertKind.choices]
    )
    threshold = forms.IntegerField(
        label=_("From how many requests on"),
        required=False,
        min_value=1,
        max_value=LARGEST_THRESHOLD,
        help_text=_("Only for “when there are many”. You are told once, and again after it was below that."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
