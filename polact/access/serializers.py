"""Organizations and people as the API tells them."""

from typing import Any

from rest_framework import serializers

from polact.access.enums import Regime, Role
from polact.rest.fields import Choice, Text, Whole


class OrganizationOut(serializers.Serializer[Any]):
    """An organization: titles in both languages, the regime that its people are under, its service standard."""

    id = serializers.IntegerField(read_only=True)
    name_en = serializers.CharField(read_only=True)
    name_fr = serializers.CharField(read_only=True)
    applied_title_en = serializers.CharField(read_only=True)
    applied_title_fr = serializers.CharField(read_only=True)
    abbreviation_en = serializers.CharField(read_only=True)
    abbreviation_fr = serializers.CharField(read_only=True)
    schedule = serializers.CharField(read_only=True, help_text="of the Financial Administration Act")
    regime = serializers.ChoiceField(choices=Regime.choices, read_only=True)
    legal_basis = serializers.CharField(read_only=True)
    takes_requests = serializers.BooleanField(read_only=True)
    standard_days = serializers.IntegerField(read_only=True, help_text="service standard, in business days")
    answer_days = serializers.IntegerField(read_only=True, help_text="time to answer a question, in business days")


class OrganizationBrief(serializers.Serializer[Any]):
    """An organization in passing; `name` in the language of Accept-Language."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(source="__str__", read_only=True)


class PersonBrief(serializers.Serializer[Any]):
    """A person in passing."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(source="__str__", read_only=True)


class RoleOut(serializers.Serializer[Any]):
    """A role that is held today, and where."""

    role = serializers.ChoiceField(choices=Role.choices, read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    organization = OrganizationBrief(read_only=True)


class MeOut(serializers.Serializer[Any]):
    """Who calls, and what they may act as today."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(source="__str__", read_only=True)
    email = serializers.CharField(read_only=True)
    language = serializers.ChoiceField(choices=["en", "fr"], read_only=True)
    roles = RoleOut(many=True, read_only=True)


class OrganizationFilter(serializers.Serializer[Any]):
    """How the list of organizations can be narrowed."""

    takes_requests = serializers.BooleanField(required=False, help_text="only those where requests can be sent, or not")


class RegimeIn(serializers.Serializer[Any]):
    """The regime that an administrator found to apply, and on what basis."""

    regime = Choice(choices=[regime.value for regime in Regime if regime != Regime.TO_CONFIRM])
    legal_basis = Text(help_text="the Act and section that say so")


class StandardIn(serializers.Serializer[Any]):
    """In how many business days the organization answers, and how many it gives for an answer to a question."""

    standard_days = Whole(max_value=60)
    answer_days = Whole(max_value=60)
