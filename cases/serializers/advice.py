"""Advice as the API takes and tells it: its parts, its draft, every answer that a request ever got, and letters."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from cases.answer import LONGEST_FINDING, LONGEST_SOURCE, MOST_FINDINGS, MOST_SOURCES
from cases.enums import Factor, Limb, LimbConclusion, Weight
from cases.models import LANGUAGES, Advice
from polact.access.serializers import PersonBrief
from polact.catalogue.registry import REQUEST_TYPES, outcome
from polact.rest.fields import Choice, Text, Whole

ANSWERS = tuple(dict.fromkeys(ending.code for kind in REQUEST_TYPES for ending in kind.answers))
LIMB_CONCLUSIONS = [*LimbConclusion.choices, ("", "")]
UNTIL = "the last day on which the advice holds; null: as long as work and activity stay as described"
SOURCES = "keys of the sources that guidance names, or texts"


class FindingIn(serializers.Serializer[Any]):
    """What was found on one factor, for one limb of the test of s. 113."""

    limb = Choice(choices=Limb.choices)
    factor = Choice(choices=Factor.choices)
    weight = Choice(choices=Weight.choices)
    text = Text(max_length=LONGEST_FINDING)


class DraftFindingIn(FindingIn):
    """What was found so far on one factor: the weight may be missing yet."""

    weight = Choice(choices=[*Weight.choices, ("", "")], default="")
    text = Text(max_length=LONGEST_FINDING, default="")


class FindingOut(serializers.Serializer[Any]):
    """What was found on one factor."""

    limb = serializers.ChoiceField(choices=Limb.choices, read_only=True)
    factor = serializers.ChoiceField(choices=Factor.choices, read_only=True)
    weight = serializers.ChoiceField(
        choices=[*Weight.choices, ("", "")], read_only=True, help_text="empty in a draft only"
    )
    text = serializers.CharField(read_only=True)


def _limb(**options: Any) -> Choice:
    return Choice(choices=LIMB_CONCLUSIONS, **options)


def _findings(**options: Any) -> serializers.ListField:
    return serializers.ListField(child=FindingIn(), max_length=MOST_FINDINGS, **options)


def _sources(**options: Any) -> serializers.ListField:
    source = Text(max_length=LONGEST_SOURCE)
    return serializers.ListField(child=source, max_length=MOST_SOURCES, help_text=SOURCES, **options)


ADVICE_FIELDS: dict[str, Callable[..., serializers.Field[Any, Any, Any, Any]]] = {
    "actual": _limb,
    "perceived": _limb,
    "findings": _findings,
    "valid_until": lambda **options: serializers.DateField(allow_null=True, help_text=UNTIL, **options),
    "sources": _sources,
}


class AdviceDraftIn(serializers.Serializer[Any]):
    """A draft may be as incomplete as one likes; what is left out becomes empty."""

    version = Whole(required=False, help_text="the draft's version that was read; none when there was no draft")
    outcome = Choice(choices=[*ANSWERS, ""], default="")
    reasons = Text(default="")
    mitigations = Text(default="")
    facts_relied_on = Text(default="")
    actual = _limb(default="")
    perceived = _limb(default="")
    findings = serializers.ListField(child=DraftFindingIn(), max_length=MOST_FINDINGS, default=list)
    limits = Text(default="")
    valid_until = serializers.DateField(allow_null=True, default=None)
    sources = _sources(default=list)


class AdviceParts(serializers.Serializer[Any]):
    """What an advice consists of."""

    outcome = serializers.CharField(read_only=True)
    reasons = serializers.CharField(read_only=True)
    mitigations = serializers.CharField(read_only=True)
    facts_relied_on = serializers.CharField(read_only=True)
    actual = serializers.ChoiceField(choices=LIMB_CONCLUSIONS, read_only=True)
    perceived = serializers.ChoiceField(choices=LIMB_CONCLUSIONS, read_only=True)
    findings = FindingOut(many=True, read_only=True)
    limits = serializers.CharField(read_only=True)
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    sources = serializers.ListField(child=serializers.CharField(), read_only=True)


class AdviceOut(AdviceParts):
    """The recorded answer. It is advice: the decision stays the employee's."""

    id = serializers.UUIDField(read_only=True)
    outcome = serializers.ChoiceField(choices=ANSWERS, read_only=True)  # type: ignore[assignment]
    outcome_label = serializers.SerializerMethodField()
    question = serializers.CharField(read_only=True, help_text="as it was asked")
    language = serializers.ChoiceField(choices=LANGUAGES, read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    author = PersonBrief(read_only=True)
    on_behalf_of = PersonBrief(
        read_only=True, allow_null=True, help_text="the absent colleague for whom the author acted"
    )
    approver = PersonBrief(read_only=True, allow_null=True)

    def get_outcome_label(self, advice: Advice) -> str:
        return str(outcome(advice.outcome).name)


class GivenAdviceOut(AdviceOut):
    """One of all answers that a request got."""

    superseded_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="when another advice took its place; null for the one that stands"
    )


class AdviceDraftOut(AdviceParts):
    """The draft of an advice: a working paper, which the one who asked never sees."""

    version = serializers.IntegerField(read_only=True)
    saved_by = PersonBrief(read_only=True)
    saved_at = serializers.DateTimeField(read_only=True)
    comment = serializers.CharField(read_only=True, help_text="what the second reader wrote when they returned it")


class LetterOut(serializers.Serializer[Any]):
    """A letter that was issued. `facts` is all that it is made of."""

    id = serializers.UUIDField(read_only=True)
    number = serializers.CharField(read_only=True)
    advice = serializers.UUIDField(source="advice_id", read_only=True)
    language = serializers.ChoiceField(choices=LANGUAGES, read_only=True)
    issued_at = serializers.DateTimeField(read_only=True)
    is_superseded = serializers.SerializerMethodField()
    facts = serializers.DictField(read_only=True)

    def get_is_superseded(self, letter: Any) -> bool:
        return hasattr(letter.advice, "superseded_by")
