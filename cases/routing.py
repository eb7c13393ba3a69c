"""Where a submitted case goes: the first rule that matches, else its organization's queue, else the Commission's.

`route` is the one evaluator, and pure: the same rules, facts, day and people give the same answer in the product, in the
previews, and in the table of expected routings (tests/cases/expected_routing.csv). The other functions fetch its input.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from cases.enums import Queue
from cases.models import ElectionPeriod, RoutingRule
from polact.access.lasting import in_force

CRITERIA = ("request_type", "activity_group", "level", "language", "region")
"""Names shared by rules and facts; beside them a rule may name an organization and a level of election."""


@dataclass(frozen=True)
class RoutingFacts:
    """What rules may look at; stored with each routing as used. `elections`: the levels of those in force that touch the
    place of work, in alphabetical order. Unknown facts are empty."""

    organization: int
    request_type: str
    activity_group: str
    level: str
    language: str
    region: str = ""
    elections: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "elections": list(self.elections)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "RoutingFacts":
        """Facts as they were stored; those that were not known in earlier times are empty."""
        texts = {name: str(stored.get(name, "")) for name in CRITERIA}
        return cls(int(stored["organization"]), **texts, elections=tuple(stored.get("elections", ())))


@dataclass(frozen=True)
class Route:
    """Where a case goes, by which rule (None: none matched, or nobody there may answer), and to whom (None: nobody yet)."""

    queue: Queue
    rule: RoutingRule | None = None
    assigned_to: int | None = None


def route(rules: Iterable[RoutingRule], facts: RoutingFacts, *, on: date, answering: Collection[int]) -> Route:
    """Where a case with these facts goes on a day. `answering`: who represents the organization then and may handle it.

    Nobody there may answer: the central queue of the Commission, whatever the rules say. Otherwise the case stays in the
    organization: with the person whom the first matching rule names, if they may answer; else in the organization's own
    queue, which is its representatives without an assignee. Without any matching rule it goes to that queue too.
    """
    if not answering:
        return Route(Queue.CENTRAL)
    rule = choose_rule(rules, facts, on=on)
    named = rule.assign_to_id if rule else None
    return Route(Queue.ORGANIZATION, rule, named if named in answering else None)


def choose_rule(rules: Iterable[RoutingRule], facts: RoutingFacts, *, on: date) -> RoutingRule | None:
    """The first rule, by priority and then age, that is in force on the day and all of whose criteria hold; else None."""
    fitting = [rule for rule in rules if rule.holds_on(on) and matches(rule, facts)]
    return min(fitting, key=place_in_order, default=None)


def place_in_order(rule: RoutingRule) -> tuple[int, int, int]:
    """By priority, then by number: of two rules of one priority the older comes first, whichever was changed last."""
    return rule.priority, rule.number, rule.version


def matches(rule: RoutingRule, facts: RoutingFacts) -> bool:
    """Whether all criteria of a rule hold; an empty one holds always, an unknown fact meets only an empty criterion."""
    if rule.organization_id not in (None, facts.organization):
        return False
    if rule.election and rule.election not in facts.elections:
        return False
    return all(getattr(rule, name) in ("", getattr(facts, name)) for name in CRITERIA)


def touching(periods: Iterable[ElectionPeriod], region: str, on: date) -> tuple[str, ...]:
    """The levels of the elections in force on a day that touch somebody who works in a region ("" when unknown)."""
    return tuple(sorted({period.level for period in periods if period.holds_on(on) and period.touches(region)}))


def rules_in_force(*, organization_id: int, on: date) -> list[RoutingRule]:
    """The rules that could apply to an organization's case on a day."""
    here = Q(organization_id=organization_id) | Q(organization=None)
    return list(RoutingRule.objects.filter(here, in_force(on)).select_related("assign_to"))


def elections_in_force(on: date) -> list[ElectionPeriod]:
    """The election periods of a day, everywhere."""
    return list(ElectionPeriod.objects.filter(in_force(on)))
