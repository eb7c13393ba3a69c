"""`manage.py prepare [--demo]`: bring the database to the state that the program expects."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from polact.embedded.preparation import prepare


class Command(BaseCommand):
    """Provisions, migrates and loads what every installation needs; skips what is current."""

    help = "Make logins, database, schema and organizations; with --demo, the fictional people and cases too."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare whether the demonstration is wanted."""
        parser.add_argument("--demo", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, telling each step."""
        prepare(demo=options["demo"], say=self.stdout.write)
