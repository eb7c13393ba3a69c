"""`manage.py demo_people`: the fictional people one can sign in as, and what each can do."""

from typing import Any

from django.core.management.base import BaseCommand

from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.queries import fictional_people

CAN = {
    Role.EMPLOYEE: "checks activities and asks",
    Role.REPRESENTATIVE: "answers requests, sees their reports",
    Role.COMMISSION_OFFICER: "answers the central queue, sees all requests and reports",
    Role.COMMISSION_DECIDER: "decides on candidacies and allegations",
    Role.INVESTIGATOR: "examines allegations and investigates",
    Role.MANAGER: "gives an opinion on the candidacies of their people",
    Role.DEPUTY_HEAD: "gives an opinion on federal candidacies, is told of decisions",
    Role.ADMINISTRATOR: "settles organizations, tends mail, sees all reports",
    Role.AUDITOR: "reads everything, changes nothing",
}


class Command(BaseCommand):
    help = "List the fictional people of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        with as_system():
            for person in fictional_people():
                held = [appointment for appointment in person.appointments.all() if appointment.role in CAN]
                told = [f"{appointment.organization}: {CAN[Role(appointment.role)]}" for appointment in held]
                self.stdout.write(f"  {person} ({person.language}) - {'; '.join(told)}")
