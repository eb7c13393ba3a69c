"""Forms of routing rules and of election periods: they check shape and save nothing."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.rule_terms import RuleTerms, choices
from polact.access.models import Person

A_DAY = timedelta(days=1)


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class RuleForm(forms.Form):
    """What a rule asks, who gets the requests, its place in the order, and its days; the last day is included."""

    use_required_attribute = False

    request_type = forms.ChoiceField(label=_("Type of request"), required=False)
    activity_group = forms.ChoiceField(label=_("Activity"), required=False)
    level = forms.ChoiceField(
        label=_("Level of the self-assessment"),
        required=False,
        help_text=_("The most serious one where the result was a range. Without a self-assessment no level matches."),
    )
    language = forms.ChoiceField(label=_("Language of the answer"), required=False)
    region = forms.ChoiceField(
        label=_("Place of work"), required=False, help_text=_("Of the employee, in your organization.")
    )
    election = forms.ChoiceField(
        label=_("Election period"),
        required=False,
        help_text=_("While an election of this level touches the place of work. A federal one touches everybody."),
    )
    assign_to = forms.ChoiceField(label=_("Who gets these requests?"), required=False)
    priority = forms.IntegerField(
        label=_("Priority"),
        min_value=1,
        max_value=999,
        help_text=_("From 1 to 999, lowest first. The first rule that matches wins."),
    )
    active_from = day_field(_("First day"))
    last_day = day_field(_("Last day"), required=False, help_text=_("Leave it empty for a rule that stays."))
    note = forms.CharField(
        label=_("Why?"), max_length=200, required=False, help_text=_("A few words for your colleagues. Name nobody.")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        for name, known in choices().items():
            self.fields[name].choices = [("", _("Any")), *known]  # type: ignore[attr-defined]
        named = [(key, str(person)) for key, person in self.people.items()]
        self.fields["assign_to"].choices = [("", _("All representatives of the organization")), *named]  # type: ignore[attr-defined]

    def terms(self) -> RuleTerms:
        """What was filled in, as operations take it."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "last_day")}
        last = self.cleaned_data["last_day"]
        given["assign_to"] = self.people.get(given["assign_to"])
        return RuleTerms(**given, active_to=last + A_DAY if last else None)


def written(terms: RuleTerms) -> dict[str, Any]:
    """What a rule says, as the form shows it."""
    told = terms.columns()
    until = told.pop("active_to")
    return {
        **told,
        "assign_to": str(terms.assign_to.pk) if terms.assign_to else "",
        "last_day": until - A_DAY if until else None,
    }


class EndRuleForm(forms.Form):
    """From which day on a rule no longer holds."""

    ends_on = day_field(_("First day without it"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button is the answer."""
