"""People and cases for tests. Nothing here goes around the product: cases are made by its operations."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cases.enums import CaseStatus
from cases.models import Case, RoutingRule
from cases.operations.advising import propose_advice, record_advice
from cases.operations.drafting import start_draft
from cases.operations.submission import submit_request
from cases.operations.triage import request_information, take_up
from polact.access.acting import act_as, as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class People:
    """Emma asks, Rita represents her organization, Sam is a stranger who represents another; all are fictional."""

    organization: Organization
    elsewhere: Organization
    emma: Person
    rita: Person
    rene: Person  # a second representative of Emma's organization, who works in French
    luc: Person  # an employee of the other organization
    sam: Person  # the representative of the other organization: the stranger
    olive: Person  # officer of the Commission
    ada: Person  # administrator
    audrey: Person  # auditor


def make_person(given_name: str, organization: Organization, *roles: Role, language: str = "en") -> Person:
    """A fictional person who has held these roles there since long ago."""
    with as_system():
        person = Person.objects.create(
            email=f"{given_name.lower()}@{organization.pk}.example",
            given_name=given_name,
            family_name="Sample",
            language=language,
            is_fictional=True,
        )
        for role in roles:
            Appointment.objects.create(person=person, organization=organization, role=role, active_from=LONG_AGO)
    return person


def make_people() -> People:
    organization = Organization.objects.get(abbreviation_en="ESDC")
    elsewhere = Organization.objects.get(name_en="Statistics Canada")
    commission = Organization.objects.get(name_en="Public Service Commission")
    RoutingRule.objects.create(organization=organization, active_from=LONG_AGO)
    RoutingRule.objects.create(organization=elsewhere, active_from=LONG_AGO)
    return People(
        organization,
        elsewhere,
        emma=make_person("Emma", organization, Role.EMPLOYEE),
        rita=make_person("Rita", organization, Role.EMPLOYEE, Role.REPRESENTATIVE),
        rene=make_person("René", organization, Role.EMPLOYEE, Role.REPRESENTATIVE, language="fr"),
        luc=make_person("Luc", elsewhere, Role.EMPLOYEE, language="fr"),
        sam=make_person("Sam", elsewhere, Role.EMPLOYEE, Role.REPRESENTATIVE),
        olive=make_person("Olive", commission, Role.COMMISSION_OFFICER),
        ada=make_person("Ada", commission, Role.ADMINISTRATOR),
        audrey=make_person("Audrey", commission, Role.AUDITOR),
    )


def acting(person: Person) -> Person:
    """Bind the transaction to the person, as a request of theirs would be."""
    person.standing = act_as(person.pk, NOON.date())  # type: ignore[misc]
    return person


def make_draft(
    person: Person, organization: Organization, *, subject: str = "A sign on my lawn", at: datetime = NOON
) -> Case:
    return start_draft(
        requester=acting(person),
        organization=organization,
        request_type_code="ADVICE",
        language=person.language,
        subject=subject,
        question="May I put an election sign on my lawn?",
        at=at,
    )


def make_case(
    person: Person,
    organization: Organization,
    *,
    status: CaseStatus = CaseStatus.SUBMITTED,
    by: Person | None = None,
    at: datetime = NOON,
    subject: str = "A sign on my lawn",
) -> Case:
    """A case that went by the product's own steps to `status`; `by` handles it."""
    case = submit_request(
        case=make_draft(person, organization, subject=subject, at=at), submitted_by=acting(person), at=at
    )
    if status == CaseStatus.SUBMITTED:
        return case
    assert by is not None
    case = take_up(case=case, taken_by=acting(by), at=at)
    if status == CaseStatus.AWAITING_INFORMATION:
        request_information(case=case, asked_by=by, question="Which weeks?", at=at)
    elif status == CaseStatus.AWAITING_APPROVAL:
        propose_advice(case=case, proposed_by=by, outcome="COMPATIBLE", reasons="Own time, own lawn.", at=at)
    elif status == CaseStatus.ANSWERED:
        record_advice(case=case, decided_by=by, outcome="COMPATIBLE", reasons="Own time, own lawn.", at=at)
    return Case.objects.select_related("organization").get(pk=case.pk)
