"""The forms of what follows a decision on a candidacy."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums.candidacy import ElectionResult
from cases.forms.shared import LONGEST_TEXT, area


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the day.")},
    )


class ConfirmedForm(forms.Form):
    """Nothing to fill in: the button is the answer."""


class AcknowledgeForm(forms.Form):
    """The employee's statement."""

    use_required_attribute = False

    statement = forms.BooleanField(
        label=_("I have read these conditions, I understand them, and I will follow them."),
        error_messages={"required": _("Tick the statement to acknowledge the conditions.")},
    )


class ChangeForm(forms.Form):
    """What has changed since the permission."""

    use_required_attribute = False

    change = forms.CharField(
        label=_("What has changed?"),
        max_length=LONGEST_TEXT,
        widget=area(6),
        help_text=_("Your position, your duties, your organization, or the election. Do not say for which party."),
        error_messages={"required": _("Say what has changed.")},
    )


class NoteForm(forms.Form):
    """Something about a condition: what, and on which day."""

    use_required_attribute = False

    happened_on = _day(_("On which day"))
    text = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST_TEXT,
        widget=area(4),
        error_messages={"required": _("Say what happened, in a few words.")},
    )


class PublicationForm(forms.Form):
    """Where the notice was published."""

    use_required_attribute = False

    published_on = _day(_("Published on"))
    issue = forms.CharField(
        label=_("Issue"),
        max_length=100,
        help_text=_("For example: Part I, volume 160, number 48."),
        error_messages={"required": _("Say in which issue.")},
    )
    link = forms.CharField(
        label=_("Link"),
        max_length=200,
        help_text=_("The full address, beginning with https://."),
        error_messages={"required": _("Give the full address of the notice, beginning with https://.")},
    )


class ResultForm(forms.Form):
    """What became of the candidacy."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of the candidacy.")},
    )
    happened_on = _day(_("On which day"))
    note_text = forms.CharField(label=_("Note"), required=False, max_length=LONGEST_TEXT, widget=area(3))

    def __init__(self, data: Any = None, *, possible: Sequence[ElectionResult], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["kind"].choices = [(one.value, one.label) for one in possible]  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """The words of the notice in the Canada Gazette."""

    use_required_attribute = False

    text_en = forms.CharField(label=_("Text in English"), max_length=LONGEST_TEXT, required=False, widget=area(12))
    text_fr = forms.CharField(label=_("Text in French"), max_length=LONGEST_TEXT, required=False, widget=area(12))
    version = forms.IntegerField(widget=forms.HiddenInput)
