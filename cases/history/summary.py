"""What a register holds, counted for a preview."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.enums import CaseStatus, ElectionLevel
from cases.history.columns import ANSWERED
from cases.history.reading import Line
from polact.catalogue.registry import outcome, request_type


@dataclass(frozen=True)
class Count:
    """So many requests of a type, at a level of government, with an outcome; in words of the current language."""

    request_type: str
    level: str
    outcome: str
    requests: int


def counts(lines: Sequence[Line]) -> list[Count]:
    """Counted by type, level and outcome, in the order of their codes."""
    met = Counter(tuple(line.values[name] for name in ("request_type", "election_level", "outcome")) for line in lines)
    return [
        Count(str(request_type(kind).name), str(ElectionLevel(level).label) if level else "", outcome_name(end), count)
        for (kind, level, end), count in sorted(met.items())
    ]


def outcome_name(code: str) -> str:
    """The outcome of an imported request in words; one that is empty was open."""
    if not code:
        return _("Still open")
    return str(CaseStatus.ANSWERED.label) if code == ANSWERED else str(outcome(code).name)
