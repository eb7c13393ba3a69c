"""A granted candidacy, its rows made by those who may write them: what the decision leaves behind, for tests of what follows it."""

from datetime import date, datetime, timedelta
from typing import Any

from cases.enums.candidacy import STATUS_OF, Stage
from cases.models import Authorization, Candidacy, Case, Condition, Decision, Delegation, ElectionPeriod
from cases.queries.touching import on_record
from cases.touched import ON_RECORD
from polact.access.acting import act_as, as_system
from polact.access.enums import Role
from polact.access.models import Person
from tests.factories import LONG_AGO, NOON, People, make_person

POLLING_DAY = date(2026, 11, 16)
WHERE = {"FEDERAL": "CA", "PROVINCIAL": "ON", "TERRITORIAL": "YT", "MUNICIPAL": "ON"}


def granted(
    people: People,
    level: str = "FEDERAL",
    *,
    at: datetime = NOON - timedelta(days=60),
    outcome: str = "GRANTED_WITH_CONDITIONS",
    stage: Stage = Stage.NOTIFIED,
    employee: Person | None = None,
) -> Candidacy:
    """The candidacy of `employee` (Emma), decided `at` and notified; conditions of both sides begin five days after noon."""
    employee = employee or people.emma
    with as_system():
        act_as(employee.pk, at.date())
        case = _case(people, employee, at, stage)
        election = ElectionPeriod.objects.filter(level=level, jurisdiction=WHERE[level]).first()
        candidacy = Candidacy.objects.create(
            case=case,
            stage=stage,
            level=level,
            jurisdiction=WHERE[level],
            election=election,
            district="Ottawa (fictional)",
            office="Member",
            polling_day=POLLING_DAY,
            employment="INDETERMINATE",
            position_title="Analyst",
            group_level="EC-05",
            duties="Analyses programs.",
            complete_on=at.date() - timedelta(days=20),
            decide_by=at.date() + timedelta(days=10),
            decided_on=at.date(),
        )
        decide(people, candidacy, outcome=outcome, at=at)
    candidacy.case = case
    return candidacy


def decide(
    people: People, candidacy: Candidacy, *, outcome: str, at: datetime, supersedes: Decision | None = None
) -> Decision:
    """The decision with its delegation, authorizations and conditions, in the bound transaction."""
    with as_system():
        decider = Person.objects.filter(given_name="Delphine").first() or make_person(
            "Delphine", people.organization, Role.COMMISSION_DECIDER
        )
        known = on_record(candidacy, at.date())
        act_as(people.ada.pk, at.date())
        instrument = Delegation.objects.filter(person=decider).first() or Delegation.objects.create(
            title="Instrument 1", person=decider, active_from=LONG_AGO, recorded_by=people.ada, recorded_at=at
        )
    act_as(decider.pk, at.date())
    decision = Decision.objects.create(
        candidacy=candidacy,
        supersedes=supersedes,
        outcome=outcome,
        reasons="Low visibility.",
        facts={"position_title": candidacy.position_title, ON_RECORD: known},
        drafted_by=people.olive,
        decided_by=decider,
        requester=candidacy.case.requester,
        delegation=instrument,
        decided_at=at,
    )
    is_grant = outcome != "REFUSED"
    for kind in candidacy.level_rules.authorizations:
        Authorization.objects.create(
            decision=decision, kind=kind.code, section=kind.section, outcome="GRANTED" if is_grant else "REFUSED"
        )
    days: dict[str, Any] = {
        "active_from": NOON.date() + timedelta(days=5),
        "last_day": NOON.date() + timedelta(days=40),
    }
    for kind, owner in (("NO_TITLE", "EMPLOYEE"), ("COOLING_OFF", "ORGANIZATION")) if is_grant else ():
        Condition.objects.create(decision=decision, kind=kind, owner=owner, **days)
    # Once the employee is notified nothing is added any more.
    decision.employee_notified_at = decision.deputy_head_notified_at = at
    decision.save(update_fields=["employee_notified_at", "deputy_head_notified_at"])
    return decision


def _case(people: People, employee: Person, at: datetime, stage: Stage) -> Case:
    return Case.objects.create(
        request_type="PERMISSION",
        status=STATUS_OF[stage],
        organization=people.organization,
        requester=employee,
        language=employee.language,
        subject="A candidacy",
        question="May I be a candidate?",
        created_at=at,
        submitted_at=at,
        submitted_on=at.date(),
        due_on=at.date() + timedelta(days=14),
        queue="ORGANIZATION",
        changed_at=at,
        changed_by=employee,
    )
