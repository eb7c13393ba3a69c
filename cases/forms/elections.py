"""Forms of elections: they check shape and save nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.election_facts import Days
from cases.election_files import LARGEST_FILE, decoded
from cases.enums import ElectionChangeReason, ElectionKind, ElectionLevel
from cases.filing import MOST_DAYS, USUAL_DAYS
from cases.forms.routing import A_DAY, day_field
from cases.models import ElectionPeriod
from polact.base.errors import Invalid
from polact.catalogue.jurisdictions import JURISDICTIONS
from polact.catalogue.offices import municipality_kinds

POSTPONED = (ElectionChangeReason.POSTPONED, ElectionChangeReason.CANDIDATE_DIED)


def source_field() -> forms.CharField:
    return forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Where it can be read, for example the proclamation or a page.")
    )


class DaysForm(forms.Form):
    """The days of an election; the last day is included."""

    use_required_attribute = False

    active_from = day_field(_("First day"), help_text=_("Of the election period, such as the day of the writ."))
    polling_day = day_field(_("Polling day"), required=False)
    last_day = day_field(
        _("Last day"), required=False, help_text=_("Leave it empty if it is polling day, or not known yet.")
    )
    nominations_close = day_field(
        _("Close of nominations"),
        required=False,
        help_text=_("Left empty for a federal election, it is the Monday three weeks before polling day."),
    )
    nominations_time = forms.TimeField(
        label=_("At what time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("On the clock of the place, for example 14:00."),
    )
    source = source_field()

    def clean_last_day(self) -> Any:
        last = self.cleaned_data["last_day"]
        if last is not None and last.year > 2200:
            raise forms.ValidationError(_("Check the year."))
        return last

    def days(self) -> Days:
        """What was filled in, as operations take it."""
        last = self.cleaned_data["last_day"]
        names = ("active_from", "polling_day", "nominations_close", "nominations_time")
        return Days(active_to=last + A_DAY if last else None, **{name: self.cleaned_data[name] for name in names})


class ElectionForm(DaysForm):
    """An election to record."""

    level = forms.ChoiceField(label=_("Level of government"), choices=ElectionLevel.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Kind of election"),
        choices=[("", _("General election of the level")), *ElectionKind.choices],
        required=False,
    )
    jurisdiction = forms.ChoiceField(
        label=_("Where"),
        choices=list(JURISDICTIONS.items()),
        help_text=_("Canada for a federal election; for a municipal one, the province or territory."),
    )
    label_en = forms.CharField(label=_("Name in English"), max_length=200)
    label_fr = forms.CharField(label=_("Name in French"), max_length=200)
    district = forms.CharField(
        label=_("Electoral district"), max_length=20, required=False, help_text=_("Its code, for a by-election.")
    )
    municipality = forms.CharField(
        label=_("Municipality"), max_length=200, required=False, help_text=_("If the election is that of one.")
    )
    municipality_kind = forms.ChoiceField(
        label=_("Kind of municipality"), choices=lambda: [("", "—"), *municipality_kinds()], required=False
    )

    field_order = (
        "level", "kind", "jurisdiction", "label_en", "label_fr", "district", "municipality", "municipality_kind",
    )  # fmt: skip


class PostponeForm(forms.Form):
    """A later polling day, everywhere or in one district."""

    use_required_attribute = False

    reason = forms.ChoiceField(
        label=_("Why is it postponed?"),
        choices=[(reason.value, reason.label) for reason in POSTPONED],
        widget=forms.RadioSelect,
    )
    district = forms.CharField(
        label=_("Electoral district"),
        max_length=20,
        required=False,
        help_text=_("Its code. Leave it empty if it is postponed everywhere."),
    )
    polling_day = day_field(_("New polling day"))
    nominations_close = day_field(
        _("New close of nominations"), required=False, help_text=_("Leave it empty if it stays as it is.")
    )
    source = source_field()


class WithdrawForm(forms.Form):
    """The writ is withdrawn, everywhere or in one district."""

    use_required_attribute = False

    district = forms.CharField(
        label=_("Electoral district"),
        max_length=20,
        required=False,
        help_text=_("Its code. Leave it empty if the writ is withdrawn everywhere."),
    )
    source = source_field()


class ImportForm(forms.Form):
    """A file, or its text; the text is kept while it is looked at."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("File"), required=False, max_length=200, help_text=_("CSV in UTF-8, at most 1 MB and 2,000 lines.")
    )
    content = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file"):
            try:
                given["content"] = decoded(given["file"].read(LARGEST_FILE + 1))
            except Invalid as refusal:
                self.add_error("file", str(refusal.message))
        elif not self.errors and not given.get("content"):
            self.add_error("file", _("Choose a file, or paste its text."))
        return given


class FilingForm(forms.Form):
    """How many business days an organization needs; what is no such number counts as the usual."""

    days = forms.IntegerField(
        label=_("Business days that your organization needs"), min_value=0, max_value=MOST_DAYS, initial=USUAL_DAYS
    )

    def number(self) -> int:
        return self.cleaned_data["days"] if self.is_valid() else USUAL_DAYS


def days_of(period: ElectionPeriod) -> dict[str, Any]:
    """The days of an election, as the form shows them."""
    days = {name: value for name, value in vars(Days.of(period)).items() if name != "active_to"}
    return {**days, "last_day": period.last_day}
