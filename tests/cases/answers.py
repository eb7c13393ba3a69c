"""Answers for tests: a whole one, and one put before a second reader."""

from typing import Any

from cases.enums import CaseStatus
from cases.models import AdviceProposal, Case
from cases.operations.advising import propose_advice, record_advice
from polact.access.acting import as_system
from polact.access.models import Organization
from tests.factories import NOON, People, acting, make_case

WHOLE: dict[str, Any] = {
    "outcome": "COMPATIBLE_WITH_PRECAUTIONS",
    "reasons": "Nobody connects the sign with the work.\nThe house stands far from the office.",
    "mitigations": "Keep your title out of it.\nAsk again if you are promoted.",
    "facts_relied_on": "Junior officer, no contact with the public.",
    "actual": "NOT_IMPAIRED",
    "perceived": "NOT_WITH_PRECAUTIONS",
    "findings": [
        {"limb": "ACTUAL", "factor": "DUTIES", "weight": "FOR", "text": "The files are not about local matters."},
        {"limb": "PERCEIVED", "factor": "POSITION", "weight": "NEUTRAL", "text": "Neighbours know the employer."},
    ],
    "limits": "For this election only.",
    "valid_until": NOON.date().replace(year=2027),
    "sources": ["s113", "A note of the department"],
}


def in_review(people: People) -> Case:
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def answered(people: People, **parts: Any) -> Case:
    """Emma's case, answered by Rita."""
    case = in_review(people)
    record_advice(case=case, decided_by=acting(people.rita), at=NOON, **{**WHOLE, **parts})
    return Case.objects.select_related("organization").get(pk=case.pk)


def proposed(people: People, **parts: Any) -> tuple[Case, AdviceProposal]:
    """Emma's case, with an advice of Rita's that waits for a second reader."""
    case = in_review(people)
    proposal = propose_advice(case=case, proposed_by=acting(people.rita), at=NOON, **{**WHOLE, **parts})
    return Case.objects.select_related("organization").get(pk=case.pk), proposal


def wants_second_reader(organization: Organization) -> None:
    with as_system():
        organization.needs_second_reader = True
        organization.save(update_fields=["needs_second_reader"])


def reports_to(people: People, manager: Any) -> None:
    """From now on Emma reports to this person."""
    with as_system():
        people.emma.appointments.update(reports_to=manager)
