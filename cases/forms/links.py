"""The form that links two requests: it checks shape and saves nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import LinkKind
from cases.queries.searching import NUMBER


class LinkForm(forms.Form):
    """Which other request, and how the two belong together."""

    other = forms.CharField(
        label=_("Number of the other request"),
        max_length=20,
        help_text=_("As it stands on its page, for example PA-000123."),
        error_messages={"required": _("Give the number of the other request.")},
    )
    kind = forms.ChoiceField(
        label=_("How do they belong together?"), choices=LinkKind.choices, widget=forms.RadioSelect
    )

    def clean_other(self) -> int:
        found = NUMBER.fullmatch(self.cleaned_data["other"])
        if found is None or int(found[1]) >= 2**63:
            raise forms.ValidationError(_("This is not the number of a request."))
        return int(found[1])
