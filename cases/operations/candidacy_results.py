"""What became of the candidacy, following its conditions, and its end."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import advance_candidacy, note
from cases.enums.candidacy import (
    AFTER_DECISION,
    CandidacyAction,
    ConditionEventKind,
    ConditionState,
    ElectionResult,
)
from cases.models import Candidacy, CandidacyResult, Condition, ConditionEvent, Decision, GazetteNotice
from cases.notices import after_decision as notices
from cases.permissions.candidacy import may_follow
from cases.queries.after import GAZETTED, standing_grant
from cases.results import ends_employment, following
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.base.text import both_languages
from polact.catalogue.kinds import Family
from polact.catalogue.registry import request_type

OWN = "EMPLOYEE"


@transaction.atomic
def record_result(
    *, candidacy: Candidacy, kind: str, happened_on: date, note_text: str = "", recorded_by: Person, at: datetime
) -> CandidacyResult:
    """One thing that became of the candidacy, on the day on which it happened; in the order of `cases.results`.

    Federally, provincially and territorially somebody declared elected, or acclaimed, ceases to be an employee on that
    day by operation of law (PSEA s. 114(8)): their own conditions end, and the employee, the representatives, the deputy
    head and the administrators are told. Appointments stay as they are: whoever keeps them ends them. Municipally nothing
    ends unless a condition says so (s. 115(4)(b)). Raises NotPermitted, NotNow without a grant that stands, Invalid for
    a result that cannot follow the one before, or a day to come or before it.
    """
    if not may_follow(recorded_by, candidacy):
        raise NotPermitted()
    candidacy = Candidacy.objects.select_for_update(of=("self",)).select_related("case__requester").get(pk=candidacy.pk)
    decision = standing_grant(candidacy)
    if decision is None or candidacy.stage not in AFTER_DECISION:
        raise NotNow(_("A result is recorded of a candidacy that was granted."))
    last = candidacy.results.order_by("-happened_on", "-recorded_at").first()
    if kind not in following(last.kind if last else None, candidacy):
        raise Invalid(_("This cannot follow what was recorded before."), field="kind")
    if happened_on > clock.local_date(at):
        raise Invalid(_("This day is still to come."), field="happened_on")
    if last is not None and happened_on < last.happened_on:
        raise Invalid(_("This day lies before what was recorded last."), field="happened_on")
    result = CandidacyResult.objects.create(
        candidacy=candidacy,
        kind=kind,
        happened_on=happened_on,
        note=note_text,
        recorded_by=recorded_by,
        recorded_at=at,
    )
    ends = ends_employment(kind, candidacy)
    facts: dict[str, Any] = {"result": both_languages(ElectionResult(kind).label), "day": happened_on}
    if ends:
        facts["ends_employment"] = "PSEA s. 114(8)"
        _end_own_conditions(decision, happened_on, recorded_by, at)
    note(case=candidacy.case, verb=Verb.RESULT_RECORDED, by=recorded_by, at=at, facts=facts)
    if ends:
        notices.employment_ceased(case=candidacy.case, day=happened_on, at=at)
    else:
        notices.result_recorded(case=candidacy.case, kind=ElectionResult(kind), day=happened_on, at=at)
    return result


@transaction.atomic
def follow_conditions(
    *, candidacy: Candidacy, followed_by: Person, at: datetime, version: int | None = None
) -> Candidacy:
    """The conditions of a grant are followed from now on. Raises as `advance_candidacy`, NotNow when there are none open."""
    grant = standing_grant(candidacy)
    if may_follow(followed_by, candidacy) and (grant is None or not _open_conditions(grant)):
        raise NotNow(_("There is no condition in force to follow."))
    return advance_candidacy(
        candidacy=candidacy, action=CandidacyAction.FOLLOW_CONDITIONS, by=followed_by, at=at, version=version
    )


@transaction.atomic
def close_candidacy(*, candidacy: Candidacy, closed_by: Person, at: datetime, version: int | None = None) -> Candidacy:
    """The end of the file. Raises as `advance_candidacy`; NotNow while a condition is in force, and while a permission that
    was granted is not published in the Canada Gazette (PSEA s. 116)."""
    grant = standing_grant(candidacy)
    if may_follow(closed_by, candidacy) and grant is not None:
        if _open_conditions(grant):
            raise NotNow(_("Conditions are in force: note first that they are met or lifted."))
        if _must_be_published(candidacy, grant) and not _is_published(grant):
            raise NotNow(_("The grant is not published in the Canada Gazette yet."))
    return advance_candidacy(candidacy=candidacy, action=CandidacyAction.CLOSE, by=closed_by, at=at, version=version)


def _open_conditions(decision: Decision) -> bool:
    return decision.conditions.filter(state=ConditionState.OPEN).exists()


def _must_be_published(candidacy: Candidacy, grant: Decision) -> bool:
    """Of a change of circumstances, that is decided case by case."""
    is_permission = request_type(candidacy.case.request_type).family == Family.PERMISSION
    return is_permission and candidacy.rules.is_gazetted and grant.outcome in GAZETTED


def _is_published(grant: Decision) -> bool:
    return GazetteNotice.objects.filter(decision=grant, published_on__isnull=False).exists()


def _end_own_conditions(decision: Decision, day: date, by: Person, at: datetime) -> None:
    """An obligation of an employee ends with the employment; those of the organization are left to whoever follows them."""
    own = decision.conditions.filter(state=ConditionState.OPEN, owner=OWN)
    ended = list(own.select_for_update(of=("self",)))
    Condition.objects.filter(pk__in=[one.pk for one in ended]).update(state=ConditionState.LIFTED)
    ConditionEvent.objects.bulk_create(
        ConditionEvent(
            condition=one, kind=ConditionEventKind.LIFTED, text="PSEA s. 114(8)", happened_on=day, by=by, at=at
        )
        for one in ended
    )
