"""Which rule a submitted case falls under. `choose_rule` is pure; `rules_in_force` fetches what it chooses from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from cases.models import RoutingRule


@dataclass(frozen=True)
class RoutingFacts:
    """What rules may look at; stored with the case as used."""

    organization: int
    request_type: str
    activity_group: str
    level: str
    language: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def choose_rule(rules: Sequence[RoutingRule], facts: RoutingFacts) -> RoutingRule | None:
    """The first rule, by priority and then age, all of whose criteria hold; None when none does."""
    return next(
        (rule for rule in sorted(rules, key=lambda rule: (rule.priority, rule.pk)) if _matches(rule, facts)), None
    )


def _matches(rule: RoutingRule, facts: RoutingFacts) -> bool:
    if rule.organization_id not in (None, facts.organization):
        return False
    criteria = ("request_type", "activity_group", "level", "language")
    return all(getattr(rule, name) in ("", getattr(facts, name)) for name in criteria)


def rules_in_force(*, organization_id: int, on: date) -> list[RoutingRule]:
    """The rules that could apply to an organization's case on a day."""
    here = Q(organization_id=organization_id) | Q(organization=None)
    until = Q(active_to=None) | Q(active_to__gt=on)
    return list(RoutingRule.objects.filter(here, until, active_from__lte=on).select_related("assign_to"))
