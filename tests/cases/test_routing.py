"""Choosing a rule is pure: a table says what is expected."""

import pytest

from cases.enums import Queue
from cases.models import RoutingRule
from cases.routing import RoutingFacts, choose_rule
from polact.access.acting import as_system
from tests import factories
from tests.conftest import NOON

FACTS = RoutingFacts(organization=1, request_type="ADVICE", activity_group="SOC", level="HIGH", language="fr")


def rule(number: int, **criteria: object) -> RoutingRule:
    return RoutingRule(pk=number, number=number, **{"active_from": factories.LONG_AGO, **criteria})


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
    chosen = choose_rule(rules, FACTS, on=NOON.date())
    assert (chosen.pk if chosen else None) == expected


@pytest.mark.parametrize(
    ("asker", "who_left", "queue"),
    [
        ("emma", (), Queue.ORGANIZATION),
        ("emma", ("rita",), Queue.ORGANIZATION),
        ("emma", ("rita", "rene"), Queue.CENTRAL),
        ("rita", ("rene",), Queue.CENTRAL),
    ],
)
def test_request_goes_to_the_central_queue_where_nobody_else_represents(
    people: factories.People, asker: str, who_left: tuple[str, ...], queue: Queue
) -> None:
    """A rule stays in force when the last representative leaves; a request must not wait for nobody."""
    with as_system():
        for name in who_left:
            getattr(people, name).appointments.filter(role="REPRESENTATIVE").update(active_to=NOON.date())
    case = factories.make_case(getattr(people, asker), people.organization)
    assert case.queue == queue
    assert (case.routed_by_id is None) == (queue == Queue.CENTRAL)
