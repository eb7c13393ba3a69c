"""The form of the style guide: one control of each kind. Developers read it; it is in English only."""

from django import forms

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
