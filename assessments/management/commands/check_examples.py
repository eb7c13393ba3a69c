"""`manage.py check_examples FILE [--json]`: does the engine compute what the published examples say it should?"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.examples_check import InvalidExamples, Row, check_examples, summary
from assessments.files import WRONG_INPUT, read_input, rulebook_for_command
from assessments.rulebook import InvalidRulebook, UnknownRulebook

DIFFERENT = 1  # exit code: at least one example with a reference result is computed differently


class Command(BaseCommand):
    help = (
        "Evaluate a file of worked examples and compare with the reference engine and with the stated outcomes. "
        "Exit code 0: every example equals its reference; 1: some differ; 2: the file cannot be used."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="YAML or JSON, in the format of assessments/examples/published-cases.yaml")
        parser.add_argument("--json", action="store_true", help="print one JSON document")
        parser.add_argument("--rulebook", metavar="VERSION", help="a published version; default: the one in force")

    def handle(self, *args: Any, **options: Any) -> None:
        examples = read_input(options["file"])
        try:
            rulebook = rulebook_for_command(options["rulebook"])
            rows = check_examples(rulebook, examples)
        except (InvalidExamples, InvalidRulebook, UnknownRulebook) as error:
            raise CommandError(str(error), returncode=WRONG_INPUT) from error
        if options["json"]:
            self.stdout.write(json.dumps(summary(rows), ensure_ascii=False, indent=2))
        else:
            self._print(rows)
        stated = [isinstance(example.get("model_check"), dict) for example in examples]
        if any(has and not row.engine_equal for row, has in zip(rows, stated, strict=True)):
            raise SystemExit(DIFFERENT)

    def _print(self, rows: list[Row]) -> None:
        for row in rows:
            engine = "equal" if row.engine_equal else "DIFFERENT"
            source = {True: "agrees", False: "disagrees", None: "not stated"}[row.agrees]
            rules = f" ({', '.join(row.rules)})" if row.rules else ""
            self.stdout.write(f"{row.id:<12} {engine:<10} {source:<11} {' or '.join(row.result)}{rules}")
        equal = sum(row.engine_equal for row in rows)
        judged = [row for row in rows if row.agrees is not None]
        agreeing = sum(bool(row.agrees) for row in judged)
        self.stdout.write(f"engine equal to the reference: {equal}/{len(rows)}")
        self.stdout.write(f"agreement with stated outcomes: {agreeing}/{len(judged)} (reported, not required)")
