"""People and cases for tests. Nothing here goes around the product: cases are made by its operations."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from unittest.mock import patch

from django.db import connection

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
    (person,) = _make([(_person(given_name, organization, language), organization, roles)])
    return person


def make_people() -> People:
    """Everybody at once: most tests begin so, and one by one they would cost sixty statements."""
    organization = Organization.objects.get(abbreviation_en="ESDC")
    elsewhere = Organization.objects.get(name_en="Statistics Canada")
    commission = Organization.objects.get(name_en="Public Service Commission")
    RoutingRule.objects.bulk_create(
        RoutingRule(organization=place, active_from=LONG_AGO) for place in (organization, elsewhere)
    )
    everybody = {
        "emma": ("Emma", organization, "en", [Role.EMPLOYEE]),
        "rita": ("Rita", organization, "en", [Role.EMPLOYEE, Role.REPRESENTATIVE]),
        "rene": ("René", organization, "fr", [Role.EMPLOYEE, Role.REPRESENTATIVE]),
        "luc": ("Luc", elsewhere, "fr", [Role.EMPLOYEE]),
        "sam": ("Sam", elsewhere, "en", [Role.EMPLOYEE, Role.REPRESENTATIVE]),
        "olive": ("Olive", commission, "en", [Role.COMMISSION_OFFICER]),
        "ada": ("Ada", commission, "en", [Role.ADMINISTRATOR]),
        "audrey": ("Audrey", commission, "en", [Role.AUDITOR]),
    }
    made = _make(
        [(_person(name, place, language), place, roles) for name, place, language, roles in everybody.values()]
    )
    return People(organization, elsewhere, **dict(zip(everybody, made, strict=True)))


def _person(given_name: str, organization: Organization, language: str) -> Person:
    return Person(
        email=f"{given_name.lower()}@{organization.pk}.example",
        given_name=given_name,
        family_name="Sample",
        language=language,
        is_fictional=True,
    )


def _make(people: Sequence[tuple[Person, Organization, Iterable[Role]]]) -> list[Person]:
    with as_system():
        Person.objects.bulk_create(person for person, _, _ in people)
        Appointment.objects.bulk_create(
            Appointment(person=person, organization=organization, role=role, active_from=LONG_AGO)
            for person, organization, roles in people
            for role in roles
        )
    return [person for person, _, _ in people]


def make_lead(person: Person, organization: Organization) -> Person:
    """Let a representative lead those of an organization."""
    with as_system():
        person.appointments.filter(organization=organization, role=Role.REPRESENTATIVE).update(is_lead=True)
    return acting(person)


def wall_off(case: Case, *people: Person) -> None:
    """These people have a conflict of interest with the case from now on."""
    with as_system(), connection.cursor() as cursor:
        cursor.execute("select cases_wall_off(%s, %s)", [case.pk, [person.pk for person in people]])


def named_by_a_rule(organization: Organization, person: Person) -> None:
    """A rule before all others gives every request of the organization to one person."""
    RoutingRule.objects.create(organization=organization, assign_to=person, priority=1, active_from=LONG_AGO)


@contextmanager
def nobody_answers() -> Iterator[None]:
    """While it lasts, no organization has anybody to answer: what is sent goes to the central queue."""
    with patch("polact.access.covering.Roster.answering", lambda *_of: frozenset()):
        yield


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
