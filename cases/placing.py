"""Where a case goes when it is sent, or sent on: queue, rule, assignee. Reads; changes nothing."""

from dataclasses import dataclass
from datetime import date

from cases import routing
from cases.enums import Queue
from cases.models import Case, RoutingRule
from polact.access.models import Person


@dataclass(frozen=True)
class Placement:
    """The queue a case goes to, by which rule (None: no rule matched), on which facts, and to whom (None: nobody yet)."""

    queue: Queue
    rule: RoutingRule | None
    facts: routing.RoutingFacts
    assigned_to: Person | None


def place(*, case: Case, on: date) -> Placement:
    """The first rule that matches on a day; the central queue when none does or nobody of the organization may answer."""
    facts = facts_of(case)
    rule = routing.choose_rule(routing.rules_in_force(organization_id=case.organization_id, on=on), facts)
    if rule and not routing.somebody_answers(organization_id=case.organization_id, on=on, besides=_barred(case)):
        rule = None  # nobody there could take it up: the directory says that it goes to the central queue
    queue = Queue.ORGANIZATION if rule else Queue.CENTRAL
    return Placement(queue, rule, facts, _assignee(rule, _barred(case)))


def facts_of(case: Case) -> routing.RoutingFacts:
    """The facts of a case that rules may look at: its activity's group and the most serious level of its result."""
    return routing.RoutingFacts(
        organization=case.organization_id,
        request_type=case.request_type,
        activity_group=case.activity.split(".")[0],
        level=case.level.split()[-1] if case.level else "",
        language=case.language,
    )


def _barred(case: Case) -> frozenset[int]:
    """Who cannot handle the case: the requester, and whoever is walled off from it."""
    return frozenset({case.requester_id, *case.walled_from})


def _assignee(rule: RoutingRule | None, barred: frozenset[int]) -> Person | None:
    """The representative whom the rule names, unless they may not handle the case."""
    return rule.assign_to if rule and rule.assign_to_id not in barred else None
