"""The form by which somebody steps aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.shared import area


class RecuseForm(forms.Form):
    """Why, and the version of the case that the page showed."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why must you not handle this request?"),
        help_text=_("For example: we are related. It is kept, and nobody at the desk sees it."),
        max_length=2000,
        widget=area(4),
        error_messages={"required": _("Say why: the reason is kept, and nobody at the desk sees it.")},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
