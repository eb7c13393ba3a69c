"""`manage.py seed_demo`: fictional people and their requests, made by the product's own steps; may be run again."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from cases.deeds import perform
from cases.enums import CaseAction
from cases.management.demonstration import AWAY, LEADS, OFFICES, PEOPLE, REQUESTS, Actor, Request, Step
from cases.management.demonstration_candidacy import STANDING, stand_for_election
from cases.management.demonstration_desk import Desk, acting, call_an_election, live, moment, rule
from cases.management.demonstration_earlier import EARLIER
from cases.management.demonstration_passages import write_passages
from cases.management.demonstration_sessions import hold_sessions
from cases.models import Candidacy, Case, RoutingRule
from cases.operations.drafting import start_assessed_draft, start_draft
from cases.operations.importing import import_history
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Cover, Organization, Person
from polact.access.operations import appoint, record_cover
from polact.base import clock
from polact.outreach.models import Office
from polact.outreach.operations.office import save_office

REGISTER = Path(__file__).parents[1] / "demonstration_register.csv"
"""Made-up requests that add up to the figures which the Commission published for 2018-19 to 2022-23."""
YEARS_BACK = timedelta(days=5 * 365)


class Command(BaseCommand):
    help = "Make the fictional people of the demonstration and their requests, unless they are there."

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        with transaction.atomic():
            with as_system():
                people = {actor.key: _person(actor) for actor in PEOPLE}
                for actor in PEOPLE:
                    _appoint(actor, people, now)
                _rules(now)
                there = Case.objects.filter(requester__in=people.values()).exists()
                stands = Candidacy.objects.filter(case__requester__in=people.values()).exists()
            _offices(people, now)
            if not there:
                call_an_election(acting(people["Olive"], now), now)
                _rule(people, now)
                cases = {request.subject: _make(request, people, now) for request in (*EARLIER, *REQUESTS)}
                live(Desk(people, cases, now))
                hold_sessions(people, now)
                write_passages(acting(people["Olive"], now), now)
            if not stands:
                stand_for_election(Desk(people, {}, now))
            call_command("seed_allegations")
            import_history(content=REGISTER.read_bytes(), imported_by=acting(people["Ada"], now), at=now)
        made = "were there already" if there else f"and {len(EARLIER) + len(REQUESTS) + len(STANDING)} requests made"
        self.stdout.write(f"{len(people)} fictional people {made}")


def _person(actor: Actor) -> Person:
    """The person with this address, made if there is none."""
    names = {"given_name": actor.given_name, "family_name": actor.family_name, "language": actor.language}
    return Person.objects.get_or_create(email=actor.email, defaults={**names, "is_fictional": True})[0]


def _appoint(actor: Actor, people: dict[str, Person], now: datetime) -> None:
    """The actor's roles, unless they hold some; everybody whom they may report to is there."""
    person = people[actor.key]
    if person.appointments.exists():
        return
    for role in actor.roles:
        appoint(
            person=person,
            organization=Organization.objects.get(name_en=actor.organization),
            role=role,
            active_from=clock.local_date(now - YEARS_BACK),
            position_title=actor.position,
            unit=actor.unit,
            region=actor.region,
            reports_to=people.get(actor.manager),
            is_lead=role == Role.REPRESENTATIVE and actor.key in LEADS,
        )


def _rules(now: datetime) -> None:
    """Each organization with a representative gets a rule that sends everything to its representatives."""
    represented = Appointment.objects.filter(role=Role.REPRESENTATIVE, person__is_fictional=True)
    since = clock.local_date(now - YEARS_BACK)
    for pk in represented.values_list("organization", flat=True).distinct():
        if not RoutingRule.objects.filter(organization_id=pk).exists():
            RoutingRule.objects.create(organization_id=pk, active_from=since)


def _rule(people: dict[str, Person], now: datetime) -> None:
    """The lead's own rules in the organization that they lead."""
    lead = acting(people[LEADS[0]], now)
    rule(lead, Organization.objects.get(pk=next(iter(lead.standing.leads))), now)


def _offices(people: dict[str, Person], now: datetime) -> None:
    """How the offices are reached, and somebody who is away, by those whom it concerns; unless they are there."""
    administrator = acting(people["Ada"], now)
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


def _make(request: Request, people: dict[str, Person], now: datetime) -> Case:
    requester = acting(people[request.by], now)
    begun = moment(now, request.days_ago, 0)
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
    return case


def _do(step: Step, number: int, case: Case, people: dict[str, Person], now: datetime) -> None:
    person = acting(people[step.by], now)
    fresh = Case.objects.select_related("organization").get(pk=case.pk)
    at = moment(now, step.days_ago, number)
    perform(action=CaseAction(step.action), case=fresh, by=person, at=at, **step.given)
