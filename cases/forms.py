"""The forms of requests and cases. They check shape; the operations check the rules."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.drafts import drafts
from cases.enums import CaseAction
from cases.models import LANGUAGES, Case
from cases.operations.ending import DESTINATIONS
from cases.workflow import Row
from polact.access.models import Organization
from polact.catalogue.kinds import Outcome
from polact.catalogue.registry import REQUEST_TYPES

LONGEST_TEXT = 20_000
LARGEST_RULEBOOK = 1024 * 1024  # bytes


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


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
        widget=_area(8),
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
        complete: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["organization"].choices = list(places)  # type: ignore[attr-defined]
        self.fields["request_type"].choices = [(kind.code, kind.name) for kind in REQUEST_TYPES]  # type: ignore[attr-defined]
        if len(REQUEST_TYPES) == 1:
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
        grouped.append((_("Where you work"), _by_name(own)))
    grouped.append((_("Other organizations") if own else _("Organizations"), _by_name(others)))
    return grouped


def _by_name(organizations: list[Organization]) -> list[tuple[int, str]]:
    return sorted(((organization.pk, str(organization)) for organization in organizations), key=lambda pair: pair[1])


# Actions of the table -------------------------------------------------------------------------------------------

Make = Callable[[Case], forms.Field]


def _text(label: Any, hint: Any, missing: Any, rows: int = 6, required: bool = True) -> Make:
    return lambda case: forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_TEXT,
        widget=_area(rows),
        error_messages={"required": missing},
    )


def _with_meaning(outcome: Outcome) -> str:
    return format_html('<strong>{}</strong> <span class="meaning">{}</span>', outcome.name, outcome.meaning)


def _outcome(case: Case) -> forms.Field:
    return forms.ChoiceField(
        label=_("Conclusion"),
        choices=[(answer.code, _with_meaning(answer)) for answer in case.type.answers],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a conclusion.")},
    )


def _destination(case: Case) -> forms.Field:
    return forms.ChoiceField(
        label=_("Where does it belong?"),
        choices=[(code, _with_meaning(outcome)) for code, outcome in DESTINATIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where the request belongs.")},
    )


ASKS: dict[tuple[CaseAction, str], Make] = {
    (CaseAction.REQUEST_INFORMATION, "question"): _text(
        _("Your question"),
        _("One question at a time. Ask only for what the answer needs; never which party or candidate."),
        _("Write the question."),
    ),
    (CaseAction.PROVIDE_INFORMATION, "answer"): _text(
        _("Your answer"),
        _("Do not name a party or a candidate."),
        _("Write your answer."),
    ),
    (CaseAction.RECORD_ADVICE, "outcome"): _outcome,
    (CaseAction.RECORD_ADVICE, "reasons"): _text(
        pgettext_lazy("of advice", "Reasons"),
        _(
            "The facts you relied on, the nature of the duties and of the activity, the level and visibility of the "
            "position, and what follows for ability and for perception. The employee reads all of it."
        ),
        _("Give the reasons: the employee is entitled to them."),
        rows=10,
    ),
    (CaseAction.RECORD_ADVICE, "mitigations"): _text(
        _("Precautions"),
        _("What the employee should do or avoid, one a line. Needed when the conclusion rests on precautions."),
        _("Say which precautions the conclusion rests on."),
        required=False,
    ),
    (CaseAction.REDIRECT, "destination"): _destination,
    (CaseAction.REDIRECT, "reasons"): _text(
        pgettext_lazy("of advice", "Reasons"),
        _("Why it belongs there, and whom to turn to. The employee reads this."),
        _("Give the reasons: the employee is entitled to them."),
    ),
    (CaseAction.WITHDRAW, "reasons"): _text(
        _("Why, if you want to say"),
        _("You need not give a reason."),
        _("Say why."),
        rows=3,
        required=False,
    ),
}


class ActionForm(forms.Form):
    """What the row of the table asks for, and the version of the case that the page showed."""

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, row: Row, case: Case, **kwargs: Any) -> None:
        super().__init__(data, initial={"version": case.version}, **kwargs)
        for name in row.asks:
            self.fields[name] = ASKS[row.action, name](case)

    def given(self) -> dict[str, Any]:
        """What the operation takes: each asked field, and the version."""
        return dict(self.cleaned_data)


class VersionForm(forms.Form):
    """A confirmation: nothing but the version of the case that the page showed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DeskForm(forms.Form):
    """The filters of the desk; what makes no sense is left out."""

    words = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        help_text=_("A number (PA-000123) or words."),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    level = forms.ChoiceField(label=_("Level"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("Both")), *LANGUAGES])
    organization = forms.TypedChoiceField(label=_("Organization"), required=False, coerce=int, empty_value=None)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, levels: list[tuple[str, str]], organizations: list[Organization], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["level"].choices = [("", _("All")), *levels]  # type: ignore[attr-defined]
        if len(organizations) > 1:
            self.fields["organization"].choices = [("", _("All")), *_by_name(organizations)]  # type: ignore[attr-defined]
        else:
            del self.fields["organization"]


class SimulationForm(forms.Form):
    """Which rulebook is tried: a draft that came with the product or is open in the editor, or a file."""

    use_required_attribute = False

    draft = forms.ChoiceField(label=_("Draft"), required=False)
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        max_length=200,
        help_text=_(
            "A rulebook as YAML, at most 1 MB. It is kept with the run, so that anybody can see what was tried."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", pgettext_lazy("draft of a rulebook", "None"))]
        self.fields["draft"].choices = none + [(known.ref, known.label) for known in drafts()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") and given["file"].size > LARGEST_RULEBOOK:
            self.add_error("file", _("This file is too large."))
        elif not self.errors and bool(given.get("file")) == bool(given.get("draft")):
            self.add_error("draft", _("Choose a draft, or a file: one of the two."))
        return given
