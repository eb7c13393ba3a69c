"""`manage.py provision`: make the two logins and the database, or check those that are given."""

from typing import Any

from django.core.management.base import BaseCommand

from polact.embedded.connections import login_of
from polact.embedded.provision import database_name, provision


class Command(BaseCommand):
    """Brings the logins and the database to what they should be; may be repeated."""

    help = "Make the owner's and the application's logins and the database; in production, check them."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Provision and say what stands."""
        provision()
        self.stdout.write(f"database {database_name()}: owner {login_of('owner')}, application {login_of('app')}")
