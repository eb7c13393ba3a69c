"""`manage.py import_elections FILE.csv [--dry-run]`: elections or districts from a file: all of it, or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.election_files import Found, decoded, read
from cases.operations.elections import import_elections
from polact.access.acting import as_system
from polact.base import clock
from polact.base.errors import Invalid


class Command(BaseCommand):
    help = "Import elections or electoral districts from a CSV file in UTF-8; may be run again. See docs/elections.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = read(decoded(options["file"].read_bytes()))
        except OSError as error:
            raise CommandError(str(error)) from error
        except Invalid as refusal:
            raise CommandError(str(refusal.message)) from refusal
        with as_system():
            results = import_elections(rows=rows, imported_by=None, at=clock.now(), dry_run=options["dry_run"])
        refused = [result for result in results if result.found == Found.REFUSED]
        for result in refused:
            self.stderr.write(f"line {result.line}: {result.field}: {result.problem}")
        if refused:
            raise CommandError(f"{len(refused)} of {len(results)} lines do not fit; nothing was imported")
        counts = ", ".join(f"{sum(result.found == found for result in results)} {found.value}" for found in Found)
        self.stdout.write(counts + ("; nothing was kept" if options["dry_run"] else ""))
