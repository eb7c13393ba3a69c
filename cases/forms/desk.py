"""The filters of the desk, and the view that they make."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.rulebook import current
from cases import queries
from cases.enums import CaseStatus
from cases.models import LANGUAGES
from cases.queries import Choices, DeskFilter
from polact.base import clock
from polact.base.text import current_language
from polact.catalogue.jurisdictions import places_of_work

ANY = ("", pgettext_lazy("filter", "All"))
STATUSES = [(status.value, status.label) for status in CaseStatus if status != CaseStatus.DRAFT]
WAITING = [("employee", _("the employee")), ("me", _("me")), ("colleague", _("a colleague")), ("anyone", _("anyone"))]
DUE = [("late", _("late")), ("today", _("today or late")), ("soon", _("within 3 days")), ("week", _("within 7 days"))]
FIRST = ("words", "level", "due", "waiting")
HIDDEN = ("tab",)


class DeskForm(forms.Form):
    """The filters of the desk; what makes no sense is left out, whether it exists elsewhere or not."""

    words = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        help_text=_("A number (PA-000123), a name, or words."),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    level = forms.ChoiceField(label=_("Level"), required=False)
    due = forms.ChoiceField(label=_("Due"), required=False, choices=[ANY, *DUE])
    waiting = forms.ChoiceField(label=_("Waits for"), required=False, choices=[ANY, *WAITING])
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All open")), *STATUSES])
    assigned = forms.ChoiceField(label=_("Held by"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("Both")), *LANGUAGES])
    group = forms.ChoiceField(label=_("Activity"), required=False)
    region = forms.ChoiceField(label=_("Place of work"), required=False)
    before = forms.DateField(
        label=_("Due before"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    organization = forms.TypedChoiceField(label=_("Organization"), required=False, coerce=int, empty_value=None)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        colleagues = [("me", _("me")), ("nobody", _("nobody")), *choices.colleagues]
        self._offer("level", levels())
        self._offer("group", groups())
        self._offer("region", [(code, str(name)) for code, name in places_of_work()])
        self._offer("assigned", colleagues)
        if choices.organizations:
            self._offer("organization", choices.organizations)
        else:
            del self.fields["organization"]

    def _offer(self, name: str, offered: list[Any]) -> None:
        self.fields[name].choices = [ANY, *offered]  # type: ignore[attr-defined]

    @property
    def first(self) -> list[BoundField]:
        """The filters that are always there."""
        return [self[name] for name in FIRST]

    @property
    def further(self) -> list[BoundField]:
        """Those behind "more filters"."""
        return [self[name] for name in self.fields if name not in (*FIRST, *HIDDEN)]

    @property
    def is_further_used(self) -> bool:
        return any(self.asked.get(field.name) for field in self.further)

    @property
    def asked(self) -> dict[str, str]:
        """What was asked and makes sense, as the query of an address: what a saved view keeps."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value and self.fields.get(name)}
        if given.get("tab") not in queries.TABS[1:]:
            given.pop("tab", None)
        return {name: str(value) for name, value in given.items()}

    def wanted(self) -> DeskFilter:
        """The filter that the queries take."""
        asked = self.asked
        given = {name: value for name, value in self.cleaned_data.items() if name in asked}
        return DeskFilter(**given, today=clock.local_date(clock.now()))


def levels() -> list[tuple[str, str]]:
    titles = current().results
    return [(code, titles[code].title.in_language(current_language())) for code in titles if code != "OPEN"]


def groups() -> list[tuple[str, str]]:
    return [(code, name.in_language(current_language())) for code, name in current().groups.items()]
