"""`manage.py seed_demo`: fictional people and their requests, made by the product's own steps; may be run again."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from cases.deeds import perform
from cases.enums import CaseAction
from cases.management.demonstration import AWAY, LEADS, OFFICES, PEOPLE, REQUESTS, Actor, Request, Step
from cases.management.demonstration_passages import write_passages
from cases.management.demonstration_sessions import hold_sessions
from cases.models import Case, RoutingRule
from cases.operations.drafting import start_assessed_draft, start_draft
from polact.access.acting import act_as, as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Cover, Organization, Person
from polact.access.operations import appoint, record_cover
from polact.base import clock
from polact.outreach.models import Office
from polact.outreach.operations.office import save_office

YEARS_BACK = timedelta(days=5 * 365)


class Command(BaseCommand):
    help = "Make the fictional people of the demonstration and their requests, unless they are there."

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        with transaction.atomic():
            with as_system():
                people = {actor.key: _person(actor, now) for actor in PEOPLE}
                _rules(now)
                there = Case.objects.filter(requester__in=people.values()).exists()
            _offices(people, now)
            if not there:
                for request in REQUESTS:
                    _make(request, people, now)
                hold_sessions(people, now)
                write_passages(_acting(people["Olive"], now), now)
        made = "were there already" if there else f"and {len(REQUESTS)} requests made"
        self.stdout.write(f"{len(people)} fictional people {made}")


def _person(actor: Actor, now: datetime) -> Person:
    """The person with this address, made if there is none."""
    person = Person.objects.filter(email=actor.email).first()
    if person is not None:
        return person
    person = Person.objects.create(
        email=actor.email,
        given_name=actor.given_name,
        family_name=actor.family_name,
        language=actor.language,
        is_fictional=True,
    )
    organization = Organization.objects.get(name_en=actor.organization)
    since = clock.local_date(now - YEARS_BACK)
    for role in actor.roles:
        appoint(
            person=person,
            organization=organization,
            role=role,
            active_from=since,
            position_title=actor.position,
            is_lead=role == Role.REPRESENTATIVE and actor.key in LEADS,
        )
    return person


def _rules(now: datetime) -> None:
    """Each organization with a representative gets a rule that sends everything to its representatives."""
    represented = Appointment.objects.filter(role=Role.REPRESENTATIVE, person__is_fictional=True)
    since = clock.local_date(now - YEARS_BACK)
    for pk in represented.values_list("organization", flat=True).distinct():
        if not RoutingRule.objects.filter(organization_id=pk).exists():
            RoutingRule.objects.create(organization_id=pk, active_from=since)


def _offices(people: dict[str, Person], now: datetime) -> None:
    """How the offices are reached, and somebody who is away, by those whom it concerns; unless they are there."""
    administrator = _acting(people["Ada"], now)
    for name, (email, telephone, note_en, note_fr) in OFFICES.items():
        organization = Organization.objects.get(name_en=name)
        told: dict[str, Any] = {"email": email, "telephone": telephone, "note_en": note_en, "note_fr": note_fr}
        told |= {"serves_in_english": True, "serves_in_french": True}
        if not Office.objects.filter(organization=organization).exists():
            save_office(organization=organization, told=told, changed_by=administrator, at=now)
    absent, stand_in, name, since, days = AWAY
    if not Cover.objects.filter(absent=people[absent]).exists():
        begins = clock.local_date(now - timedelta(days=since))
        record_cover(
            absent=people[absent], stand_in=people[stand_in], organization=Organization.objects.get(name_en=name),
            active_from=begins, active_to=begins + timedelta(days=days), recorded_by=administrator, at=now,
        )  # fmt: skip


def _make(request: Request, people: dict[str, Person], now: datetime) -> None:
    requester = _acting(people[request.by], now)
    begun = _moment(now, request.days_ago, 0)
    appointment = requester.appointments.select_related("organization")[0]
    draft: dict[str, Any] = {
        "requester": requester,
        "organization": appointment.organization,
        "request_type_code": "ADVICE",
        "language": requester.language,
        "subject": request.subject,
        "question": request.question,
        "planned_on": clock.local_date(now + timedelta(days=request.planned_in)) if request.planned_in else None,
        "at": begun,
    }
    if request.activity:
        checked = Sitting(current().version, (Situation(request.activity, request.answers),))
        case = start_assessed_draft(sitting=checked, **draft)
    else:
        case = start_draft(**draft)
    for number, step in enumerate(request.steps, start=1):
        _do(step, number, case, people, now)


def _do(step: Step, number: int, case: Case, people: dict[str, Person], now: datetime) -> None:
    person = _acting(people[step.by], now)
    fresh = Case.objects.select_related("organization").get(pk=case.pk)
    at = _moment(now, step.days_ago, number)
    perform(action=CaseAction(step.action), case=fresh, by=person, at=at, **step.given)


def _acting(person: Person, now: datetime) -> Person:
    """Bind the transaction to the person, as a request of theirs would be."""
    person.standing = act_as(person.pk, clock.local_date(now))
    return person


def _moment(now: datetime, days_ago: int, number: int) -> datetime:
    """A working moment so many days ago, never after now; later steps of a request come later in the day."""
    day = clock.local_date(now) - timedelta(days=days_ago)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    local = timezone.make_aware(datetime.combine(day, time(9, 20)) + timedelta(minutes=47 * number))
    return min(local, now - timedelta(minutes=10 - number))
