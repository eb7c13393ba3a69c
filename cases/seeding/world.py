"""Where synthetic cases happen: organizations of very different sizes, their people, and their routing rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from random import Random
from typing import Any

import psycopg
from django.utils.crypto import get_random_string

from cases.models import RoutingRule
from cases.seeding.loading import load, reserve
from cases.seeding.words import FAMILY, GIVEN
from polact.access.enums import Role
from polact.access.models import Organization
from polact.access.queries import organizations_that_take_requests

LONG_AGO = date(2020, 1, 1)
REQUESTS_PER_EMPLOYEE = 3
CENTRAL_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody fictional."""

    pk: int
    name: str
    language: str


@dataclass
class Place:
    """An organization with its people. Without a rule, its cases go to the central queue."""

    organization: Organization
    employees: list[Worker]
    representatives: list[Worker]
    rule: RoutingRule | None = None
    assignee: Worker | None = None


@dataclass
class World:
    """Everything that stories draw on. `draw` picks a place by its size."""

    places: list[Place]
    officers: list[Worker]
    weights: list[float] = field(default_factory=list)

    def draw(self, rng: Random) -> Place:
        return rng.choices(self.places, cum_weights=self.weights)[0]


def make_world(connection: psycopg.Connection[Any], rng: Random, cases: int) -> World:
    """Make the fictional people for so many cases, their appointments, and the rules of organizations without any."""
    organizations = organizations_that_take_requests()
    if not organizations:
        raise LookupError("No organization takes requests: run load_organizations first.")
    rng.shuffle(organizations)
    shares = [1 / (rank + 2) for rank in range(len(organizations))]
    total = sum(shares)
    maker = _People(rng)
    places = [
        maker.place(organization, max(2, round(cases * share / total / REQUESTS_PER_EMPLOYEE)))
        for organization, share in zip(organizations, shares, strict=True)
    ]
    commission = Organization.objects.filter(name_en="Public Service Commission").first() or organizations[0]
    officers = [maker.worker(commission, Role.COMMISSION_OFFICER) for _ in range(5)]
    maker.worker(commission, Role.ADMINISTRATOR)
    maker.worker(commission, Role.AUDITOR)
    maker.save(connection, places, officers)
    _make_rules(places, rng)
    return World(places, officers, list(accumulate(shares)))


class _People:
    """Draws people, then saves them under numbers drawn from the database."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.drafts: list[tuple[str, str, str, Organization, tuple[Role, ...]]] = []

    def worker(self, organization: Organization, *roles: Role) -> Worker:
        given, family = self.rng.choice(GIVEN), self.rng.choice(FAMILY)
        language = "fr" if self.rng.random() < 0.35 else "en"
        self.drafts.append((given, family, language, organization, roles))
        return Worker(len(self.drafts) - 1, f"{given} {family}", language)

    def place(self, organization: Organization, size: int) -> Place:
        representatives = min(6, 1 + size // 300)
        return Place(
            organization,
            [self.worker(organization, Role.EMPLOYEE) for _ in range(size)],
            [self.worker(organization, Role.EMPLOYEE, Role.REPRESENTATIVE) for _ in range(representatives)],
        )

    def save(self, connection: psycopg.Connection[Any], places: list[Place], officers: list[Worker]) -> None:
        numbers = reserve(connection, "access_person", len(self.drafts))
        load(
            connection, {"access_person": list(self._people(numbers)), "access_appointment": list(self._roles(numbers))}
        )

        def known(workers: list[Worker]) -> list[Worker]:
            return [Worker(numbers[worker.pk], worker.name, worker.language) for worker in workers]

        for place in places:
            place.employees, place.representatives = known(place.employees), known(place.representatives)
        officers[:] = known(officers)

    def _people(self, numbers: list[int]) -> Iterator[tuple[Any, ...]]:
        for number, (given, family, language, organization, _roles) in zip(numbers, self.drafts, strict=True):
            email = f"person{number}@org{organization.pk}.example"
            yield number, f"!{get_random_string(40)}", email, given, family, language, True, True

    def _roles(self, numbers: list[int]) -> Iterator[tuple[Any, ...]]:
        for number, (_given, _family, _language, organization, roles) in zip(numbers, self.drafts, strict=True):
            for role in roles:
                yield number, organization.pk, role.value, "", LONG_AGO, None


def _make_rules(places: list[Place], rng: Random) -> None:
    """A rule for most organizations; some name a representative; a few organizations have none."""
    known = {rule.organization_id: rule for rule in RoutingRule.objects.filter(organization__isnull=False)}
    new = []
    for place in places:
        place.rule = known.get(place.organization.pk)
        if place.rule is None and rng.random() >= CENTRAL_SHARE:
            place.assignee = rng.choice(place.representatives) if rng.random() < 0.4 else None
            assigned = place.assignee.pk if place.assignee else None
            place.rule = RoutingRule(organization=place.organization, assign_to_id=assigned, active_from=LONG_AGO)
            new.append(place.rule)
    RoutingRule.objects.bulk_create(new)
