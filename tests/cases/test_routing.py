"""Choosing a rule is pure: a table says what is expected."""

import pytest

from cases.models import RoutingRule
from cases.routing import RoutingFacts, choose_rule

FACTS = RoutingFacts(organization=1, request_type="ADVICE", activity_group="SOC", level="HIGH", language="fr")


def rule(pk: int, **criteria: object) -> RoutingRule:
    return RoutingRule(pk=pk, **criteria)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], None),
        ([rule(1)], 1),
        ([rule(1, organization_id=2)], None),
        ([rule(1, organization_id=1)], 1),
        ([rule(1, activity_group="CAM"), rule(2, activity_group="SOC")], 2),
        ([rule(1, level="LOW")], None),
        ([rule(1, language="en"), rule(2, language="fr", level="HIGH")], 2),
        ([rule(1, request_type="CANDIDACY")], None),
        ([rule(1, priority=50), rule(2, priority=10)], 2),
        ([rule(2, priority=10), rule(1, priority=10)], 1),
    ],
)
def test_first_matching_rule_wins(rules: list[RoutingRule], expected: int | None) -> None:
    chosen = choose_rule(rules, FACTS)
    assert (chosen.pk if chosen else None) == expected
