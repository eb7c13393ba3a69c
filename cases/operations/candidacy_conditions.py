"""The conditions of a grant: acknowledged by the employee, evidenced, departed from, met, lifted. Facts, never judgements."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import note
from cases.enums.candidacy import AFTER_DECISION, ConditionEventKind, ConditionState
from cases.models import Candidacy, Condition, ConditionEvent
from cases.notices import after_decision as notices
from cases.permissions.after import may_acknowledge, may_give_evidence, may_note_departure
from cases.permissions.candidacy import CandidacyPredicate, may_follow
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.base.text import both_languages

Kind = ConditionEventKind
WHO: dict[ConditionEventKind, CandidacyPredicate] = {
    Kind.EVIDENCE: may_give_evidence,
    Kind.BREACH: may_note_departure,
    Kind.MET: may_follow,
    Kind.LIFTED: may_follow,
}
ENDS = {Kind.MET: ConditionState.MET, Kind.LIFTED: ConditionState.LIFTED}


@transaction.atomic
def acknowledge_conditions(*, candidacy: Candidacy, acknowledged_by: Person, at: datetime) -> list[Condition]:
    """The employee's statement that they know all conditions of the standing decision and will follow them.

    All at once; a second time changes nothing and is refused. Raises NotPermitted for anybody else, NotNow when there is
    nothing left to acknowledge. Source: PAR s. 5, and the employee's signed statement of the Commission's form.
    """
    if not may_acknowledge(acknowledged_by, candidacy):
        raise NotPermitted()
    open_ones = Condition.objects.filter(decision__candidacy=candidacy, decision__superseded_by=None)
    conditions = list(open_ones.filter(acknowledged_at=None, state=ConditionState.OPEN).select_for_update(of=("self",)))
    if not conditions or candidacy.stage not in AFTER_DECISION:
        raise NotNow(_("There is no condition that waits for your acknowledgement."))
    for condition in conditions:
        condition.acknowledged_at = at
        condition.save(update_fields=["acknowledged_at"])
    today = clock.local_date(at)
    ConditionEvent.objects.bulk_create(
        ConditionEvent(condition=one, kind=Kind.ACKNOWLEDGED, happened_on=today, by=acknowledged_by, at=at)
        for one in conditions
    )
    note(
        case=candidacy.case,
        verb=Verb.CONDITION_ACKNOWLEDGED,
        by=acknowledged_by,
        at=at,
        facts={"count": len(conditions)},
    )
    notices.conditions_acknowledged(case=candidacy.case, at=at)
    return conditions


@transaction.atomic
def note_evidence(*, condition: Condition, text: str, happened_on: date, noted_by: Person, at: datetime) -> Condition:
    """What shows that a condition is kept (a leave form, a letter). By the employee, the representative or an officer.

    Raises NotPermitted, NotNow when the condition has ended, Invalid without a text or for a day that is to come.
    """
    return _note(Kind.EVIDENCE, condition, text, happened_on, noted_by, at)


@transaction.atomic
def note_breach(*, condition: Condition, text: str, happened_on: date, noted_by: Person, at: datetime) -> Condition:
    """That something departed from a condition: what and when, as a fact. Nobody judges it here, and nothing follows by
    itself; the employee is told and reads it. By the representative or an officer. Raises as `note_evidence` does."""
    return _note(Kind.BREACH, condition, text, happened_on, noted_by, at)


@transaction.atomic
def meet_condition(*, condition: Condition, text: str, happened_on: date, noted_by: Person, at: datetime) -> Condition:
    """The condition is met and ends. By whoever follows it. Raises as `note_evidence` does."""
    return _note(Kind.MET, condition, text, happened_on, noted_by, at)


@transaction.atomic
def lift_condition(*, condition: Condition, text: str, happened_on: date, noted_by: Person, at: datetime) -> Condition:
    """The condition no longer holds, with the reason. By whoever follows it. Raises as `note_evidence` does."""
    return _note(Kind.LIFTED, condition, text, happened_on, noted_by, at)


def _note(
    kind: ConditionEventKind, condition: Condition, text: str, happened_on: date, by: Person, at: datetime
) -> Condition:
    condition = Condition.objects.select_for_update(of=("self",)).get(pk=condition.pk)
    candidacy = Candidacy.objects.select_related("case__requester").get(decisions=condition.decision_id)
    if not WHO[kind](by, candidacy):
        raise NotPermitted()
    if condition.state != ConditionState.OPEN or candidacy.stage not in AFTER_DECISION:
        raise NotNow(_("This condition has ended; nothing more is noted on it."))
    if not text.strip():
        raise Invalid(_("Say what happened, in a few words."), field="text")
    if happened_on > clock.local_date(at):
        raise Invalid(_("This day is still to come."), field="happened_on")
    ConditionEvent.objects.create(condition=condition, kind=kind, text=text, happened_on=happened_on, by=by, at=at)
    if kind in ENDS:
        condition.state = ENDS[kind]
        condition.save(update_fields=["state"])
    facts: dict[str, Any] = {"kind": both_languages(kind.label), "condition": condition.kind, "day": happened_on}
    note(case=candidacy.case, verb=Verb.CONDITION_NOTED, by=by, at=at, facts=facts)
    notices.condition_noted(case=candidacy.case, noted_by=by, at=at)
    return condition
