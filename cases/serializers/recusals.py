"""Recusals and expert opinions as the API takes and tells them."""

from typing import Any

from rest_framework import serializers

from cases.enums import ConsultationKind, ConsultationState, Ground, Shown
from cases.models import Consultation
from polact.base import clock
from polact.rest.fields import Choice, Flag, Text, Whole


class RecuseIn(serializers.Serializer[Any]):
    """Why one must not handle the request."""

    reason = Text(max_length=2000)
    version = Whole(required=False, help_text="the version that was read; If-Match says the same")


class RecusalFilter(serializers.Serializer[Any]):
    """From where the page before ended."""

    before = serializers.CharField(
        required=False, help_text="`next_before` of the page before; anything else is ignored"
    )


class RecusalOut(serializers.Serializer[Any]):
    """That somebody was kept away from a request; never what they declared, nor whose request it is."""

    at = serializers.DateTimeField(read_only=True)
    person = serializers.CharField(read_only=True)
    ground = serializers.ChoiceField(choices=Ground.choices, read_only=True)
    request = serializers.IntegerField(read_only=True, source="case_id")
    number = serializers.CharField(read_only=True)
    holder = serializers.CharField(read_only=True, help_text="who has it now; empty for nobody yet")


class RecusalsOut(serializers.Serializer[Any]):
    """A page of recusals, the latest first."""

    results = RecusalOut(many=True, read_only=True, source="rows")
    next_before = serializers.CharField(read_only=True, source="following", help_text="empty on the last page")
    hidden = serializers.IntegerField(read_only=True, help_text="requests that the caller is kept away from themself")


class OpinionAskIn(serializers.Serializer[Any]):
    """Whom, what, showing what, until when."""

    kind = Choice(choices=ConsultationKind.choices)
    email = Text(max_length=254, default="", help_text="empty: any officer, or the manager who is on record")
    question = Text(max_length=10_000)
    shown = serializers.ListField(child=Choice(choices=Shown.choices), default=list, max_length=len(Shown))
    until = serializers.DateField(help_text="the last day, at most 30 business days away")


class OpinionConsentIn(serializers.Serializer[Any]):
    """Whether one's manager may be asked."""

    agrees = Flag()


class OpinionExtendIn(serializers.Serializer[Any]):
    """A later last day."""

    until = serializers.DateField()


class OpinionIn(serializers.Serializer[Any]):
    """The expert's answer; given once."""

    text = Text(max_length=10_000)


class GivenOpinionOut(serializers.Serializer[Any]):
    """What the expert answered."""

    text = serializers.CharField(read_only=True)
    given_by = serializers.CharField(read_only=True, source="given_by_name")
    given_at = serializers.DateTimeField(read_only=True)


class AwaitedOpinionOut(serializers.Serializer[Any]):
    """A question to an expert, with exactly what was picked for them."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=ConsultationKind.choices, read_only=True)
    question = serializers.CharField(read_only=True)
    shown = serializers.DictField(child=serializers.CharField(), read_only=True)
    until = serializers.DateField(read_only=True)


class ConsultationOut(AwaitedOpinionOut):
    """An opinion asked for, as those who handle the request see it."""

    expert = serializers.CharField(read_only=True, source="expert_name", help_text="empty: any officer")
    state = serializers.SerializerMethodField()
    asked_at = serializers.DateTimeField(read_only=True)
    opinion = GivenOpinionOut(read_only=True, allow_null=True, default=None)

    def get_state(self, consultation: Consultation) -> ConsultationState:
        return consultation.state(clock.local_date(clock.now()))
