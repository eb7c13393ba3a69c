"""The form of a passage."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import PassageKind
from cases.forms.shared import LONGEST_TEXT, area, by_name
from polact.access.models import Organization

SHARED = "shared"


class PassageForm(forms.Form):
    """A passage in both languages. Code and owner are chosen once; the next versions keep them."""

    use_required_attribute = False

    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        help_text=_("A short name in small letters, such as own-time. It stays the same through all versions."),
        error_messages={"required": _("Give the passage a code.")},
    )
    owner = forms.ChoiceField(label=_("For whom"), error_messages={"required": _("Choose for whom the passage is.")})
    kind = forms.ChoiceField(
        label=_("Where it goes"),
        choices=PassageKind.choices,
        error_messages={"required": _("Choose where the passage goes.")},
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    title_fr = forms.CharField(label=_("Title in French"), max_length=120, required=False)
    text_en = forms.CharField(label=_("Text in English"), max_length=LONGEST_TEXT, required=False, widget=area(6))
    text_fr = forms.CharField(label=_("Text in French"), max_length=LONGEST_TEXT, required=False, widget=area(6))
    parts = forms.CharField(
        label=_("Passages that a template gathers"),
        required=False,
        max_length=2000,
        widget=area(3),
        help_text=_("Their codes, one a line. Only for a template, which has no text of its own."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, organizations: list[Organization], shared: bool, is_new: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        owners = [(SHARED, _("All organizations"))] if shared else []
        self.fields["owner"].choices = [*owners, *((str(pk), name) for pk, name in by_name(organizations))]  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["code"], self.fields["owner"]

    def words(self) -> dict[str, Any]:
        """What the operation takes, beside code and owner."""
        given = self.cleaned_data
        texts = {name: given[name] for name in ("kind", "title_en", "title_fr", "text_en", "text_fr", "version")}
        return {**texts, "parts": [line.strip() for line in given["parts"].splitlines() if line.strip()]}
