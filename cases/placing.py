"""Where a case goes when it is sent, or sent on: queue, rule, assignee. Reads; changes nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cases import balance, routing
from cases.enums import CaseStatus, Handover, Queue
from cases.models import Case, RoutingRule
from polact.access.covering import Roster
from polact.access.models import Person
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
    """The first rule that matches on a day; the central queue when none does or nobody of the organization is there to
    answer: nobody represents it, or all are away without a stand-in who is there, or barred."""
    facts = facts_of(case)
    rule = routing.choose_rule(routing.rules_in_force(organization_id=case.organization_id, on=on), facts)
    known = roster(case.organization_id, on)
    if rule is None or not known.at_work(_barred(case)):
        return Placement(Queue.CENTRAL, None, facts, None)
    named = _named(rule, known, _barred(case))
    if named is not None:
        return Placement(Queue.ORGANIZATION, rule, facts, named, Handover.RULE)
    chosen = _by_balance(case, known)
    return Placement(Queue.ORGANIZATION, rule, facts, chosen, Handover.BALANCE if chosen else None)


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


def _named(rule: RoutingRule, known: Roster, barred: frozenset[int]) -> Person | None:
    """The representative whom the rule names, unless they may not handle the case, or nobody who may does their work.

    Somebody who is away keeps the case: it stands on the desk of the one at the end of their chain, who acts for them.
    """
    if rule.assign_to_id is None or rule.assign_to_id in barred or rule.assign_to_id not in known.by_person:
        return None
    worker = known.works_for(rule.assign_to_id)
    return rule.assign_to if worker is not None and worker.person_id not in barred else None


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
    statuses = (CaseStatus.SUBMITTED, CaseStatus.IN_REVIEW, CaseStatus.AWAITING_INFORMATION)
    loads = {pk: balance.weighted(dict(zip(statuses, counts, strict=True))) for pk, *counts, _last in rows}
    return loads, {pk: last for pk, *_counts, last in rows}
