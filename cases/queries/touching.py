"""Permissions and advice with what they rest on: then, by the decision or the record of that day, and now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from assessments import rulebook
from assessments.comparison import compare
from assessments.sitting import Situation
from cases.enums.after import Fact
from cases.enums.candidacy import AFTER_DECISION
from cases.models import Candidacy, Case, Decision
from cases.touched import ON_RECORD, Change, changed, facts_on_record
from polact.access.enums import Role
from polact.access.models import Appointment
from polact.base import clock
from polact.catalogue.kinds import Family
from polact.catalogue.registry import codes_of, outcome


@dataclass(frozen=True)
class Touched:
    """A case whose answer rests on facts that changed; `is_grant` tells a permission from an advice."""

    case: Case
    is_grant: bool
    changes: list[Change]


def on_record(candidacy: Candidacy, on: date) -> dict[str, str]:
    """What the record says on a day of the employee's position and the election: what a decision keeps below `ON_RECORD`
    in its facts. One query for the appointments."""
    own = Appointment.objects.filter(person_id=candidacy.case.requester_id, role=Role.EMPLOYEE)
    held = list(own.select_related("organization").order_by("-active_from", "pk"))
    return facts_on_record(current_of(held, candidacy.case, on), candidacy)


def resting(on: date) -> QuerySet[Case]:
    """Cases with an answer that still counts and may rest on something else by now: every standing grant; advice that is
    valid on a day and whose employee was appointed anew, or whose self-assessment is of other rules than those in force."""
    own = Appointment.objects.filter(person=OuterRef("requester"), role=Role.EMPLOYEE, active_from__lte=on)
    # Of the same day by whichever clock: `touched_among` looks exactly.
    moved = Exists(own.filter(active_from__gte=Cast(OuterRef("advice__recorded_at"), DateField())))
    other_rules = Q(assessment__isnull=False) & ~Q(assessment__rulebook_version=rulebook.current(on).version)
    is_valid = Q(advice__isnull=False) & (Q(advice__valid_until=None) | Q(advice__valid_until__gte=on))
    granted = Q(request_type__in=codes_of(Family.PERMISSION, Family.CHANGE), candidacy__stage__in=AFTER_DECISION)
    # What was looked at again rests on the facts of that day: its own row stands for it.
    granted &= ~Q(Exists(Candidacy.objects.filter(parent=OuterRef("pk"), stage__in=AFTER_DECISION)))
    cases = Case.objects.filter(granted | is_valid & (Q(moved) | other_rules))
    return cases.select_related("candidacy__election", "requester", "advice", "assessment", "organization")


def touched_among(cases: Iterable[Case], on: date) -> list[Touched]:
    """Those of these cases whose facts changed. Two queries for all of them."""
    cases = list(cases)
    decisions = Decision.objects.filter(candidacy__in=[case.pk for case in cases], superseded_by=None)
    standing = {decision.candidacy_id: decision for decision in decisions}
    held: dict[int, list[Appointment]] = {}
    own = Appointment.objects.filter(person__in={case.requester_id for case in cases}, role=Role.EMPLOYEE)
    for one in own.select_related("organization").order_by(F("active_from").desc(), "pk"):
        held.setdefault(one.person_id, []).append(one)
    found = [_touched(case, standing.get(case.pk), held.get(case.requester_id, []), on) for case in cases]
    return [one for one in found if one is not None and one.changes]


def _touched(case: Case, decision: Decision | None, held: list[Appointment], on: date) -> Touched | None:
    if decision is not None and not outcome(decision.outcome).is_grant:
        return None
    candidacy = case.candidacy if decision is not None else None
    if decision is not None:
        day, kept = clock.local_date(decision.decided_at), decision.facts.get(ON_RECORD)
    elif case.advice is not None:
        day, kept = clock.local_date(case.advice.recorded_at), None
    else:
        return None
    was = kept or facts_on_record(current_of(held, case, day), None)
    if kept is None and candidacy is not None and candidacy.polling_day is not None:
        was |= {Fact.POLLING_DAY.value: candidacy.polling_day.isoformat()}
    now = facts_on_record(current_of(held, case, on), candidacy)
    return Touched(case, decision is not None, [*changed(was, now), *_by_other_rules(case, on)])


def current_of(held: list[Appointment], case: Case, on: date) -> Appointment | None:
    """The employment on a day: the one in the case's organization before any other."""
    current = [one for one in held if one.active_from <= on and (one.active_to is None or one.active_to > on)]
    return next((one for one in current if one.organization_id == case.organization_id), next(iter(current), None))


def _by_other_rules(case: Case, on: date) -> list[Change]:
    """Whether the self-assessment that came with it would end otherwise today."""
    kept = case.assessment
    version = rulebook.current(on).version
    if kept is None or kept.rulebook_version == version:
        return []
    same = compare(kept.rulebook_version, Situation(kept.activity, kept.answers), kept.result).same_result
    return [] if same else [Change(Fact.RULEBOOK, kept.rulebook_version, version)]
