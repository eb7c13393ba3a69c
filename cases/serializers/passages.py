"""Passages as the API takes and tells them."""

from typing import Any

from rest_framework import serializers

from cases.enums import PassageKind
from polact.access.serializers import OrganizationBrief
from polact.rest.fields import Choice, Flag, Text, Whole

CODE = r"^[-a-zA-Z0-9_]+$"


class PassageIn(serializers.Serializer[Any]):
    """A passage, or its next version. Both languages are needed, with the same placeholders."""

    code = serializers.RegexField(CODE, max_length=40, trim_whitespace=False)
    organization = Whole(allow_null=True, default=None, help_text="whose own it is; null: shared by the Commission")
    kind = Choice(choices=PassageKind.choices)
    title_en = Text(max_length=120)
    title_fr = Text(max_length=120)
    text_en = Text(default="")
    text_fr = Text(default="")
    parts = serializers.ListField(
        child=Text(max_length=40),
        max_length=30,
        default=list,
        help_text="codes of the passages that a template gathers",
    )
    is_withdrawn = Flag(default=False, help_text="true: it can no longer be inserted")
    version = Whole(allow_null=True, default=None, help_text="the version that was read; null for a new passage")


class PassageOut(serializers.Serializer[Any]):
    """The newest version of a passage."""

    ref = serializers.UUIDField(read_only=True)
    code = serializers.CharField(read_only=True)
    organization = OrganizationBrief(read_only=True, allow_null=True)
    kind = serializers.ChoiceField(choices=PassageKind.choices, read_only=True)
    title_en = serializers.CharField(read_only=True)
    title_fr = serializers.CharField(read_only=True)
    text_en = serializers.CharField(read_only=True)
    text_fr = serializers.CharField(read_only=True)
    parts = serializers.ListField(child=serializers.CharField(), read_only=True)
    is_withdrawn = serializers.BooleanField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    written_at = serializers.DateTimeField(read_only=True)
