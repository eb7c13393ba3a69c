"""`manage.py assess FILE [--json]`: evaluate one activity with its answers."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.evaluation import InvalidAnswers
from assessments.explanation import explained
from assessments.files import WRONG_INPUT, read_input, rulebook_for_command
from assessments.rulebook import InvalidRulebook, UnknownRulebook
from assessments.rulebook_parts import LANGUAGES


class Command(BaseCommand):
    help = (
        "Evaluate an activity with answers, from a YAML or JSON file such as "
        '{"activity": "SOC.POST", "answers": {"M.AUD": "a2"}}; - reads standard input. Nothing is kept. '
        "Exit code 2: the file cannot be used."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="YAML or JSON with an activity and its answers; - for standard input")
        parser.add_argument("--json", action="store_true", help="print one JSON document, in both languages")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the printed words (default: en)")
        parser.add_argument("--rulebook", metavar="VERSION", help="a published version; default: the one in force")

    def handle(self, *args: Any, **options: Any) -> None:
        given = read_input(options["file"])
        if not isinstance(given, dict) or "activity" not in given or set(given) - {"activity", "answers"}:
            raise CommandError(
                "The file must hold an activity and its answers, and nothing else.", returncode=WRONG_INPUT
            )
        try:
            rulebook = rulebook_for_command(options["rulebook"])
            result = explained(rulebook, given["activity"], given.get("answers") or {})
        except (InvalidAnswers, InvalidRulebook, UnknownRulebook) as error:
            raise CommandError(str(error), returncode=WRONG_INPUT) from error
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
        else:
            self._print(result, result["explanation"][options["language"]])

    def _print(self, result: dict[str, Any], words: dict[str, Any]) -> None:
        possible = f" ({' / '.join(words['possible'])})" if words["possible"] else ""
        lines = [words["activity"], f"{words['title']}{possible}", words["next_step"], words["axes"]]
        lines += [f"{rule['code']}  {rule['text']} [{rule['basis']}]" for rule in words["rules"] + words["floors"]]
        lines += [
            f"{reason['points']:>4} {reason['axis']}  {reason['label']} {reason['answer']} ({reason['bears_on_label']})"
            for reason in words["reasons"]
        ]
        lines += words["close_to_line"] + words["unsettled"] + words["notes"]
        lines += [f"?  {question['text']}" for question in words["unanswered"]]
        lines += [f"-  {way['text']} -> {way['result']}" for way in words["lower"] if way["changes_level"]]
        lines += [f"{words['version']} ({result['rulebook']['hash'][:12]})", words["disclaimer"]]
        self.stdout.write("\n".join(line for line in lines if line))
