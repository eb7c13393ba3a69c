"""Who does what in a run: the busiest organization's people, signed in without a page, and fresh cases to decide.

Imported only after Django stands (see `benchmarks.run`); everything goes through the product's own operations.
"""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from random import Random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from django.db.models import Count

from cases.models import Case
from cases.notices.posting import handlers
from cases.operations.drafting import start_draft
from cases.operations.submission import submit_request
from cases.operations.triage import take_up
from cases.seeding.words import SLOTS, request_text
from polact.access.acting import act_as, as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person
from polact.audit.queries import trail_of
from polact.base import clock
from polact.celery import app as celery

assert celery.conf.broker_url, "what is submitted here wakes the product’s own broker"
TOKEN = "a" * 32
LONG_HISTORY = 20


@dataclass(frozen=True)
class Cast:
    """The people of a run and what they look at."""

    organization: Organization
    employee: Person
    representative: Person
    administrator: Person
    told: list[int]
    long_cases: list[int]
    history: int


def choose_cast() -> Cast:
    """The busiest organization with a rule, its people, and its cases with the history nearest to twenty entries."""
    with as_system():
        busiest = (
            Case.objects.filter(routed_by__isnull=False)
            .values("organization")
            .annotate(n=Count("id"))
            .order_by("-n")[0]
        )
        organization = Organization.objects.get(pk=busiest["organization"])
        representatives = _holders(Role.REPRESENTATIVE, organization)
        case = Case.objects.filter(organization=organization, routed_by__isnull=False).order_by("-pk")[0]
        return Cast(
            organization=organization,
            employee=case.requester,
            representative=representatives[0],
            administrator=_holders(Role.ADMINISTRATOR)[0],
            told=[case.requester_id, *(person.pk for person in handlers(case, clock.now()))],
            **_long_cases(organization),
        )


def _holders(role: Role, organization: Organization | None = None) -> list[Person]:
    held = Appointment.objects.filter(role=role).select_related("person").order_by("pk")
    return [one.person for one in (held.filter(organization=organization) if organization else held)]


def _long_cases(organization: Organization) -> dict:
    cases = (
        Case.objects.filter(organization=organization)
        .annotate(asked=Count("information_requests"))
        .order_by("-asked", "-pk")[:50]
    )
    found = sorted((abs(len(trail_of(case.ref)) - LONG_HISTORY), len(trail_of(case.ref)), case.pk) for case in cases)
    return {"long_cases": [pk for _distance, _length, pk in found[:10]], "history": found[0][1]}


def signed_in(person: Person) -> dict[str, str]:
    """The headers of somebody who has signed in: a session made through the ORM, and the token that forms carry."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/json",
        "Accept-Language": "en",
    }


def cases_to_decide(cast: Cast, count: int) -> list[int]:
    """So many new cases, submitted and taken up, each in transactions of the people who do it."""
    return [_case_in_review(cast, clock.now(), number) for number in range(count)]


def _case_in_review(cast: Cast, at: datetime, number: int) -> int:
    subject, question = request_text(Random(number), "en", "Put a sign on the lawn")
    with transaction.atomic():
        cast.employee.standing = act_as(cast.employee.pk, clock.local_date(at))
        draft = start_draft(
            requester=cast.employee, organization=cast.organization, request_type_code="ADVICE", language="en",
            subject=subject, question=question, at=at,
        )  # fmt: skip
        case = submit_request(case=draft, submitted_by=cast.employee, at=at)
    with transaction.atomic():
        cast.representative.standing = act_as(cast.representative.pk, clock.local_date(at))
        take_up(case=case, taken_by=cast.representative, at=at)
    return case.pk


def two_words(rng: Random) -> str:
    """Two words that some requests hold."""
    return f"{rng.choice(SLOTS['en']['place'])} {rng.choice(SLOTS['en']['work']).split()[-1]}"
