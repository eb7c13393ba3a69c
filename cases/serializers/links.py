"""Links between requests as the API takes and tells them."""

from typing import Any

from rest_framework import serializers

from cases.enums import LinkKind
from polact.access.serializers import PersonBrief
from polact.rest.fields import Choice, Whole


class LinkIn(serializers.Serializer[Any]):
    """Which other request, and how the two belong together."""

    other = Whole(help_text="id of the other request")
    kind = Choice(choices=LinkKind.values)


class LinkOut(serializers.Serializer[Any]):
    """A link; `first` is the request that was begun earlier."""

    id = serializers.UUIDField()
    first = serializers.IntegerField(source="first_id")
    second = serializers.IntegerField(source="second_id")
    kind = serializers.ChoiceField(choices=LinkKind.choices)
    linked_by = PersonBrief()
    linked_at = serializers.DateTimeField()
    ended_by = PersonBrief(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
