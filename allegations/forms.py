"""The forms of allegations: the public one, the one for what came on paper, and what each action of the table asks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from allegations.enums import (
    MEASURES_FOR,
    AllegationAction,
    Channel,
    Manner,
    Party,
    Provision,
    Purpose,
    StepKind,
    SubjectKind,
)
from allegations.models import LANGUAGES, Allegation
from allegations.queries import notices_of, person_of
from allegations.timeliness import gathered
from allegations.workflow import Row
from polact.access.queries import organizations_by_need
from polact.base.text import current_language

LONGEST_TEXT = 20_000
NOT_SAID = pgettext_lazy("choice", "Not known")
NEITHER = pgettext_lazy("choice", "Does not apply")
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def text(
    label: Any, hint: Any = "", *, missing: Any = None, rows: int = 5, length: int = LONGEST_TEXT
) -> forms.CharField:
    """Some lines of text, required where `missing` says what to do without them."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    errors = {"required": missing} if missing else {}
    return forms.CharField(
        label=label, help_text=hint, required=bool(missing), max_length=length, widget=widget, error_messages=errors
    )


def day(label: Any, hint: Any = "", *, missing: Any = None) -> forms.DateField:
    """A calendar day."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=bool(missing),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give a date, such as 2026-12-01."), **({"required": missing} if missing else {})},
    )


def choice(label: Any, choices: Any, hint: Any = "", *, missing: Any = None) -> forms.ChoiceField:
    """One of a few, as radio buttons."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=bool(missing),
        widget=forms.RadioSelect,
        error_messages={"required": missing} if missing else {},
    )


def organization_field(hint: Any = "") -> forms.TypedChoiceField:
    """An organization, or none."""
    known = [(one.pk, str(one)) for one in organizations_by_need()]
    return forms.TypedChoiceField(
        label=_("Where the person works"),
        help_text=hint,
        choices=[("", NOT_SAID), *known],
        coerce=int,
        empty_value=None,
        required=False,
    )


def began() -> dict[str, forms.Field]:
    """The dates that the limits of section 8 are computed from."""
    return {
        "began_on": day(_("When it began"), _("As well as you know. Leave it empty if you do not.")),
        "during_election": forms.BooleanField(
            label=_("It began during an election period"),
            help_text=_("Of the election that it was about: federal, provincial, territorial or municipal."),
            required=False,
        ),
        "period_ended_on": day(_("When that election period ended"), _("Only if it began during one: polling day.")),
        "aware_on": day(_("When you became aware of it")),
    }


class IntakeForm(forms.Form):
    """What anybody may send. Nothing is refused for being late, nor for a date that is not known."""

    use_required_attribute = False

    subject_kind = choice(_("Whom is it about?"), SubjectKind.choices, missing=_("Say whom it is about."))
    named = text(
        _("The person’s name"),
        _("And the position or place of work, if you know it."),
        missing=_("Say whom the allegation is about, as well as you can."),
        rows=1,
        length=200,
    )
    provisions = forms.MultipleChoiceField(
        label=_("Which section of the Act"),
        help_text=_("For an employee, choose one or more. For a deputy head it is always section 117: choose nothing."),
        choices=[(one.value, one.label) for one in Provision if one != Provision.S117],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    description = text(
        _("What was done, where and when"),
        _(
            "Describe the activity. Leave out which party or candidate it was for: it does not matter here, and is not kept."
        ),
        missing=_("Say what was done, where and when."),
        rows=8,
    )
    complainant_was_candidate = choice(
        _("Only for a deputy head: are you, or have you been, a candidate in an election?"),
        YES_NO,
        _("Section 119 of the Act lets only such a person make an allegation against a deputy head."),
    )
    complainant_name = text(
        _("Your name (optional)"),
        _("Without your name and how to reach you, you cannot be told what becomes of it, nor be heard."),
        rows=1,
        length=200,
    )
    complainant_contact = text(_("How to reach you (optional)"), _("An address or e-mail address."), rows=2, length=500)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["organization"] = organization_field()
        self.fields |= began()
        first = ("subject_kind", "named", "organization", "provisions", "description", "began_on", "during_election")
        self.order_fields((*first, "period_ended_on", "aware_on"))

    def given(self) -> dict[str, Any]:
        """What the operation takes."""
        said = dict(self.cleaned_data)
        said["complainant_was_candidate"] = {"yes": True, "no": False}.get(said["complainant_was_candidate"])
        return gathered({"language": current_language(), **said})


class EntryForm(IntakeForm):
    """What came otherwise than by the public form, with how and when it came (PAR 7, 8(3))."""

    channel = choice(_("How it came"), Channel.choices, missing=_("Say how it came."))
    received_on = day(
        _("When it came"),
        _("By hand or courier the day of delivery, by electronic means the day of transmission."),
        missing=_("Say on which day it came."),
    )
    postmarked_on = day(_("Date of the postmark"), _("Only for mail."))
    metered_on = day(_("Date of the postage meter impression"), _("Only for mail; the later of the two counts."))
    in_writing = forms.BooleanField(
        label=_("It was made in writing"),
        help_text=_("If not, it can still be investigated on the ground of section 7(2)."),
        required=False,
        initial=True,
    )
    language = choice(_("Language of whoever made it"), LANGUAGES, missing=_("Choose the language of the letters."))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["aware_on"].label = _("When whoever made it became aware of it")
        self.fields["complainant_name"].label = _("Name of whoever made it")
        self.fields["complainant_contact"].label = _("How to reach them")
        self.fields["complainant_was_candidate"].label = _("Only for a deputy head: are or were they a candidate?")
        self.order_fields(("channel", "received_on", "postmarked_on", "metered_on", "in_writing", "language"))


def _letters(allegation: Allegation) -> list[tuple[str, str]]:
    waiting = [letter for letter in notices_of(allegation) if letter.sent_on is None]
    return [(str(letter.pk), f"{letter.get_event_display()} – {letter.get_recipient_display()}") for letter in waiting]


REASONS = _("Give the reasons: they are kept, and told where the Regulations say so.")
ASKS: dict[str, Callable[[Allegation], forms.Field]] = {
    "email": lambda one: forms.EmailField(
        label=_("Their e-mail address in polact"),
        help_text=_("If they have an account, their letters reach them here. Leave it empty otherwise."),
        required=False,
        error_messages={"invalid": _("This is not an e-mail address.")},
    ),
    "organization": lambda one: organization_field(_("Its deputy head is told what the Regulations say.")),
    "postmarked_on": lambda one: day(_("Date of the postmark"), _("Only for mail.")),
    "metered_on": lambda one: day(
        _("Date of the postage meter impression"), _("Only for mail; the later of the two counts.")
    ),
    **{name: (lambda one, name=name: began()[name]) for name in began()},  # type: ignore[misc]
    "reasons": lambda one: text(pgettext_lazy("of a decision", "Reasons"), missing=REASONS),
    "rests_on_ground": lambda one: forms.BooleanField(
        label=_("The ground of sections 7(2), 8(2) and 12 is met"),
        help_text=_(
            "An employee: the activity could impair, or be seen as impairing, their impartiality. A deputy head: there is "
            "reason to believe that section 117 was contravened. Needed where it is late, may be late, was not in writing or was withdrawn."
        ),
        required=False,
    ),
    "kind": lambda one: choice(_("What was done"), StepKind.choices, missing=_("Choose the step.")),
    "party": lambda one: choice(_("Who was heard, or did not wish to be"), [("", NEITHER), *Party.choices]),
    "manner": lambda one: choice(_("How they may be heard, or were"), [("", NEITHER), *Manner.choices]),
    "happened_on": lambda one: day(_("On which day"), missing=_("Say on which day.")),
    "text": lambda one: text(_("In a few words"), _("Leave out what the investigation’s own file holds."), rows=3),
    "substantiated": lambda one: choice(
        _("Is the allegation substantiated?"), YES_NO, missing=_("Say whether it is substantiated.")
    ),
    "measure": lambda one: choice(
        _("What follows, if it is"),
        [("", pgettext_lazy("measure", "Nothing"))]
        + [(code.value, code.label) for code in MEASURES_FOR[SubjectKind(one.subject_kind)]],
    ),
    "measure_text": lambda one: text(_("Which corrective action, or what was reported"), rows=3),
    "notice": lambda one: choice(_("Which letter"), _letters(one), missing=_("Choose a letter that waits to be sent.")),
    "sent_on": lambda one: day(_("Sent on"), missing=_("Say on which day.")),
    "how": lambda one: text(
        _("How, and what proves it"),
        _("For example: registered mail, with its number."),
        missing=_("Say how it was sent, with what proves it: registered mail and its number, for example."),
        rows=1,
        length=300,
    ),
    "withdrawn_on": lambda one: day(_("Withdrawn on"), missing=_("Say on which day.")),
    "purpose": lambda one: choice(_("What for"), Purpose.choices, missing=_("Choose what for.")),
    "disclosed": lambda one: text(_("What is disclosed"), missing=_("Say what.")),
    "disclosed_to": lambda one: text(_("To whom"), missing=_("Say to whom."), rows=1, length=300),
    "public_interest": lambda one: text(
        _("The public interest in disclosing it"), missing=_("Section 14 requires that both interests are weighed.")
    ),
    "privacy": lambda one: text(
        _("The person’s privacy, and why it weighs less"),
        missing=_("Section 14 requires that both interests are weighed."),
    ),
    "disclosed_on": lambda one: day(_("Disclosed on"), missing=_("Say on which day.")),
}
"""What each part of an action is, by its name in the table."""


class ActionForm(forms.Form):
    """What the row of the table asks for, and the version of the allegation that the page showed."""

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, row: Row, allegation: Allegation) -> None:
        names = ("organization_id", "postmarked_on", "metered_on", "began_on", "during_election", "period_ended_on")
        initial = {name.removesuffix("_id"): getattr(allegation, name) for name in (*names, "aware_on")}
        person = person_of(allegation) if row.action == AllegationAction.CORRECT else None
        initial |= {"version": allegation.version, "email": person.email if person else ""}
        super().__init__(data, initial=initial)
        for name in row.asks:
            self.fields[name] = ASKS[name](allegation)

    def given(self) -> dict[str, Any]:
        """What the operation takes: each asked field, and the version."""
        said = dict(self.cleaned_data)
        if "substantiated" in said:
            said["substantiated"] = said["substantiated"] == "yes"
        return said
