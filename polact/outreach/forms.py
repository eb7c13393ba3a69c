"""Forms of outreach: they check shape and save nothing. The first is that of the style guide, in English only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LEVELS = [("low", "Low"), ("moderate", "Moderate"), ("high", "High"), ("unknown", "I don’t know")]
TOPICS = [("duties", "My duties"), ("level", "My level"), ("visibility", "My visibility")]


class EveryControl(forms.Form):
    """Checks shape only and leads nowhere."""

    activity = forms.CharField(
        label="What do you want to do?",
        max_length=200,
        help_text="In a few words, without naming anybody else.",
    )
    facts = forms.CharField(label="What should we know?", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    when = forms.DateField(label="When?", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    level = forms.ChoiceField(
        label="How visible is your position?",
        choices=LEVELS,
        widget=forms.RadioSelect,
        help_text="Think of people outside your organization.",
    )
    topics = forms.MultipleChoiceField(
        label="What is it about?", choices=TOPICS, widget=forms.CheckboxSelectMultiple, required=False
    )
    order = forms.ChoiceField(label="Show first", choices=LEVELS, required=False)
    agree = forms.BooleanField(label="I have read how my information is used")


class GuidanceDraft(forms.Form):
    """A page of guidance in both languages, side by side."""

    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    title_fr = forms.CharField(label=_("Title in French"), max_length=120, required=False)
    summary_en = forms.CharField(label=_("Summary in English"), max_length=300, required=False)
    summary_fr = forms.CharField(label=_("Summary in French"), max_length=300, required=False)
    body_en = forms.CharField(
        label=_("Text in English"), widget=forms.Textarea(attrs={"rows": 24, "lang": "en"}), required=False
    )
    body_fr = forms.CharField(
        label=_("Text in French"), widget=forms.Textarea(attrs={"rows": 24, "lang": "fr"}), required=False
    )
    change_note = forms.CharField(
        label=_("What changes, and why?"),
        help_text=_("Administrators read it in the list of versions and in the trail."),
        max_length=500,
    )
    offer = forms.BooleanField(
        label=_("It is ready: ask a second person to publish it"),
        help_text=_(
            "The other administrators are told by e-mail. Both languages must be complete, and each statement must name its source."
        ),
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PublishDraft(forms.Form):
    """The second person's consent to exactly what was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class FindOrganization(forms.Form):
    """Part of a name or an abbreviation, in either language."""

    organization = forms.CharField(
        label=_("Organization"),
        help_text=_("Part of its name or its abbreviation, in English or in French."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class OfficeForm(forms.Form):
    """How the office is reached, in which languages."""

    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("That of the office, not of a person.")
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    serves_in_english = forms.BooleanField(label=_("Serves in English"), required=False)
    serves_in_french = forms.BooleanField(label=_("Serves in French"), required=False)
    note_en = forms.CharField(label=_("Note in English"), max_length=300, required=False)
    note_fr = forms.CharField(
        label=_("Note in French"),
        max_length=300,
        required=False,
        help_text=_("Office hours, for example. In both languages or in neither."),
    )


class CoverForm(forms.Form):
    """Who is away from when to when, and who stands in."""

    absent = forms.ChoiceField(label=_("Who is away?"))
    stand_in = forms.ChoiceField(label=_("Who stands in?"))
    active_from = forms.DateField(label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    active_to = forms.DateField(label=_("First day back"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, absent: list[tuple[str, str]], stand_ins: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].choices = absent  # type: ignore[attr-defined]
        self.fields["stand_in"].choices = stand_ins  # type: ignore[attr-defined]


class Confirmation(forms.Form):
    """Nothing to fill in: the button is the answer."""
