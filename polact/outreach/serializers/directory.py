"""The representatives' directory as the API tells and takes it."""

from typing import Any

from rest_framework import serializers

from polact.access.serializers import OrganizationOut, PersonBrief
from polact.rest.fields import Flag, Text, Whole


class RepresentativeOut(serializers.Serializer[Any]):
    """A current representative; `away_to` is the first day back of somebody who is away."""

    name = serializers.CharField(read_only=True)
    away_to = serializers.DateField(read_only=True, allow_null=True)
    stand_in = serializers.CharField(read_only=True)


class OfficeOut(serializers.Serializer[Any]):
    """How an office is reached."""

    email = serializers.CharField(read_only=True)
    telephone = serializers.CharField(read_only=True)
    serves_in_english = serializers.BooleanField(read_only=True)
    serves_in_french = serializers.BooleanField(read_only=True)
    note_en = serializers.CharField(read_only=True)
    note_fr = serializers.CharField(read_only=True)


class ListingOut(serializers.Serializer[Any]):
    """An organization in the directory. Without representatives, requests go to the Commission's central queue."""

    organization = OrganizationOut(read_only=True)
    representatives = RepresentativeOut(many=True, read_only=True)
    is_vacant = serializers.BooleanField(read_only=True)
    office = OfficeOut(read_only=True, allow_null=True)


class DirectoryFilter(serializers.Serializer[Any]):
    """How the directory can be narrowed."""

    organization = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=100,
        help_text="part of a name or an abbreviation, in either language",
    )


class OfficeIn(serializers.Serializer[Any]):
    """Everything that the directory shows of an office."""

    email = Text(max_length=254, default="")
    telephone = Text(max_length=40, default="")
    serves_in_english = Flag()
    serves_in_french = Flag()
    note_en = Text(max_length=300, default="")
    note_fr = Text(max_length=300, default="")


class CoverIn(serializers.Serializer[Any]):
    """Who is away (by default the caller) from when to when, and who stands in; `active_to` is the first day back."""

    absent = Whole(required=False, help_text="a person; administrators only")
    stand_in = Whole(help_text="another representative of the organization")
    active_from = serializers.DateField()
    active_to = serializers.DateField()


class CoverOut(serializers.Serializer[Any]):
    """A recorded absence."""

    id = serializers.IntegerField(read_only=True)
    absent = PersonBrief(read_only=True)
    stand_in = PersonBrief(read_only=True)
    active_from = serializers.DateField(read_only=True)
    active_to = serializers.DateField(read_only=True)
