"""`manage.py seed_allegations`: one allegation about a fictional employee, examined; part of `seed_demo`, may be run again."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from allegations.enums import Provision, SubjectKind
from allegations.models import Allegation
from allegations.operations.examining import examine
from allegations.operations.receiving import receive_allegation
from allegations.timeliness import Facts
from polact.access.acting import act_as, as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock

NAMED = "theo.sample@polact.example"


class Command(BaseCommand):
    help = "Make the allegation of the demonstration, unless it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        with transaction.atomic():
            with as_system():
                named = Person.objects.get(email=NAMED, is_fictional=True)
                organization = named.appointments.get().organization_id
                held = Appointment.objects.filter(role=Role.INVESTIGATOR, person__is_fictional=True)
                investigator = held.select_related("person")[0].person
            investigator.standing = act_as(investigator.pk, clock.local_date(now))
            if Allegation.objects.exists():  # the system itself reads none
                return
            began = clock.local_date(now - timedelta(days=24))
            with as_system():
                made = receive_allegation(
                    subject_kind=SubjectKind.EMPLOYEE, named=f"{named}, inspector", provisions=[Provision.S113_1],
                    description="At a rally he spoke from the stage in the jacket of the inspection service. (Fictional.)",
                    language="en", complainant_name="Casey Sample (fictional)",
                    complainant_contact="casey.sample@polact.example", organization=organization,
                    facts=Facts(began_on=began, aware_on=began), at=now - timedelta(days=9),
                )  # fmt: skip
            investigator.standing = act_as(investigator.pk, clock.local_date(now))
            examine(
                examined_by=investigator, allegation=made, email=NAMED, organization=organization,
                began_on=began, aware_on=began, at=now - timedelta(days=4),
            )  # fmt: skip
