"""`manage.py load_guidance`: the guidance delivered with the product; may be run again, and never undoes what was published."""

from typing import Any

from django.core.management.base import BaseCommand

from polact.access.acting import as_system
from polact.base import clock
from polact.outreach.operations.delivery import deliver_guidance


class Command(BaseCommand):
    help = "Load or refresh the pages of guidance that come with the product."

    def handle(self, *args: Any, **options: Any) -> None:
        with as_system():
            new, newer = deliver_guidance(at=clock.now())
        self.stdout.write(f"guidance: {new} pages new, {newer} with a newer text")
