"""`manage.py report SLUG [--fiscal-year 2026-27] [--format json|csv] [--lang en|fr]`: a report on standard output."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from polact.access.acting import as_system
from polact.base import clock
from polact.base.errors import Invalid
from polact.reports.operations.exporting import export_report
from polact.reports.registry import REPORTS, report


class Command(BaseCommand):
    help = "Write a report to standard output. Like every export, it is noted in the trail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", choices=[known.slug for known in REPORTS])
        parser.add_argument("--fiscal-year", default="", metavar="2026-27")
        parser.add_argument("--organization", default="", help="the number of an organization")
        parser.add_argument("--outcome", default="", help="the code of an outcome; OPEN for what is not answered yet")
        parser.add_argument("--state", default="", help="of a participant: CAME, ABSENT, NOT_NOTED, WAITING, CANCELLED")
        parser.add_argument("--format", choices=["json", "csv"], default="json")
        parser.add_argument("--lang", choices=["en", "fr"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        found, at = report(options["slug"]), clock.now()
        assert found is not None, "argparse knows the slugs"
        with override(options["lang"]), as_system():
            try:
                choices = found.choose(options, None, clock.local_date(at))
            except Invalid as refusal:
                raise CommandError(f"--{str(refusal.field).replace('_', '-')}: {refusal.message}") from refusal
            content = export_report(
                report=found, choices=choices, written_as=options["format"], exported_by=None, at=at
            )
        # Line ends as in the file: text streams would translate them.
        out = getattr(self.stdout._out, "buffer", None)
        if out is None:
            self.stdout.write(content.decode(), ending="")
        else:
            out.write(content)
            out.flush()
