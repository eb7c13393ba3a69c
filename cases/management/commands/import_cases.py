"""`manage.py import_cases FILE.csv [--dry-run] [--errors FILE] [--lang en|fr]`: the register of earlier years."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cases.history.reading import Problem, problems_file
from cases.operations.importing import examine_history, import_history
from polact.access.acting import as_system
from polact.base import clock

TOLD = 20


class Command(BaseCommand):
    help = (
        "Import requests of earlier years from a CSV file: all or nothing; what was imported before stays as it is. "
        "The columns stand in docs/operations.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
        parser.add_argument(
            "--errors", type=Path, metavar="FILE", help="where problems are written (default: FILE.csv.errors.csv)"
        )
        parser.add_argument("--lang", choices=["en", "fr"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        with override(options["lang"]):
            self._handle(content, options["errors"] or path.with_name(f"{path.name}.errors.csv"), options["dry_run"])

    def _handle(self, content: bytes, errors: Path, is_dry: bool) -> None:
        began, at = monotonic(), clock.now()
        with as_system():
            found = examine_history(content=content, examined_by=None, at=at)
            self.stdout.write(_told(found.rows, len(found.new), found.known))
            if found.problems:
                raise CommandError(self._problems(found.problems, errors))
            if is_dry:
                self.stdout.write(_("Nothing was changed: this was a trial."))
                return
            import_history(content=content, imported_by=None, at=at)
        seconds = monotonic() - began
        self.stdout.write(_("Imported: %(count)s, in %(seconds).1f s.") % {"count": len(found.new), "seconds": seconds})

    def _problems(self, problems: list[Problem], errors: Path) -> str:
        for problem in problems[:TOLD]:
            self.stderr.write(f"{problem.row or ''}\t{problem.column}\t{problem.message}")
        count = len(problems)
        said = ngettext("Nothing was imported: %(count)s problem.", "Nothing was imported: %(count)s problems.", count)
        told = said % {"count": count}
        try:
            errors.write_bytes(problems_file(problems))
        except OSError as error:
            return f"{told} {errors}: {error.strerror}"
        return f"{told} {errors}"


def _told(rows: int, new: int, known: int) -> str:
    told = {"rows": rows, "new": new, "known": known}
    return _("Rows: %(rows)s. New: %(new)s. Imported before, and the same: %(known)s.") % told
