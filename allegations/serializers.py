"""Allegations as the API takes and tells them."""

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from allegations.enums import (
    AllegationAction,
    AllegationStatus,
    Channel,
    Event,
    Ground,
    Manner,
    Measure,
    Party,
    Provision,
    Purpose,
    Recipient,
    StepKind,
    SubjectKind,
    Verdict,
)
from allegations.models import LANGUAGES, Allegation
from allegations.queries import notices_of, steps_of
from allegations.workflow import BY_ACTION, Row, available_actions
from polact.rest.fields import BothLanguages, Choice, Flag, Text, Whole

Data = dict[str, Any]
BLANK = ("", "")


def optional_day() -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True, default=None)


class AllegationIn(serializers.Serializer[Any]):
    """What anybody may send; a rule that is broken is told by 422."""

    subject_kind = Choice(choices=SubjectKind.choices)
    named = Text(max_length=200)
    provisions = serializers.ListField(child=Choice(choices=Provision.choices), default=list, max_length=len(Provision))
    description = Text()
    language = Choice(choices=LANGUAGES)
    complainant_name = Text(max_length=200, default="")
    complainant_contact = Text(max_length=500, default="")
    complainant_was_candidate = Flag(allow_null=True, default=None, help_text="for deputy heads (PSEA s. 119)")
    organization = Whole(allow_null=True, default=None)
    began_on = optional_day()
    during_election = Flag(default=False)
    period_ended_on = optional_day()
    aware_on = optional_day()


class AllegationEntryIn(AllegationIn):
    """What came otherwise, with how and when it came (PAR 7, 8(3))."""

    channel = Choice(choices=Channel.choices)
    received_on = serializers.DateField()
    postmarked_on = optional_day()
    metered_on = optional_day()
    in_writing = Flag(default=True)


class AllegationReceipt(serializers.Serializer[Any]):
    """The number of what was sent; it opens nothing."""

    number = serializers.CharField(read_only=True)


ASKED: dict[str, Callable[..., serializers.Field[Any, Any, Any, Any]]] = {
    "email": lambda **options: Text(max_length=254, **options),
    "organization": lambda **options: Whole(allow_null=True, **options),
    **{
        name: lambda **options: serializers.DateField(allow_null=True, **options)
        for name in ("postmarked_on", "metered_on", "began_on", "period_ended_on", "aware_on")
    },
    **{name: lambda **options: serializers.DateField(**options) for name in ("happened_on", "sent_on", "withdrawn_on")},
    "disclosed_on": lambda **options: serializers.DateField(**options),
    "during_election": lambda **options: Flag(**options),
    "rests_on_ground": lambda **options: Flag(**options),
    "substantiated": lambda **options: Flag(**options),
    "kind": lambda **options: Choice(choices=StepKind.choices, **options),
    "party": lambda **options: Choice(choices=[*Party.choices, BLANK], **options),
    "manner": lambda **options: Choice(choices=[*Manner.choices, BLANK], **options),
    "measure": lambda **options: Choice(choices=[*Measure.choices, BLANK], **options),
    "purpose": lambda **options: Choice(choices=Purpose.choices, **options),
    "notice": lambda **options: serializers.UUIDField(**options),
    "how": lambda **options: Text(max_length=300, **options),
    "disclosed_to": lambda **options: Text(max_length=300, **options),
}


def form_of(row: Row, operation: Callable[..., Any]) -> type[serializers.Serializer[Data]]:
    """The body of an action: what the table asks, optional where the operation does not insist, and the version read."""
    parameters = signature(operation).parameters
    fields: Data = {"version": Whole(required=False, help_text="the version that was read")}
    for name in row.asks:
        default = parameters[name].default
        options = {} if default is Parameter.empty else {"default": default}
        fields[name] = ASKED[name](**options) if name in ASKED else Text(**options)
    fields["__doc__"] = f"What the action {row.action.value} asks."
    return type(f"Allegation{row.action.name.title().replace('_', '')}In", (serializers.Serializer,), fields)


class AllegationRow(serializers.Serializer[Any]):
    """An allegation in a list."""

    id = serializers.IntegerField(read_only=True)
    number = serializers.CharField(read_only=True)
    status = serializers.ChoiceField(choices=AllegationStatus.choices, read_only=True)
    subject_kind = serializers.ChoiceField(choices=SubjectKind.choices, read_only=True)
    named = serializers.CharField(read_only=True)
    organization = serializers.IntegerField(source="organization_id", read_only=True, allow_null=True)
    provisions = serializers.ListField(child=serializers.CharField(), read_only=True)
    received_on = serializers.DateField(read_only=True)
    deemed_on = serializers.DateField(read_only=True, allow_null=True, help_text="PAR 8(3)")
    timeliness = serializers.ChoiceField(choices=Verdict.choices, read_only=True, help_text="late bars nothing")
    version = serializers.IntegerField(read_only=True)


class LimitOut(serializers.Serializer[Any]):
    """The last day, and how it was found."""

    last_day = serializers.DateField(read_only=True)
    rule = serializers.CharField(read_only=True)
    explanation = BothLanguages(source="in_words")


class DecisionOut(serializers.Serializer[Any]):
    """Whether it is investigated, and why."""

    investigates = serializers.BooleanField(read_only=True)
    ground = serializers.ChoiceField(choices=[*Ground.choices, BLANK], read_only=True)
    reasons = serializers.CharField(read_only=True)
    decided_at = serializers.DateTimeField(read_only=True)


class StepOut(serializers.Serializer[Any]):
    """A step of the investigation."""

    kind = serializers.ChoiceField(choices=StepKind.choices, read_only=True)
    party = serializers.CharField(read_only=True)
    manner = serializers.CharField(read_only=True)
    happened_on = serializers.DateField(read_only=True)
    text = serializers.CharField(read_only=True)


class AllegationOutcomeOut(serializers.Serializer[Any]):
    """What was concluded."""

    substantiated = serializers.BooleanField(read_only=True)
    measure = serializers.CharField(read_only=True)
    action = serializers.CharField(read_only=True)
    reasons = serializers.CharField(read_only=True)
    decided_at = serializers.DateTimeField(read_only=True)


class NoticeOut(serializers.Serializer[Any]):
    """A letter, with what proves that it was sent."""

    id = serializers.UUIDField(read_only=True)
    event = serializers.ChoiceField(choices=Event.choices, read_only=True)
    recipient = serializers.ChoiceField(choices=Recipient.choices, read_only=True)
    addressee = serializers.CharField(read_only=True)
    subject = serializers.CharField(read_only=True)
    body = serializers.CharField(read_only=True)
    sent_on = serializers.DateField(read_only=True, allow_null=True)
    how = serializers.CharField(read_only=True)


class AllegationActionOut(serializers.Serializer[Any]):
    """Something that the caller can do with it now."""

    action = serializers.ChoiceField(choices=AllegationAction.choices, read_only=True)
    asks = serializers.ListField(child=serializers.CharField(), read_only=True)


class AllegationOut(AllegationRow):
    """An allegation with all that was done about it."""

    description = serializers.CharField(read_only=True)
    complainant_name = serializers.CharField(read_only=True)
    complainant_contact = serializers.CharField(read_only=True)
    complainant_was_candidate = serializers.BooleanField(read_only=True, allow_null=True)
    channel = serializers.ChoiceField(choices=Channel.choices, read_only=True)
    in_writing = serializers.BooleanField(read_only=True)
    began_on = serializers.DateField(read_only=True, allow_null=True)
    during_election = serializers.BooleanField(read_only=True)
    period_ended_on = serializers.DateField(read_only=True, allow_null=True)
    aware_on = serializers.DateField(read_only=True, allow_null=True)
    withdrawn_on = serializers.DateField(read_only=True, allow_null=True)
    limit = LimitOut(read_only=True, allow_null=True)
    decision = DecisionOut(read_only=True, allow_null=True, default=None)
    outcome = AllegationOutcomeOut(read_only=True, allow_null=True, default=None)
    steps = serializers.SerializerMethodField()
    notices = serializers.SerializerMethodField()
    available_actions = serializers.SerializerMethodField()

    @extend_schema_field(StepOut(many=True))
    def get_steps(self, one: Allegation) -> list[Data]:
        return list(StepOut(steps_of(one), many=True).data)

    @extend_schema_field(NoticeOut(many=True))
    def get_notices(self, one: Allegation) -> list[Data]:
        return list(NoticeOut(notices_of(one), many=True).data)

    @extend_schema_field(AllegationActionOut(many=True))
    def get_available_actions(self, one: Allegation) -> list[Data]:
        actions = available_actions(self.context["person"], one)
        return [{"action": action.value, "asks": list(BY_ACTION[action].asks)} for action in actions]
