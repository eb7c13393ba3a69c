"""Information sessions as the API takes and tells them. These check shape; operations check rules."""

from typing import Any

from rest_framework import serializers

from polact.access.serializers import OrganizationBrief, PersonBrief
from polact.outreach.models.session import (
    LARGEST_CAPACITY,
    LONGEST_REMINDER,
    InformationSession,
    SessionLanguage,
    SignUpState,
    TimeZone,
)
from polact.outreach.operations.sessions import Announcement
from polact.rest.fields import Choice, Text, Whole

# What is sent -------------------------------------------------------------------------------------------------


class SessionFields(serializers.Serializer[Any]):
    """What is said of a session, texts in the languages in which it is held."""

    language = Choice(choices=SessionLanguage.choices, help_text="in which it is held")
    title_en = Text(max_length=150, default="")
    title_fr = Text(max_length=150, default="")
    description_en = Text(max_length=5_000, default="")
    description_fr = Text(max_length=5_000, default="")
    place_en = Text(max_length=200, default="")
    place_fr = Text(max_length=200, default="")
    url = serializers.URLField(
        max_length=500, allow_blank=True, default="", help_text="the link, seen by those who have a place; https only"
    )
    starts_at = serializers.DateTimeField(help_text="with its offset; seconds are dropped")
    ends_at = serializers.DateTimeField()
    time_zone = Choice(choices=TimeZone.choices, default=TimeZone.EASTERN.value, help_text="in which it is told")
    capacity = Whole(max_value=LARGEST_CAPACITY, allow_null=True, default=None, help_text="null: as many as come")
    reminder_hours = Whole(max_value=LONGEST_REMINDER, default=24, help_text="before it begins")


class SessionIn(SessionFields):
    """A new session."""

    organization = Whole(allow_null=True, default=None, help_text="id of the organization; null: for all")


class SessionPatch(SessionFields):
    """What is left out stays as it is."""

    version = Whole(min_value=0, required=False, help_text="the version that was read")


class CancelIn(serializers.Serializer[Any]):
    """Why it does not take place, in each language in which it was to be held."""

    reason_en = Text(max_length=1_000, default="")
    reason_fr = Text(max_length=1_000, default="")


class AttendanceIn(serializers.Serializer[Any]):
    """Who came; everybody else with a place was absent."""

    present = serializers.ListField(child=Whole(), max_length=LARGEST_CAPACITY, help_text="ids of sign-ups")


class SessionFilter(serializers.Serializer[Any]):
    """How the list of sessions can be narrowed."""

    language = serializers.ChoiceField(choices=["en", "fr"], required=False, help_text="that one can follow in it")
    organization = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    past = serializers.BooleanField(required=False, help_text="true: only those that are over; else only the others")


# What is told -------------------------------------------------------------------------------------------------


class SessionOut(serializers.Serializer[Any]):
    """An information session. `url` and `mine` depend on who calls."""

    id = serializers.IntegerField(read_only=True)
    version = serializers.IntegerField(source="sequence", read_only=True)
    organization = OrganizationBrief(read_only=True, allow_null=True, help_text="null: for all")
    language = serializers.ChoiceField(choices=SessionLanguage.choices, read_only=True)
    title_en = serializers.CharField(read_only=True)
    title_fr = serializers.CharField(read_only=True)
    description_en = serializers.CharField(read_only=True)
    description_fr = serializers.CharField(read_only=True)
    place_en = serializers.CharField(read_only=True)
    place_fr = serializers.CharField(read_only=True)
    online = serializers.BooleanField(source="has_link", read_only=True)
    starts_at = serializers.DateTimeField(read_only=True)
    ends_at = serializers.DateTimeField(read_only=True)
    time_zone = serializers.ChoiceField(choices=TimeZone.choices, read_only=True)
    capacity = serializers.IntegerField(read_only=True, allow_null=True)
    signed_up = serializers.IntegerField(read_only=True)
    waiting = serializers.IntegerField(read_only=True)
    cancelled_at = serializers.DateTimeField(read_only=True, allow_null=True)
    reason_en = serializers.CharField(read_only=True)
    reason_fr = serializers.CharField(read_only=True)
    mine = serializers.SerializerMethodField(help_text="the caller’s own sign-up: its state, or null")

    def get_mine(self, session: InformationSession) -> str | None:
        found = self.context["mine"].get(session.pk)
        return found.state if found else None


class OneSessionOut(SessionOut):
    """One session, with the link for those who may see it."""

    url = serializers.SerializerMethodField(help_text="empty for whoever has no place")

    def get_url(self, session: InformationSession) -> str:
        return str(self.context["url"])


class SignUpOut(serializers.Serializer[Any]):
    """The caller’s place in a session."""

    id = serializers.IntegerField(read_only=True)
    state = serializers.ChoiceField(choices=SignUpState.choices, read_only=True)
    asked_at = serializers.DateTimeField(read_only=True)
    attended = serializers.BooleanField(read_only=True, allow_null=True)


class ParticipantOut(SignUpOut):
    """Somebody’s place, for the organizers: those with a place, then those who wait, in their order."""

    person = PersonBrief(read_only=True)
    organization = OrganizationBrief(read_only=True, allow_null=True)


def announcement(fields: dict[str, Any]) -> Announcement:
    """What was sent, for the operation."""
    return Announcement(**{name: fields[name] for name in Announcement.__dataclass_fields__})


def standing_announcement(session: InformationSession, url: str) -> dict[str, Any]:
    """What is said of the session now, for a change of some of it."""
    told = {name: getattr(session, name) for name in Announcement.__dataclass_fields__ if name != "url"}
    return {**told, "url": url}
