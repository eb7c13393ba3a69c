"""Where a case goes when it is sent, or sent on: queue, rule, assignee. `place` reads and changes nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from cases import routing
from cases.enums import Queue, RoutingReason
from cases.models import Case, Routing, RoutingRule
from polact.access.models import Appointment, Person


@dataclass(frozen=True)
class Placement:
    """The queue a case goes to, by which rule (None: no rule matched), on which facts, and to whom (None: nobody yet)."""

    queue: Queue
    rule: RoutingRule | None
    facts: routing.RoutingFacts
    assigned_to: Person | None


def place(*, case: Case, on: date) -> Placement:
    """Where the case goes on a day: see `routing.route`, with the rules, elections and representatives of that day."""
    facts = facts_of(case, on)
    rules = routing.rules_in_force(organization_id=case.organization_id, on=on)
    answering = routing.answering(organization_id=case.organization_id, on=on, besides=_barred(case))
    found = routing.route(rules, facts, on=on, answering=answering)
    named = found.rule.assign_to if found.rule and found.assigned_to else None
    return Placement(found.queue, found.rule, facts, named)


def keep_routing(*, case: Case, placed: Placement, why: RoutingReason, at: datetime) -> Routing:
    """Store a placing that an operation just carried out, in its transaction: the rule and version, the facts used."""
    return Routing.objects.create(
        case=case,
        at=at,
        why=why,
        rule=placed.rule,
        version=placed.rule.version if placed.rule else None,
        facts=placed.facts.as_json(),
        queue=placed.queue,
        assigned_to=placed.assigned_to,
    )


def facts_of(case: Case, on: date) -> routing.RoutingFacts:
    """The facts of a case that rules may look at on a day: among them its activity's group, the most serious level of its
    result, where its requester works, and which elections touch them there."""
    region = case.region or _place_of_work(case, on)
    return routing.RoutingFacts(
        organization=case.organization_id,
        request_type=case.request_type,
        activity_group=case.activity.split(".")[0],
        level=case.level.split()[-1] if case.level else "",
        language=case.language,
        region=region,
        elections=routing.touching(routing.elections_in_force(on), region, on),
    )


def _place_of_work(case: Case, on: date) -> str:
    """The province or territory of the requester's newest appointment in the organization that says one."""
    held = Appointment.objects.current(on).filter(person_id=case.requester_id, organization_id=case.organization_id)
    newest = held.exclude(region="").order_by("-active_from", "-pk").values_list("region", flat=True).first()
    return newest or ""


def _barred(case: Case) -> frozenset[int]:
    """Who cannot handle the case: the requester, and whoever is walled off from it."""
    return frozenset({case.requester_id, *case.walled_from})
