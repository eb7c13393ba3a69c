"""Who holds what, as the API takes and tells it. These check shape; operations check rules; nothing here saves."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.enums import OPEN, Handover
from cases.models import Assignment
from cases.queries.holding import Holding
from polact.access.serializers import OrganizationBrief, PersonBrief
from polact.rest.fields import Text, Whole

Data = dict[str, Any]
VERSION = "the version that was read; If-Match says the same"


class AssignIn(serializers.Serializer[Any]):
    """To whom; the reason is read by colleagues."""

    person = Whole(help_text="id of somebody who may handle the request; the caller's own to take it")
    reason = Text(default="")
    version = Whole(required=False, help_text=VERSION)


class PassOnIn(serializers.Serializer[Any]):
    """To whom, and why."""

    person = Whole(help_text="id of somebody who may handle the request")
    reason = Text()
    version = Whole(required=False, help_text=VERSION)


class ReleaseIn(serializers.Serializer[Any]):
    """Why, if somebody wants to say."""

    reason = Text(default="")
    version = Whole(required=False, help_text=VERSION)


class SendBackIn(serializers.Serializer[Any]):
    """Nothing but the version that was read."""

    version = Whole(required=False, help_text=VERSION)


class HandoverOut(serializers.Serializer[Any]):
    """From `at` on, `person` held the request (null: nobody); `by` is null where the system did it."""

    kind = serializers.ChoiceField(choices=Handover.choices, read_only=True)
    person = serializers.SerializerMethodField()
    by = serializers.SerializerMethodField()
    at = serializers.DateTimeField(read_only=True)
    reason = serializers.CharField(read_only=True)

    @extend_schema_field(PersonBrief(allow_null=True))
    def get_person(self, one: Assignment) -> Data | None:
        return dict(PersonBrief(one.person).data) if one.person else None

    @extend_schema_field(PersonBrief(allow_null=True))
    def get_by(self, one: Assignment) -> Data | None:
        return dict(PersonBrief(one.by).data) if one.by else None


class AbsentOut(serializers.Serializer[Any]):
    """Somebody whose work another does."""

    id = serializers.IntegerField(read_only=True, source="person_id")
    name = serializers.CharField(read_only=True)


class HoldingOut(serializers.Serializer[Any]):
    """The open work of one person: how many requests in each status, and their weight (3 not begun, 2 in review, 1 waiting)."""

    id = serializers.IntegerField(read_only=True, source="person_id")
    name = serializers.CharField(read_only=True)
    language = serializers.ChoiceField(choices=["en", "fr"], read_only=True)
    counts = serializers.SerializerMethodField()
    total = serializers.IntegerField(read_only=True)
    weight = serializers.IntegerField(read_only=True)
    has_left = serializers.BooleanField(read_only=True)
    away_to = serializers.SerializerMethodField()
    stand_in = serializers.SerializerMethodField()
    stands_in_for = AbsentOut(many=True, read_only=True, source="behind")

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "integer"}})
    def get_counts(self, one: Holding) -> dict[str, int]:
        return {status.value: one.counts.get(status, 0) for status in OPEN}

    @extend_schema_field({"type": ["string", "null"], "format": "date"})
    def get_away_to(self, one: Holding) -> str | None:
        return one.member.away_to.isoformat() if one.member and one.member.away_to else None

    @extend_schema_field(AbsentOut(allow_null=True))
    def get_stand_in(self, one: Holding) -> Data | None:
        return dict(AbsentOut(one.worker).data) if one.worker else None


class OfficeHoldingsOut(serializers.Serializer[Any]):
    """The open work of an organization's own queue (null: of the central queue), by person."""

    organization = OrganizationBrief(read_only=True, allow_null=True)
    people = HoldingOut(many=True, read_only=True, source="holdings")
    unassigned = serializers.IntegerField(read_only=True, source="free", help_text="open requests that nobody has")
