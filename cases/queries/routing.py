"""Rules, their versions, routings and election periods."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from cases.models import Case, ElectionPeriod, Routing, RoutingRule
from polact.access.lasting import not_over
from polact.access.models import Organization, Person
from polact.audit.queries import TrailEntry, trail_of
from polact.audit.verbs import Verb


def rules_of(organization_id: int, on: date) -> list[RoutingRule]:
    """The versions that hold on a day or will hold, those for every organization among them, in order of evaluation."""
    here = Q(organization_id=organization_id) | Q(organization=None)
    return list(RoutingRule.objects.filter(here, not_over(on)).select_related("assign_to"))


def ended_rules_of(organization_id: int, on: date) -> list[RoutingRule]:
    """The last version of each rule of the organization that has ended, the newest first."""
    last = RoutingRule.objects.filter(organization_id=organization_id).order_by("number", "-version").distinct("number")
    ended = RoutingRule.objects.filter(pk__in=last.values("pk"), active_to__lte=on)
    return list(ended.select_related("assign_to").order_by("-active_to", "-number"))


def versions_of(organization_id: int, ref: UUID) -> list[RoutingRule]:
    """Every version of one of the organization's rules, the newest first; empty when there is no such rule."""
    versions = RoutingRule.objects.filter(organization_id=organization_id, ref=ref)
    return list(versions.select_related("assign_to", "organization").order_by("-version"))


def trail_of_rule(rule: RoutingRule) -> list[TrailEntry]:
    """Who added, changed and ended a rule, out of its organization's trail; the newest first. For people to read."""
    verbs = (Verb.RULE_ADDED, Verb.RULE_CHANGED, Verb.RULE_ENDED)
    entries = trail_of(rule.organization.ref) if rule.organization else []
    return [entry for entry in reversed(entries) if entry.verb in verbs and entry.facts.get("rule") == rule.number]


def routings_of(case: Case) -> list[Routing]:
    """Every placing of a case, the newest first."""
    return list(case.routings.select_related("rule", "assigned_to").order_by("-at"))


def elections() -> list[ElectionPeriod]:
    """Every election period, the newest first."""
    return list(ElectionPeriod.objects.all())


def election(pk: int) -> ElectionPeriod | None:
    """One election period, if there is such."""
    return ElectionPeriod.objects.filter(pk=pk).first()


def organization(pk: int) -> Organization | None:
    """One organization that is not dormant, if there is such."""
    return Organization.objects.active().filter(pk=pk).first()


def organizations_to_route(person: Person) -> list[Organization]:
    """The organizations whose rules the person may read, by name."""
    open_to = Organization.objects.active()
    if not person.standing.sees_all:
        open_to = open_to.filter(pk__in=person.standing.represents)
    return [organization for organization in open_to if organization.takes_requests]
