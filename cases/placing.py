"""Where a case goes when it is sent, or sent on: queue, rule, assignee. `place` reads and changes nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from cases import balance, routing
from cases.enums import Handover, Queue, RoutingReason
from cases.models import Case, Routing, RoutingRule
from polact.access.covering import Roster
from polact.access.models import Appointment, Person
from polact.access.queries import roster


@dataclass(frozen=True)
class Placement:
    """The queue a case goes to, by which rule (None: no rule matched), on which facts, to whom (None: nobody yet), how chosen."""

    queue: Queue
    rule: RoutingRule | None
    facts: routing.RoutingFacts
    assigned_to: Person | None
    handover: Handover | None = None


def place(*, case: Case, on: date) -> Placement:
    """Where the case goes on a day: see `routing.route`, with the rules, elections and representatives of that day.

    Without a person whom the rule names, whoever at work has the least open work, where the organization wants that.
    Somebody who is away keeps a case: it stands on the desk of the one at the end of their chain, who acts for them.
    """
    facts, known = facts_of(case, on), roster(case.organization_id, on)
    rules = routing.rules_in_force(organization_id=case.organization_id, on=on)
    found = routing.route(rules, facts, on=on, answering=known.answering(_barred(case)))
    if found.rule and found.assigned_to:
        return Placement(found.queue, found.rule, facts, found.rule.assign_to, Handover.RULE)
    chosen = _by_balance(case, known) if found.queue == Queue.ORGANIZATION else None
    return Placement(found.queue, found.rule, facts, chosen, Handover.BALANCE if chosen else None)


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


def _by_balance(case: Case, known: Roster) -> Person | None:
    """Whoever at work has the least open work, where the organization wants that."""
    if not case.organization.assigns_by_balance:
        return None
    chosen = balance.choose(candidates(known, barred=_barred(case)), language=case.language)
    return Person.objects.get(pk=chosen.person_id) if chosen else None


def candidates(known: Roster, *, barred: frozenset[int] = frozenset()) -> list[balance.Candidate]:
    """Those at work with all that they have to do: their own open cases and those of the absent behind them. One query."""
    loads, given = _loads(known)
    return [
        balance.Candidate(
            person_id=member.person_id,
            language=member.language,
            load=sum(loads.get(one.person_id, 0) for one in (member, *known.behind(member.person_id))),
            last_given=given.get(member.person_id),
        )
        for member in known.at_work(barred)
    ]


def _loads(known: Roster) -> tuple[dict[int, int], dict[int, Any]]:
    """By representative: the weight of their open cases in the organization, and when they last got a case."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from cases_loads(%s, %s)",
            [known.organization_id, [member.person_id for member in known.members]],
        )
        rows = cursor.fetchall()
    loads = {pk: balance.weighted(dict(zip(balance.WEIGHTS, counts, strict=True))) for pk, *counts, _last in rows}
    return loads, {pk: last for pk, *_counts, last in rows}
