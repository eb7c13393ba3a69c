"""Earlier answers as the API tells them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import DepartureReason
from cases.precedents.nearest import Neighbour
from cases.serializers.requests import ANSWERS


class MajorityOut(serializers.Serializer[Any]):
    """What most of the answers about the same facts concluded."""

    outcome = serializers.ChoiceField(choices=ANSWERS, read_only=True)
    count = serializers.IntegerField(read_only=True)
    among = serializers.IntegerField(read_only=True)
    is_clear = serializers.BooleanField(read_only=True, help_text="at least five answers, three in four of them alike")


class PrecedentOut(serializers.Serializer[Any]):
    """One earlier answer. Of another organization's, `request` is null and the day is the first of its quarter."""

    request = serializers.IntegerField(source="precedent.case", read_only=True, allow_null=True)
    activity = serializers.CharField(source="precedent.facts.activity", read_only=True)
    outcome = serializers.ChoiceField(source="precedent.outcome", choices=ANSWERS, read_only=True)
    answered_on = serializers.DateField(source="precedent.answered_on", read_only=True)
    likeness = serializers.FloatField(read_only=True, help_text="from 0 to 1")
    is_near = serializers.BooleanField(read_only=True, help_text="about the same facts, or nearly")
    facets = serializers.SerializerMethodField(help_text="likeness by facet; null where not known of both")

    @extend_schema_field(serializers.DictField(child=serializers.FloatField(allow_null=True)))
    def get_facets(self, neighbour: Neighbour) -> dict[str, float | None]:
        return dict(neighbour.facets)


class PrecedentsOut(serializers.Serializer[Any]):
    """What stands beside a request. Without a self-assessment attached there is nothing to compare."""

    comparable = serializers.BooleanField(read_only=True)
    majority = MajorityOut(read_only=True, allow_null=True)
    own = PrecedentOut(many=True, read_only=True)
    elsewhere = PrecedentOut(many=True, read_only=True)
    departure_reasons = serializers.ListField(
        child=serializers.ChoiceField(choices=DepartureReason.choices),
        read_only=True,
        help_text="what `departure` of record-advice takes",
    )
