"""Guidance as the API tells and takes it."""

from typing import Any

from rest_framework import serializers

from polact.outreach.enums import VersionState
from polact.rest.fields import Flag, Text, Whole


class GuidanceBrief(serializers.Serializer[Any]):
    """A page of guidance in passing, in both languages."""

    code = serializers.CharField(source="page.code", read_only=True)
    slug_en = serializers.CharField(source="page.slug_en", read_only=True)
    slug_fr = serializers.CharField(source="page.slug_fr", read_only=True)
    title_en = serializers.CharField(read_only=True)
    title_fr = serializers.CharField(read_only=True)
    summary_en = serializers.CharField(read_only=True)
    summary_fr = serializers.CharField(read_only=True)
    version = serializers.IntegerField(source="number", read_only=True)
    published_at = serializers.DateTimeField(read_only=True)


class SourceOut(serializers.Serializer[Any]):
    """A source that the text names by `[key]`."""

    key = serializers.CharField(read_only=True)
    text_en = serializers.CharField(source="text.en", read_only=True)
    text_fr = serializers.CharField(source="text.fr", read_only=True)
    url_en = serializers.CharField(source="url.en", read_only=True)
    url_fr = serializers.CharField(source="url.fr", read_only=True)


class GuidanceOut(GuidanceBrief):
    """The text in force of a page: CommonMark with marks such as `[s113]`, and the sources that they name."""

    body_en = serializers.CharField(read_only=True)
    body_fr = serializers.CharField(read_only=True)
    sources = SourceOut(many=True, read_only=True)


class GuidanceDraftOut(serializers.Serializer[Any]):
    """A version as administrators see it; `revision` goes along with the next change."""

    code = serializers.CharField(source="page.code", read_only=True)
    version = serializers.IntegerField(source="number", read_only=True)
    state = serializers.ChoiceField(choices=VersionState.choices, read_only=True)
    revision = serializers.IntegerField(read_only=True)
    title_en = serializers.CharField(read_only=True)
    title_fr = serializers.CharField(read_only=True)
    summary_en = serializers.CharField(read_only=True)
    summary_fr = serializers.CharField(read_only=True)
    body_en = serializers.CharField(read_only=True)
    body_fr = serializers.CharField(read_only=True)
    change_note = serializers.CharField(read_only=True)


class GuidanceDraftIn(serializers.Serializer[Any]):
    """The words of a draft. `revision` is that of the draft when it was read, 0 when there was none."""

    title_en = Text(max_length=120, default="")
    title_fr = Text(max_length=120, default="")
    summary_en = Text(max_length=300, default="")
    summary_fr = Text(max_length=300, default="")
    body_en = Text(default="")
    body_fr = Text(default="")
    change_note = Text(max_length=500)
    offer = Flag(default=False, help_text="ask the other administrators to publish it")
    revision = Whole(min_value=0, max_value=2_000_000_000)


class GuidancePublishIn(serializers.Serializer[Any]):
    """Which revision of the draft was read."""

    revision = Whole(max_value=2_000_000_000)
