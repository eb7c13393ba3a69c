"""What the nightly replay of the clocks found, as the API tells it."""

from typing import Any

from rest_framework import serializers

from cases.enums import ClockKind


class ClockDifferenceOut(serializers.Serializer[Any]):
    """A stored due date that the recorded facts do not give; null where no day is kept, or the facts give none."""

    id = serializers.UUIDField(read_only=True)
    request = serializers.IntegerField(source="case_id", read_only=True)
    number = serializers.CharField(source="case.number", read_only=True)
    clock = serializers.ChoiceField(choices=ClockKind.choices, read_only=True)
    stored = serializers.DateField(read_only=True, allow_null=True)
    computed = serializers.DateField(read_only=True, allow_null=True)
    calendar = serializers.CharField(read_only=True)
    found_at = serializers.DateTimeField(read_only=True)
