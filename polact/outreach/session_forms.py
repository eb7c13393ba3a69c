"""The forms of information sessions. They check shape; the operations check the rules."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polact.outreach.models import InformationSession, SignUp
from polact.outreach.models.session import LARGEST_CAPACITY, LONGEST_REMINDER, SessionLanguage, TimeZone
from polact.outreach.operations.sessions import Announcement

LONGEST_DESCRIPTION = 5_000
TEXTS = ("title", "description", "place")


def _words(label: Any, code: str, longest: int, rows: int = 0, hint: Any = "") -> forms.CharField:
    attributes = {"lang": code, "rows": rows} if rows else {"lang": code}
    widget = forms.Textarea(attrs=attributes) if rows else forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, help_text=hint)


class SessionForm(forms.Form):
    """What, where and when. Which texts are needed depends on the language; the operation says so."""

    use_required_attribute = False

    organization = forms.ChoiceField(label=_("For whom?"), required=False)
    language = forms.ChoiceField(
        label=_("In which language is it held?"),
        choices=SessionLanguage.choices,
        widget=forms.RadioSelect,
        help_text=_("Write the texts below in that language, or in both."),
        error_messages={"required": _("Choose the language in which it is held.")},
    )
    title_en = _words(_("Title in English"), "en", 150)
    title_fr = _words(_("Title in French"), "fr", 150)
    description_en = _words(_("Description in English"), "en", LONGEST_DESCRIPTION, 5)
    description_fr = _words(_("Description in French"), "fr", LONGEST_DESCRIPTION, 5)
    place_en = _words(_("Place in English"), "en", 200)
    place_fr = _words(_("Place in French"), "fr", 200)
    url = forms.URLField(
        label=_("Link for joining online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("Only people who have a place see it. It begins with https://."),
        error_messages={"invalid": _("A link begins with https://.")},
    )
    held_on = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the date."), "invalid": _("Give the date as year, month and day.")},
    )
    starts_at = forms.TimeField(
        label=pgettext_lazy("time", "Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Give the time at which it begins."), "invalid": _("Give a time such as 13:30.")},
    )
    ends_at = forms.TimeField(
        label=pgettext_lazy("time", "Ends at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Give the time at which it ends."), "invalid": _("Give a time such as 13:30.")},
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=TimeZone.choices, initial=TimeZone.EASTERN)
    capacity = forms.IntegerField(
        label=_("Number of places"),
        required=False,
        min_value=1,
        max_value=LARGEST_CAPACITY,
        help_text=_("Leave it empty where as many as wish can come. Once all places are taken, people wait in line."),
    )
    reminder_hours = forms.IntegerField(
        label=_("Reminder, in hours before it begins"), min_value=1, max_value=LONGEST_REMINDER, initial=24
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organizations: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        """`organizations` are the choices for whom it is held; None where that no longer changes."""
        super().__init__(*args, **kwargs)
        if organizations is None:
            del self.fields["organization"]
        else:
            self.fields["organization"].choices = organizations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        zone = ZoneInfo(given.get("time_zone") or TimeZone.EASTERN)
        for field in ("starts_at", "ends_at"):
            if given.get("held_on") and given.get(field) and not _exists(given["held_on"], given[field], zone):
                self.add_error(field, _("On that day clocks are put forward past this time."))
        return given

    def announcement(self) -> Announcement:
        """What was typed, for the operation."""
        given = self.cleaned_data
        zone = ZoneInfo(given["time_zone"])
        texts = {name: given[name] for name in _text_fields()}
        return Announcement(
            **texts,
            language=given["language"],
            url=given["url"],
            starts_at=datetime.combine(given["held_on"], given["starts_at"], zone),
            ends_at=datetime.combine(given["held_on"], given["ends_at"], zone),
            time_zone=given["time_zone"],
            capacity=given["capacity"],
            reminder_hours=given["reminder_hours"],
        )


def _text_fields() -> list[str]:
    return [f"{text}_{code}" for text in TEXTS for code in ("en", "fr")]


def _exists(day: date, hour: time, zone: ZoneInfo) -> bool:
    """Whether the clocks of that zone show this time on that day."""
    local = datetime.combine(day, hour, zone)
    return local.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None)


def written(session: InformationSession, url: str) -> dict[str, Any]:
    """The session as the form shows it."""
    begins, ends = session.starts_at.astimezone(session.zone), session.ends_at.astimezone(session.zone)
    same = ("language", "time_zone", "capacity", "reminder_hours", *_text_fields())
    return {
        **{name: getattr(session, name) for name in same},
        "url": url,
        "held_on": begins.date(),
        "starts_at": begins.time(),
        "ends_at": ends.time(),
        "version": session.sequence,
    }


class Nothing(forms.Form):
    """A page that asks only: are you sure?"""


class CancelForm(forms.Form):
    """Why a session does not take place, in each language in which it was to be held."""

    use_required_attribute = False
    reason_en = _words(_("Reason in English"), "en", 1_000, 3)
    reason_fr = _words(_("Reason in French"), "fr", 1_000, 3)

    def __init__(self, *args: Any, session: InformationSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in {"en", "fr"} - {*session.codes}:
            del self.fields[f"reason_{code}"]
        for field in self.fields.values():
            field.required = True
            field.error_messages["required"] = _("Say why: those who signed up read it.")


class AttendanceForm(forms.Form):
    """Who came: one box for each person with a place."""

    present = forms.MultipleChoiceField(label=_("Who came?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, places: list[SignUp], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(str(place.pk), str(place.person)) for place in places]  # type: ignore[attr-defined]
        self.fields["present"].initial = [str(place.pk) for place in places if place.attended]
