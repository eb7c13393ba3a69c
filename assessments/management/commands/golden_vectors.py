"""`manage.py golden_vectors [--rulebook VERSION]`: print the golden vectors of a version, to be looked through and kept."""

from argparse import ArgumentParser
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError

from assessments.files import WRONG_INPUT
from assessments.gate import vectors_file
from assessments.golden import golden_file
from assessments.rulebook import UnknownRulebook, load

HEAD = """\
# What version {version} gives for standard people, and at each of its rules. Printed by `manage.py golden_vectors`, the same for
# the same version; looked through by a person before it is kept. Publishing a rulebook shows each line that it changes.
# results: one list per conduct, in the order of the positions. The answers are those of assessments/golden.py.
"""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def printed(kept: dict[str, Any]) -> str:
    """The vectors as their file."""
    text = yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)
    return HEAD.format(version=kept["version"]) + text


class Command(BaseCommand):
    help = "Print the golden vectors of a published version, as kept in assessments/examples/golden-vectors.yaml."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rulebook", metavar="VERSION", help="default: the version of the vectors that are kept")

    def handle(self, *args: Any, **options: Any) -> None:
        version = options["rulebook"] or vectors_file()["version"]
        try:
            self.stdout.write(printed(golden_file(load(version))), ending="")
        except UnknownRulebook as error:
            raise CommandError(str(error), returncode=WRONG_INPUT) from error
