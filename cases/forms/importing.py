"""The form with which the register of earlier years is brought."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.attachments.kinds import too_large
from cases.attachments.limits import LARGEST_FILE, MEGABYTE


class HistoryForm(forms.Form):
    """One CSV file. Nothing is imported before its preview is confirmed."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, had_too_large: bool = False) -> None:
        super().__init__(data, files)
        told = {"most": LARGEST_FILE // MEGABYTE}
        self.fields["file"].help_text = _("CSV in UTF-8, at most %(most)s MB and 20,000 rows.") % told
        if had_too_large:
            self.fields["file"].error_messages = {**self.fields["file"].error_messages, "required": too_large()}
