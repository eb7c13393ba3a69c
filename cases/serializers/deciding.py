"""Decisions on candidacies as the API takes and tells them, and instruments of delegation."""

from typing import Any

from rest_framework import serializers

from cases.decision import LONGEST_FINDING
from cases.enums import Limb, Weight
from cases.enums.candidacy import AuthorizationOutcome, ConditionState, Stage
from polact.access.serializers import PersonBrief
from polact.catalogue.registry import outcome
from polact.rest.fields import Choice, Text, Whole

NOT_SAID = ("", "")
CODE = 24  # characters
BY_LAW = "by the limit of the regime (30 calendar days under PAR s. 5); null where no law sets one"
UNTIL = "first day on which it no longer holds; null: no end is known"


class VersionIn(serializers.Serializer[Any]):
    """Which version of the request the caller acts upon; null: whichever stands."""

    version = Whole(max_value=2**31 - 1, allow_null=True, default=None)


class FoundIn(serializers.Serializer[Any]):
    """One cell of the grid."""

    phase = Text(max_length=CODE)
    limb = Choice(choices=Limb.choices)
    factor = Text(max_length=CODE)
    weight = Choice(choices=[*Weight.choices, NOT_SAID], default="")
    finding = Text(max_length=LONGEST_FINDING, default="")
    evidence = Text(max_length=LONGEST_FINDING, default="")


class AuthorizedIn(serializers.Serializer[Any]):
    """What becomes of one authorization."""

    kind = Text(max_length=CODE)
    outcome = Choice(choices=[*AuthorizationOutcome.choices, NOT_SAID], default="")
    active_from = serializers.DateField(allow_null=True, default=None)
    last_day = serializers.DateField(allow_null=True, default=None)


class ObligationIn(serializers.Serializer[Any]):
    """A condition."""

    kind = Text(max_length=CODE)
    text = Text(max_length=LONGEST_FINDING, default="")
    active_from = serializers.DateField(allow_null=True, default=None)
    last_day = serializers.DateField(allow_null=True, default=None)


class RulingIn(serializers.Serializer[Any]):
    """All parts of a decision; a draft may lack any. `version` is the draft's."""

    outcome = Text(max_length=40, default="")
    reasons = Text(default="")
    mitigations = Text(default="")
    divergent_views = Text(default="")
    charter = Text(default="")
    findings = serializers.ListField(child=FoundIn(), max_length=100, default=list)
    authorizations = serializers.ListField(child=AuthorizedIn(), max_length=10, default=list)
    conditions = serializers.ListField(child=ObligationIn(), max_length=20, default=list)
    version = Whole(min_value=0, max_value=2**31 - 1, allow_null=True, default=None)


class DraftOut(serializers.Serializer[Any]):
    """The draft as it was saved last."""

    content = serializers.JSONField(read_only=True, help_text="the parts of a decision, as they are sent")
    version = serializers.IntegerField(read_only=True)
    written_by = PersonBrief(read_only=True)
    written_at = serializers.DateTimeField(read_only=True)
    comment = serializers.CharField(read_only=True, help_text="why it was returned")


class ReturnIn(VersionIn):
    comment = Text()


class NoticesIn(VersionIn):
    """How the deputy head was notified, where that was not done here."""

    deputy_head_notified_on = serializers.DateField(allow_null=True, default=None)
    delivery = Text(max_length=200, default="")


class AgainIn(VersionIn):
    reasons = Text()


class StandingOut(serializers.Serializer[Any]):
    """How far a candidacy is."""

    id = serializers.IntegerField(source="pk", read_only=True)
    number = serializers.CharField(source="case.number", read_only=True)
    stage = serializers.ChoiceField(choices=Stage.choices, read_only=True)
    version = serializers.IntegerField(source="case.version", read_only=True)
    decide_by = serializers.DateField(read_only=True, allow_null=True, help_text=BY_LAW)
    decided_on = serializers.DateField(
        read_only=True, allow_null=True, help_text="both sides notified; the clock stopped"
    )


class AuthorizationOut(serializers.Serializer[Any]):
    kind = serializers.CharField(read_only=True)
    section = serializers.CharField(read_only=True)
    outcome = serializers.ChoiceField(choices=AuthorizationOutcome.choices, read_only=True)
    active_from = serializers.DateField(read_only=True, allow_null=True)
    last_day = serializers.DateField(read_only=True, allow_null=True)


class ConditionOut(serializers.Serializer[Any]):
    kind = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)
    owner = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(choices=ConditionState.choices, read_only=True)
    active_from = serializers.DateField(read_only=True, allow_null=True)
    last_day = serializers.DateField(read_only=True, allow_null=True)


class CellOut(serializers.Serializer[Any]):
    phase = serializers.CharField(read_only=True)
    limb = serializers.ChoiceField(choices=Limb.choices, read_only=True)
    factor = serializers.CharField(read_only=True)
    weight = serializers.ChoiceField(choices=Weight.choices, read_only=True)
    finding = serializers.CharField(read_only=True)
    evidence = serializers.CharField(read_only=True)


class CandidacyDecisionOut(serializers.Serializer[Any]):
    """One decision with everything in it. `superseded_at` is null for the one that stands."""

    id = serializers.UUIDField(read_only=True)
    outcome = serializers.CharField(read_only=True)
    outcome_name = serializers.SerializerMethodField()
    reasons = serializers.CharField(read_only=True)
    mitigations = serializers.CharField(read_only=True)
    divergent_views = serializers.CharField(read_only=True)
    charter = serializers.CharField(read_only=True)
    findings = CellOut(many=True, read_only=True)
    authorizations = AuthorizationOut(many=True, read_only=True)
    conditions = ConditionOut(many=True, read_only=True)
    decided_by = PersonBrief(read_only=True)
    decided_at = serializers.DateTimeField(read_only=True)
    employee_notified_at = serializers.DateTimeField(read_only=True, allow_null=True)
    deputy_head_notified_at = serializers.DateTimeField(read_only=True, allow_null=True)
    superseded_at = serializers.DateTimeField(source="superseded_by.decided_at", read_only=True, default=None)
    letter = serializers.UUIDField(source="letter.pk", read_only=True, default=None)

    def get_outcome_name(self, decision: Any) -> str:
        """In the language of Accept-Language."""
        return str(outcome(decision.outcome).name)


class DecisionLetterOut(serializers.Serializer[Any]):
    """A decision letter: the facts that it is made of, in both languages where they have two."""

    id = serializers.UUIDField(read_only=True)
    number = serializers.CharField(read_only=True)
    language = serializers.CharField(read_only=True)
    facts = serializers.JSONField(read_only=True)
    issued_at = serializers.DateTimeField(read_only=True)
    delivery = serializers.CharField(read_only=True, help_text="how the deputy head was notified, if by hand")


class DelegationIn(serializers.Serializer[Any]):
    """An instrument to record."""

    title = Text(max_length=200)
    person = Whole(help_text="id of a decision maker of the Commission")
    active_from = serializers.DateField()
    active_to = serializers.DateField(allow_null=True, default=None, help_text=UNTIL)


class DelegationOut(serializers.Serializer[Any]):
    """An instrument of delegation."""

    id = serializers.UUIDField(read_only=True)
    title = serializers.CharField(read_only=True)
    person = PersonBrief(read_only=True)
    active_from = serializers.DateField(read_only=True)
    active_to = serializers.DateField(read_only=True, allow_null=True, help_text=UNTIL)
    recorded_by = PersonBrief(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
