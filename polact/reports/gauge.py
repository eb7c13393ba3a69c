"""The over-restriction gauge: how often the self-assessment said caution where a person then said fine, and the reverse.

Counted are self-assessments that were sent with a request, against the advice that was recorded. They are no sample of all
activities: who sends one mostly has a doubt. A share stands with its 95 % interval after Wilson.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.db import connection

from polact.base.text import Text
from polact.catalogue.advice import COMPATIBLE, COMPATIBLE_WITH_PRECAUTIONS, NOT_ADVISED

Z = 1.959964  # of the normal distribution, for 95 %
TOOLS = ("LOW", "CAUTION", "RANGE", "OTHER")
ADVICE = (COMPATIBLE.code, COMPATIBLE_WITH_PRECAUTIONS.code, NOT_ADVISED.code)
TOOL_NAMES = {
    "LOW": Text("Low risk", "Risque faible"),
    "CAUTION": Text(
        "Caution: moderate, high, or not permitted as described",
        "Prudence : risque moyen, élevé, ou non permis tel que décrit",
    ),
    "RANGE": Text("A range: more information needed", "Une fourchette : renseignements insuffisants"),
    "OTHER": Text("Permission required, or outside Part 7", "Permission requise, ou hors de la partie 7"),
}
Cell = tuple[str, str]


@dataclass(frozen=True)
class Rate:
    """`hits` of `cases`, with the bounds of the 95 % interval. Shares are between 0 and 1."""

    hits: int
    cases: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Gauge:
    """One line: a rulebook version, and a group of activities or all ("").

    `cells` are counts by what the tool said and what was advised; None is hidden. A rate is None where a count that it
    needs is hidden, or where there is no case.
    """

    version: str
    group: str
    cells: Mapping[Cell, int | None]

    @property
    def over(self) -> Rate | None:
        """Of the cautions: how many were found compatible as described."""
        return self._rate("CAUTION", (COMPATIBLE.code,))

    @property
    def over_at_most(self) -> Rate | None:
        """Of the cautions: how many were found compatible, with or without precautions."""
        return self._rate("CAUTION", (COMPATIBLE.code, COMPATIBLE_WITH_PRECAUTIONS.code))

    @property
    def under(self) -> Rate | None:
        """Of the low risks: how many were advised against."""
        return self._rate("LOW", (NOT_ADVISED.code,))

    def row(self, tool: str) -> list[int | None]:
        """The counts of what the tool said, by advice."""
        return [self.cells.get((tool, advice), 0) for advice in ADVICE]

    def _rate(self, tool: str, hits: tuple[str, ...]) -> Rate | None:
        counts = dict(zip(ADVICE, self.row(tool), strict=True))
        known = {advice: count for advice, count in counts.items() if count is not None}
        cases = sum(known.values())
        if len(known) < len(counts) or not cases:
            return None
        found = sum(known[advice] for advice in hits)
        return Rate(found, cases, found / cases, *wilson(found, cases))


def wilson(hits: int, cases: int, z: float = Z) -> tuple[float, float]:
    """The score interval for a share: E. B. Wilson, JASA 22 (1927) 209-212. Takes counts, `cases` at least 1."""
    share, square = hits / cases, z * z / cases
    middle = share + square / 2
    half = z * sqrt(share * (1 - share) / cases + square / cases / 4)
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def gauges(rows: Iterable[tuple[str, str, str, str, int | None]]) -> list[Gauge]:
    """Lines from rows of version, group, tool, advice and count; by version, then group."""
    found: dict[tuple[str, str], dict[Cell, int | None]] = {}
    for version, group, tool, advice, count in rows:
        found.setdefault((version, group), {})[tool, advice] = count
    return [Gauge(version, group, cells) for (version, group), cells in sorted(found.items(), key=_by_version)]


def _by_version(item: tuple[tuple[str, str], object]) -> tuple[list[int], str]:
    (version, group), _cells = item
    return [int(part) for part in version.split(".") if part.isdecimal()], group


def published(on: date) -> list[Gauge]:
    """What anybody may see: by version, of the months that have ended by that day. Counts below ten are None."""
    with connection.cursor() as cursor:
        cursor.execute("select version, '', tool, advice, cases from cases_published_gauge(%s)", [on])
        return gauges(cursor.fetchall())


INTERNAL = """
select a.rulebook_version, {group},
       case when jsonb_array_length(a.codes) <> 1 then 'RANGE' when a.codes->>0 = 'LOW' then 'LOW'
            when a.codes->>0 in ('MOD', 'HIGH', 'STOP') then 'CAUTION' else 'OTHER' end,
       d.outcome, count(*)
from cases_advice d join cases_case c on c.id = d.case_id join assessments_assessment a on a.id = c.assessment_id
group by 1, 2, 3, 4
"""


def internal(by_group: bool) -> list[Gauge]:
    """All that is recorded, as it is, for those who may see every case; by group of activities too if asked for."""
    group = "split_part(a.activity, '.', 1)" if by_group else "''"
    with connection.cursor() as cursor:
        cursor.execute(INTERNAL.format(group=group))
        return gauges(cursor.fetchall())
