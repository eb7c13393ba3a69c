"""`manage.py demo_people`: the fictional people one can sign in as, and what each can do."""

from typing import Any

from django.core.management.base import BaseCommand

from polact.access.acting import as_system
from polact.access.queries import fictional_people


class Command(BaseCommand):
    help = "List the fictional people of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        with as_system():
            for person in fictional_people():
                roles = "; ".join(str(appointment) for appointment in person.appointments.all())
                self.stdout.write(f"  {person} ({person.language}) - {roles}")
