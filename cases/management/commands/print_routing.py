"""`manage.py print_routing`: where every kind of request goes by the example rules, as a table to review.

`tests/cases/expected_routing.csv` is what people reviewed; a test holds that it is what this prints.
"""

import csv
import io
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from cases.management.routing_table import COLUMNS, DAY, rows, rules_in_words


class Command(BaseCommand):
    help = "Print the table of expected routings as CSV, with the example rules on top."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_csv(), ending="")


def as_csv() -> str:
    """The whole file: the day and the example rules as notes, then one row for each kind of request."""
    out = io.StringIO()
    with override("en"):
        notes = [f"# Requests that are sent on {DAY} to one organization.", *(f"# {line}" for line in rules_in_words())]
        table = csv.writer(out, lineterminator="\n")
        table.writerows([note] for note in notes)
        table.writerow(COLUMNS)
        table.writerows(row.cells for row in rows())
    return out.getvalue()
