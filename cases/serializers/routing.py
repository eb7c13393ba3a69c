"""Routing rules, previews and routings as the API takes and tells them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.enums import ElectionLevel, Queue, RoutingReason
from cases.models import LANGUAGES, Routing
from cases.routing import RoutingFacts
from cases.rule_preview import Move
from polact.access.serializers import PersonBrief
from polact.catalogue.jurisdictions import PROVINCES_AND_TERRITORIES
from polact.rest.fields import Choice, Text, Whole

ANY = "empty: any"
UNTIL = "first day on which it no longer holds; null: no end is known"


def optional(choices: list[str], **options: Any) -> Choice:
    return Choice(choices=["", *choices], default="", **{"help_text": ANY, **options})


class RuleIn(serializers.Serializer[Any]):
    """What a rule asks, who gets the requests, its place in the order, and its days."""

    request_type = Text(max_length=20, default="", help_text=f"code of a type of request; {ANY}")
    activity_group = Text(max_length=10, default="", help_text=f"code of a group of the rulebook; {ANY}")
    level = Text(max_length=10, default="", help_text=f"code of a result of the rulebook; {ANY}")
    language = optional([code for code, _name in LANGUAGES])
    region = optional(list(PROVINCES_AND_TERRITORIES), help_text=f"place of work; {ANY}")
    election = optional(ElectionLevel.values, help_text=f"level of an election that touches the place of work; {ANY}")
    assign_to = Whole(allow_null=True, default=None, help_text="id of a representative; null: all of them")
    priority = serializers.IntegerField(min_value=1, max_value=999, default=100, help_text="lowest first")
    note = Text(max_length=200, default="")
    active_from = serializers.DateField(help_text="first day; today or later")
    active_to = serializers.DateField(allow_null=True, default=None, help_text=UNTIL)


class RuleChangeIn(RuleIn):
    """The next version of a rule; it replaces all that the last one says."""

    version = Whole(max_value=2**31 - 1, help_text="the version that was read")


class RuleEndIn(serializers.Serializer[Any]):
    """From when on a rule no longer holds."""

    ends_on = serializers.DateField(help_text="today or later")
    version = Whole(max_value=2**31 - 1, help_text="the version that was read")


class RuleOut(serializers.Serializer[Any]):
    """One version of a rule."""

    ref = serializers.UUIDField()
    number = serializers.IntegerField()
    version = serializers.IntegerField()
    everywhere = serializers.SerializerMethodField(help_text="it holds for every organization")
    request_type = serializers.CharField()
    activity_group = serializers.CharField()
    level = serializers.CharField()
    language = serializers.CharField()
    region = serializers.CharField()
    election = serializers.CharField()
    assign_to = PersonBrief(allow_null=True)
    priority = serializers.IntegerField()
    note = serializers.CharField()
    active_from = serializers.DateField()
    active_to = serializers.DateField(allow_null=True, help_text=UNTIL)

    def get_everywhere(self, rule: Any) -> bool:
        return rule.organization_id is None


class RuleBrief(serializers.Serializer[Any]):
    """A version of a rule in passing; `number` is null for one that is only tried."""

    number = serializers.SerializerMethodField()
    version = serializers.IntegerField()

    def get_number(self, rule: Any) -> int | None:
        return None if rule.is_not_yet else int(rule.number)


class MoveOut(serializers.Serializer[Move]):
    """Requests that `before` matches without the change and `after` with it; null where no rule does."""

    before = RuleBrief(allow_null=True)
    after = RuleBrief(allow_null=True)
    differs = serializers.BooleanField()
    count = serializers.IntegerField()
    requests = serializers.SerializerMethodField(help_text="ids, the newest first, at most 25")

    def get_requests(self, move: Move) -> list[int]:
        return [case.pk for case in move.shown]


class RulePreviewOut(serializers.Serializer[Any]):
    """The requests of the last thirty days that the caller may see, as if they were sent on a day."""

    on = serializers.DateField()
    count = serializers.IntegerField()
    moved = serializers.IntegerField(help_text="how many would go by another rule")
    moves = MoveOut(many=True)


class RoutingFactsOut(serializers.Serializer[Any]):
    """What rules looked at; unknown facts are empty."""

    organization = serializers.IntegerField()
    request_type = serializers.CharField()
    activity_group = serializers.CharField()
    level = serializers.CharField()
    language = serializers.CharField()
    region = serializers.CharField()
    elections = serializers.ListField(child=serializers.CharField())


class RoutingOut(serializers.Serializer[Any]):
    """One placing of a request: when, why, by which rule, on which facts, and where it went."""

    at = serializers.DateTimeField()
    why = serializers.ChoiceField(choices=RoutingReason.choices)
    rule = RuleOut(allow_null=True)
    facts = serializers.SerializerMethodField()
    queue = serializers.ChoiceField(choices=Queue.choices)
    assigned_to = PersonBrief(allow_null=True)

    @extend_schema_field(RoutingFactsOut)
    def get_facts(self, routing: Routing) -> dict[str, Any]:
        """Every fact, those empty that were not known when it was stored."""
        return RoutingFacts.from_json(routing.facts).as_json()
