"""`manage.py seed --cases N [--seed 1]`: synthetic cases in quantity, with a ledger that verifies. Runs as the owner role."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections

from cases.seeding.run import Progress, seed
from polact.base import clock


class Command(BaseCommand):
    help = (
        "Add fictional people and synthetic cases, for measuring and trying out. Never for a database with real ones."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=1000, metavar="N")
        parser.add_argument("--seed", type=int, default=1, help="another number gives other cases (default 1)")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="a connection of the owner role")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["cases"] < 1:
            raise CommandError("--cases takes a number from 1.")
        connection = connections[options["database"]]
        connection.ensure_connection()
        began = monotonic()

        def tell(progress: Progress) -> None:
            seconds = monotonic() - began
            rate = progress.done / seconds if seconds else 0
            self.stdout.write(f"{progress.done:>9,} of {options['cases']:,} cases, {rate:,.0f} a second")

        try:
            counts = seed(
                connection.connection, cases=options["cases"], seed=options["seed"], until=clock.now(), tell=tell
            )
        except LookupError as error:
            raise CommandError(str(error)) from error
        rows = ", ".join(f"{count:,} {table}" for table, count in counts.items())
        self.stdout.write(f"{sum(counts.values()):,} rows in {monotonic() - began:.1f} s: {rows}")
