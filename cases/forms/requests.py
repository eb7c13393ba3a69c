"""The form of a request."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.shared import LONGEST_TEXT, area, by_name
from cases.models import LANGUAGES
from polact.access.models import Organization
from polact.catalogue.kinds import Family
from polact.catalogue.registry import types_of

ASKED = types_of(Family.ADVICE)[:1]
"""What this form asks; a candidacy has a form of its own. Where rules are other, the operation takes that type."""


class OfThosePlaces(forms.MultipleChoiceField):
    """Choices that follow another field: what belongs to a place chosen before is left out, not refused."""

    def to_python(self, value: Any) -> list[str]:
        return [given for given in super().to_python(value) if self.valid_value(given)]


class RequestForm(forms.Form):
    """What one asks, where, and in which language. A draft may be incomplete; only the place is needed then."""

    use_required_attribute = False

    organization = forms.ChoiceField(
        label=_("Your organization"),
        help_text=_("Its designated representatives read the request and answer it."),
        error_messages={"required": _("Choose your organization.")},
    )
    request_type = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    subject = forms.CharField(
        label=_("Subject"),
        max_length=200,
        help_text=_("A few words by which you will find it again. Do not name a party or a candidate."),
        error_messages={"required": _("Give the request a subject.")},
    )
    question = forms.CharField(
        label=_("What do you plan, and what would you like to know?"),
        max_length=LONGEST_TEXT,
        widget=area(8),
        help_text=_(
            "Say what you would do, how often, where it can be seen, and what in your work might touch it. "
            "Which party or candidate you support is nobody’s concern: leave it out."
        ),
        error_messages={"required": _("Say what you plan and what you would like to know.")},
    )
    planned_on = forms.DateField(
        label=_("When do you plan it?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("If you know. The representative can then answer in time."),
    )
    language = forms.ChoiceField(
        label=_("In which language should the answer be written?"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    named = OfThosePlaces(
        label=_("Is there somebody who should not handle this request?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Whoever you tick will not see it. You need not say why. Your manager and people of your unit are kept away "
            "by themselves, as far as that is on record."
        ),
    )
    attach = forms.BooleanField(
        label=_("Attach the self-assessment shown here"),
        required=False,
        help_text=_("Without it the representative sees only what you write yourself."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        places: Iterable[tuple[Any, Any]],
        may_attach: bool,
        representatives: Iterable[tuple[Any, Any]] = (),
        complete: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["organization"].choices = list(places)  # type: ignore[attr-defined]
        self.fields["named"].choices = list(representatives)  # type: ignore[attr-defined]
        self.fields["request_type"].choices = [(kind.code, kind.name) for kind in ASKED]  # type: ignore[attr-defined]
        if len(ASKED) == 1:
            self.fields["request_type"].widget = forms.HiddenInput()
        for name in ("subject", "question"):
            self.fields[name].required = complete
        if not may_attach:
            del self.fields["attach"]


def places(own: list[Organization], all_of_them: list[Organization]) -> list[tuple[Any, Any]]:
    """The choices of organizations: those where the person works first, then all the others by name."""
    mine = {organization.pk for organization in own}
    others = [organization for organization in all_of_them if organization.pk not in mine]
    grouped: list[tuple[Any, Any]] = [("", _("Choose an organization"))]
    if own:
        grouped.append((_("Where you work"), by_name(own)))
    grouped.append((_("Other organizations") if own else _("Organizations"), by_name(others)))
    return grouped
