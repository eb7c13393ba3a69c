"""`manage.py dburl [--role app|owner|superuser]`: print the connection in force."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from polact.embedded.connections import ROLE_NAMES, database_url


class Command(BaseCommand):
    """Prints the address of the database; starts nothing."""

    help = "Print the database connection in force, password included."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare whose connection is wanted."""
        parser.add_argument("--role", choices=sorted(ROLE_NAMES), default="app")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the address."""
        self.stdout.write(database_url(options["role"]))
