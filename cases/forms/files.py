"""The form with which a file is added."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.attachments.kinds import ACCEPT, too_large
from cases.attachments.limits import LARGEST_FILE, MEGABYTE


class FileForm(forms.Form):
    """One file. Whether it is taken in, the operation says, by looking into it."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, had_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.fields["file"].help_text = _(
            "A PDF, a picture (PNG, JPEG), a plain text, or a DOCX, XLSX or ODT, of at most %(most)s MB."
        ) % {"most": LARGEST_FILE // MEGABYTE}
        if had_too_large:
            self.fields["file"].error_messages = {**self.fields["file"].error_messages, "required": too_large()}


class ConfirmForm(forms.Form):
    """A confirmation; there is nothing to fill in."""
