"""The published worked examples as the search shows them, in both languages. Pure.

They are kept in English (`assessments/examples/published-cases.yaml`); the lines that are shown have a French twin file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import assessments
from assessments.plain_yaml import read_yaml
from polact.base.text import Text

EXAMPLES = Path(assessments.__file__).parent / "examples"
HOW_MANY = 4
LEFT_OUT = ("news",)  # reports about people whom everybody would recognize: their politics are not ours to tell
NAMES = re.compile(r" \([A-Z][a-z]+(, [A-Z][a-z]+)*\)")


@dataclass(frozen=True)
class Example:
    """A case or a line of guidance from somewhere, with what its source says came of it."""

    id: str
    activity_code: str
    jurisdiction: str
    who: Text
    activity: Text
    outcome_code: str
    outcome: Text
    url: str

    @property
    def is_federal(self) -> bool:
        """Whether it is about the federal public service of Canada."""
        return self.jurisdiction == "CA-federal"


@cache
def examples() -> tuple[Example, ...]:
    """Those that may be shown, in the order of the file. Raises KeyError when one has no French."""
    french = read_yaml((EXAMPLES / "published-cases.fr.yaml").read_bytes())
    return tuple(
        Example(
            id=entry["id"],
            activity_code=entry["map"]["activity"],
            jurisdiction=entry["jurisdiction"],
            who=Text(en=NAMES.sub("", entry["employee_facts"]), fr=french[entry["id"]]["who"]),
            activity=Text(en=entry["activity"], fr=french[entry["id"]]["activity"]),
            outcome_code=entry["stated_outcome"],
            outcome=Text(en=entry["outcome_detail"], fr=french[entry["id"]]["outcome"]),
            url=entry["source_url"],
        )
        for entry in read_yaml((EXAMPLES / "published-cases.yaml").read_bytes())
        if entry["source_type"] not in LEFT_OUT
    )


def examples_of(activity: str) -> list[Example]:
    """Those about the activity, then those about others of its group; the federal ones first."""
    group = activity.split(".")[0]
    same = [example for example in examples() if example.activity_code == activity]
    akin = [e for e in examples() if e.activity_code != activity and e.activity_code.startswith(f"{group}.")]
    return [*_federal_first(same), *_federal_first(akin)][:HOW_MANY]


def _federal_first(found: list[Example]) -> list[Example]:
    return sorted(found, key=lambda example: not example.is_federal)
