"""The safety net as the API takes and tells it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.enums import CaseStatus, FindingKind
from cases.models import Case
from cases.queries.safety import kinds_of
from polact.access.serializers import OrganizationBrief, PersonBrief
from polact.rest.fields import Choice, Text


class FoundOut(serializers.Serializer[Any]):
    """An open request that needs a hand or an explanation, and why."""

    id = serializers.IntegerField(read_only=True)
    number = serializers.CharField(read_only=True)
    subject = serializers.CharField(read_only=True)
    organization = OrganizationBrief(read_only=True)
    assigned_to = PersonBrief(read_only=True, allow_null=True)
    status = serializers.ChoiceField(choices=CaseStatus.choices, read_only=True)
    due_on = serializers.DateField(read_only=True, allow_null=True)
    changed_at = serializers.DateTimeField(read_only=True)
    kinds = serializers.SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": FindingKind.values}})
    def get_kinds(self, case: Case) -> list[str]:
        return [kind.value for kind in kinds_of(case)]


class ExplanationIn(serializers.Serializer[Any]):
    """Why a request may stay as it is, until the end of a day (at most 90 days ahead)."""

    kinds = serializers.ListField(child=Choice(choices=FindingKind.choices), min_length=1, max_length=len(FindingKind))
    text = Text()
    until = serializers.DateField()


class ExplanationOut(serializers.Serializer[Any]):
    """What was said about one kind of finding."""

    kind = serializers.ChoiceField(choices=FindingKind.choices, read_only=True)
    text = serializers.CharField(read_only=True)
    until = serializers.DateField(read_only=True)
    by = PersonBrief(read_only=True)
    at = serializers.DateTimeField(read_only=True)
