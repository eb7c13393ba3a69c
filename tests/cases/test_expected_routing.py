"""Where requests go, as people reviewed it: the file is what the evaluator says of the example rules."""

import csv
from pathlib import Path

from cases.management.commands.print_routing import as_csv
from cases.management.routing_table import ACTIVITIES, COLUMNS, ELECTIONS, LANGUAGES, LEVELS, REGIONS, RULES

REVIEWED = Path(__file__).parent / "expected_routing.csv"


def reviewed() -> list[dict[str, str]]:
    lines = REVIEWED.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.lstrip('"').startswith("#")))


def test_evaluator_says_what_people_reviewed() -> None:
    assert REVIEWED.read_text(encoding="utf-8") == as_csv()


def test_table_holds_every_combination_once() -> None:
    rows = [tuple(row[name] for name in COLUMNS[:8]) for row in reviewed()]
    assert len(rows) == len(set(rows))
    whole = [row for row in rows if row[:2] == ("example rules", "Alice, Benoît and Chloé") and row[3] == "advice"]
    assert len(whole) == len(ELECTIONS) * len(ACTIVITIES) * len(LEVELS) * len(LANGUAGES) * len(REGIONS)


def test_every_example_rule_wins_somewhere_or_is_there_to_show_why_not() -> None:
    winning = {row["by rule"] for row in reviewed()}
    never = {f"rule {rule.number}" for rule in RULES} - winning
    assert never == {"rule 7", "rule 9", "rule 10", "rule 11"}


def test_nobody_there_means_the_commission_and_nothing_else_does() -> None:
    for row in reviewed():
        assert (row["goes to"] == "the Commission") == (row["representatives who may answer"] == "nobody")
