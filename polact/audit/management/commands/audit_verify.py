"""`manage.py audit_verify [--case REF] [--json]`: exit 0 when the trail holds, 10 when anything does not."""

import json
import sys
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from polact.audit.verification import verify

INCONSISTENT = 10


class Command(BaseCommand):
    help = "Verify the audit trail: chains, hashes, commitments. Exit 0 when it holds, 10 when it does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", type=UUID, help="the random reference of one case")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify(options["case"])
        if options["json"]:
            self.stdout.write(json.dumps({"ok": verdict.holds, **asdict(verdict)}))
        else:
            for finding in verdict.findings:
                self.stdout.write(f"case {finding.case}, entry {finding.seq}: {finding.problem}")
            state = "holds" if verdict.holds else f"does NOT hold: {len(verdict.findings)} findings"
            self.stdout.write(f"audit trail {state} ({verdict.entries} entries in {verdict.cases} cases)")
        if not verdict.holds:
            sys.exit(INCONSISTENT)
