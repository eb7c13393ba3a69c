"""The forms of people whom nobody knows: what they say about the self-assessment, and the code that they wrote down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.codes import LENGTH, read_code
from assessments.models.feedback import MOST_WORDS, Helpfulness


class FeedbackForm(forms.Form):
    """One click, and words if one likes."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Would you like to add something? (optional)"),
        help_text=_(
            "Administrators of this service read it. Please leave out everything personal: who you are, names, your "
            "organization, which party. At most 1,000 characters."
        ),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"max_length": _("Keep it to 1,000 characters.")},
    )
    helpful = forms.ChoiceField(
        choices=Helpfulness.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Press one of the three buttons."),
            "invalid_choice": _("Press one of the three buttons."),
        },
    )


class CodeForm(forms.Form):
    """The code that was written down, however it was typed."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("28 letters and digits in groups of four. Small letters, spaces and hyphens do not matter."),
        max_length=4 * LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-input"}
        ),
        error_messages={
            "required": _("Enter the code that you wrote down."),
            "max_length": _("This is longer than a code. It has 28 letters and digits."),
        },
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _(
                    "This cannot be a code: a letter or digit is wrong, missing or in the wrong place. Check each of them."
                )
            )
        return code
