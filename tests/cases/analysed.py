"""Candidacies before the decision maker, as rows: for tests of what comes after the analysis."""

from datetime import date, timedelta

from cases.clocks import decision_limit
from cases.enums.candidacy import STATUS_OF, Stage
from cases.models import Candidacy, Case
from polact.access.acting import as_system
from polact.catalogue.candidacy import PART_7
from tests.factories import NOON, People, acting

TODAY = NOON.date()
POLLING_DAY = date(2027, 4, 26)


def candidacy_row(people: People, stage: Stage = Stage.ANALYSIS, level: str = "FEDERAL") -> Candidacy:
    """Emma's request for permission in a stage up to the decision, all information received today."""
    limit = decision_limit(complete_on=TODAY, rule=PART_7.limit)
    assert limit is not None
    acting(people.emma)
    case = Case.objects.create(
        request_type="PERMISSION",
        status=STATUS_OF[stage],
        organization=people.organization,
        requester=people.emma,
        language="en",
        subject="Candidacy",
        question="",
        created_at=NOON,
        submitted_at=NOON,
        submitted_on=TODAY,
        due_on=limit.target_on,
        changed_at=NOON,
        changed_by=people.emma,
    )
    with as_system():
        return Candidacy.objects.create(
            case=case,
            stage=stage,
            level=level,
            jurisdiction="CA" if level == "FEDERAL" else "ON",
            district="Sample–Rideau",
            office="Member",
            nomination_from=TODAY + timedelta(days=30),
            candidate_from=TODAY + timedelta(days=60),
            polling_day=POLLING_DAY,
            employment="INDETERMINATE",
            position_title="Analyst",
            duties="Writes notes on pensions.",
            visibility="Middle level, no contact with the public.",
            sent_at=NOON,
            acknowledged_at=NOON,
            complete_on=TODAY,
            decide_by=limit.due_on,
            calendar=limit.calendar,
        )
