"""The forms of a request for permission: who may ask, what it holds, and each step until it is analysed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import ElectionLevel
from cases.enums.candidacy import Employment, Stance
from cases.forms.actions import Lines, VersionForm
from cases.forms.shared import LONGEST_TEXT, area
from cases.models import LANGUAGES, Attachment, Candidacy, ElectionPeriod
from cases.operations.candidacy_commission import WITHDRAWN
from polact.access.enums import Role
from polact.catalogue.jurisdictions import JURISDICTIONS

PLACES = list(JURISDICTIONS.items())
NO_PARTY = _("Do not name a party.")


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give a date, such as 2026-12-01.")},
    )


def _text(label: Any, hint: Any = "", rows: int = 4, required: bool = False, missing: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_TEXT,
        widget=area(rows),
        error_messages={"required": missing} if required else {},
    )


def _line(label: Any, hint: Any = "", longest: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=longest)


class OfElection(forms.Form):
    """Which level of government, and where."""

    use_required_attribute = False

    level = forms.ChoiceField(
        label=_("Which election?"),
        choices=ElectionLevel.choices,
        widget=forms.RadioSelect,
        help_text=_("Elections of school boards and band councils are not under Part 7: ask your ethics office."),
        error_messages={"required": _("Say at which level of government.")},
    )
    jurisdiction = forms.ChoiceField(
        label=_("Where?"),
        choices=[("", _("Choose a place")), *PLACES],
        help_text=_("Canada for a federal election; otherwise the province or territory."),
        error_messages={"required": _("Choose a place that has elections of this level.")},
    )


class EligibilityForm(OfElection):
    """What decides whether permission can be asked for here at all."""

    organization = forms.ChoiceField(
        label=_("Your organization"), error_messages={"required": _("Choose your organization.")}
    )
    employment = forms.ChoiceField(
        label=_("How are you employed?"),
        choices=Employment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how you are employed.")},
    )
    on_leave = forms.BooleanField(
        label=_("I am on leave at present"),
        required=False,
        help_text=_("Being on leave does not exempt you: you need permission all the same."),
    )
    language = forms.ChoiceField(
        label=_("In which language should the decision be written?"), choices=LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, places: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["organization"].choices = list(places)  # type: ignore[attr-defined]


class WithFiles(forms.Form):
    """Which of the files of the request are the approved work description and the organization chart."""

    use_required_attribute = False

    description_file = forms.ChoiceField(label=_("Work description, approved by your organization"), required=False)
    chart_file = forms.ChoiceField(
        label=_("Organization chart"),
        required=False,
        help_text=_("It shows the position, the supervisor’s, and those that report to it."),
    )

    def __init__(self, data: Any = None, *, files: Iterable[Attachment], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [("", _("None yet")), *((str(file.pk), file.name) for file in files)]
        for name in ("description_file", "chart_file"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class CandidacyForm(WithFiles, OfElection):
    """The draft, in sections. Everything but level and place may be empty until it is signed."""

    election = forms.ChoiceField(
        label=_("Election period on record"), required=False, help_text=_("If it is on the list already.")
    )
    district = _line(_("Electoral district or municipality"))
    office = _line(_("Office that you seek"), NO_PARTY, 100)
    nomination_from = _day(_("You would seek nomination from"))
    candidate_from = _day(_("You would be a candidate from"))
    nominations_close = _day(_("Close of nominations"), _("Nominations cannot be filed after this day."))
    polling_day = _day(_("Polling day"))

    employment = forms.ChoiceField(label=_("How are you employed?"), choices=Employment.choices)
    on_leave = forms.BooleanField(label=_("I am on leave at present"), required=False)
    position_title = _line(_("Title of your position"))
    group_level = _line(_("Group and level"), _("For example EC-05."), 20)
    work_location = _line(_("Place of work"))
    duties = _text(
        _("Nature of your duties"),
        _("Decisions, advice, contracts, grants, supervision; contact with elected officials, residents, media."),
        6,
    )
    visibility = _text(_("Level and visibility of the position and the duties"), rows=3)
    manager_name = _line(_("Your manager"))
    has_temporary_duties = forms.BooleanField(label=_("I act in or am assigned to another position"), required=False)
    temporary_title = _line(_("Title of that position"))
    temporary_duties = _text(
        _("Duties there"), _("Their nature, the place of work, their level and visibility, as above.")
    )
    public_steps = _text(
        _("Public steps already taken"),
        _(
            "A site, a page, a poster, an announcement, an interview: what, and since when. Leave it empty if there is none."
        ),
        3,
    )
    language = forms.ChoiceField(
        label=_("In which language should the decision be written?"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    named = forms.TypedMultipleChoiceField(
        label=_("Is there somebody who should not handle this request?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Whoever you tick will not see it. You need not say why. Your manager and people of your unit are kept away "
            "by themselves, as far as that is on record."
        ),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        elections: Iterable[ElectionPeriod],
        representatives: Iterable[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["named"].choices = list(representatives)  # type: ignore[attr-defined]
        listed = [(str(one.pk), f"{one}, {one.get_level_display()}, {one.where}") for one in elections]
        self.fields["election"].choices = [("", _("Not on the list")), *listed]  # type: ignore[attr-defined]


class StepForm(VersionForm):
    """A step of a candidacy: what it asks, and the version that the page showed. Made for one candidacy and its files."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, candidacy: Candidacy, files: Iterable[Attachment], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": candidacy.case.version})
        super().__init__(data, **kwargs)

    def given(self) -> dict[str, Any]:
        """What the operation takes, beside files."""
        return dict(self.cleaned_data)


class SignForm(StepForm):
    """Whom to invite, and the signature."""

    agrees = forms.BooleanField(
        label=_("I sign: what I say here is true and complete, as far as I know"),
        error_messages={"required": _("Tick the box to sign.")},
    )

    def __init__(self, data: Any = None, *, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(data, candidacy=candidacy, **kwargs)
        for kind in candidacy.level_rules.inputs:
            if kind.role != Role.DEPUTY_HEAD:
                hint = _("Left empty, whoever is on record is invited. You will read the opinion.")
                self.fields[f"email_{kind.code}"] = forms.EmailField(
                    label=_("E-mail address: %(who)s") % {"who": kind.name}, required=False, help_text=hint
                )
        self.order_fields([name for name in self.fields if name != "agrees"])

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        emails = {name.removeprefix("email_"): told[name] for name in told if name.startswith("email_")}
        return {"version": told["version"], "emails": emails}


class FilesForm(WithFiles, StepForm):
    """A step with which files may come."""

    def __init__(self, data: Any = None, *, candidacy: Candidacy, files: Iterable[Attachment], **kwargs: Any) -> None:
        initial = {
            "version": candidacy.case.version,
            "description_file": candidacy.description_file_id or "",
            "chart_file": candidacy.chart_file_id or "",
        }
        forms.Form.__init__(self, data, initial=initial, **kwargs)
        choices = [("", _("None yet")), *((str(file.pk), file.name) for file in files)]
        for name in ("description_file", "chart_file"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class ProvideForm(FilesForm):
    answer = _text(_("Your answer, item by item"), NO_PARTY, 6, True, _("Say what you send, item by item."))
    field_order = ("answer",)


class AskItemsForm(StepForm):
    codes = forms.MultipleChoiceField(
        label=_("From the checklist"), required=False, widget=forms.CheckboxSelectMultiple
    )
    texts = Lines(
        label=_("What else is needed"),
        help_text=_("One thing a line. The employee and the organization read it as you write it."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=area(4),
    )

    def __init__(self, data: Any = None, *, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(data, candidacy=candidacy, **kwargs)
        terms = [(term.code, str(term.name)) for term in candidacy.rules.content]
        self.fields["codes"].choices = terms  # type: ignore[attr-defined]


class EndForm(StepForm):
    reason = forms.ChoiceField(
        label=_("Why is there no decision?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why there is no decision.")},
    )
    reasons = _text(
        _("In words, for the employee"), "", 4, True, _("Give the reasons: the employee is entitled to them.")
    )

    def __init__(self, data: Any = None, *, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(data, candidacy=candidacy, **kwargs)
        known = [(term.code, str(term.name)) for term in candidacy.rules.no_decision if term.code != WITHDRAWN.code]
        self.fields["reason"].choices = known  # type: ignore[attr-defined]


class WithdrawCandidacyForm(StepForm):
    reasons = _text(_("Why, if you want to say"), _("You need not give a reason."), 3)


class InviteForm(forms.Form):
    """Whose opinion, and of whom."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Whose opinion?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whose opinion you ask for.")},
    )
    email = forms.EmailField(label=_("E-mail address"), error_messages={"required": _("Give the e-mail address.")})

    def __init__(self, data: Any = None, *, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kinds = [(kind.code, str(kind.name)) for kind in candidacy.level_rules.inputs]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class InputForm(forms.Form):
    """The opinion of whoever was invited; given once."""

    use_required_attribute = False

    stance = forms.ChoiceField(
        label=_("What do you think of the candidacy?"),
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you think.")},
    )
    impartiality = _text(
        _("Political impartiality"),
        _(
            "Would the duties still be done impartially, and be seen to be? Which facts of the position speak for it or against?"
        ),
        6,
        True,
        _("Say why, as to political impartiality."),
    )
    operations = _text(_("Operational concerns"), _("For example leave, replacement, files to hand over. Or nothing."))
