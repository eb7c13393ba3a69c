"""From the counts of a simulation to tables that may be shown: small counts hidden, so that none can be worked out. Pure.

The totals by relation are told once. Each further table divides them: by group of activities, by organization, by stored
result; and each cell of the last one by the result that the candidate gives. So each list of counts adds up to one that is
told (or hidden) elsewhere, and no table has totals of rows (`suppression`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.rulebook_parts import RESULTS
from assessments.simulation import AGREES_WITH_ADVICE, Counts, Relation, key, parts_of
from assessments.suppression import hide, hide_parts, is_small

ANSWERS = ("yes|yes", "yes|no", "no|yes", "no|no")  # does the version in force agree | does the candidate


@dataclass(frozen=True)
class Line:
    """A line of a table: what it is about, and its counts by relation (or by agreement); None where hidden."""

    name: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Move:
    """How many stored results `before` become `after` under the candidate."""

    before: str
    after: str
    relation: Relation
    count: int | None


@dataclass(frozen=True)
class Findings:
    """Everything that a run tells. `relations` are the columns; those without any assessment are left out."""

    relations: tuple[Relation, ...]
    totals: tuple[int | None, ...]
    evaluated: int | None
    by_group: tuple[Line, ...]
    by_organization: tuple[Line, ...]
    by_result: tuple[Line, ...]
    moves: tuple[Move, ...]
    by_advice: tuple[Line, ...]

    @property
    def only_one_agrees(self) -> tuple[int, int] | None:
        """In how many cases only the version in force agrees with the person, and only the candidate; None if hidden."""
        now = [line.counts[1] for line in self.by_advice]
        then = [line.counts[2] for line in self.by_advice]
        if None in now or None in then or not self.by_advice:
            return None
        return sum(filter(None, now)), sum(filter(None, then))


def findings(counts: Counts) -> Findings:
    """Return what may be told of these counts."""
    groups, organizations = _split(counts.by_group), _split(counts.by_organization)
    moves = {parts_of(told): count for told, count in counts.crossed.items()}
    sums: Counter[str] = Counter()
    for (_group, relation), count in groups.items():
        sums[relation] += count
    relations = tuple(relation for relation in Relation if sums[relation])
    # Their own sum is not told where one of them is hidden, so that none needs company.
    totals: dict[str, int | None] = {
        relation: None if is_small(sums[relation]) else sums[relation] for relation in relations
    }
    results: Counter[tuple[str, str]] = Counter()
    for (before, _after, relation), count in moves.items():
        results[before, relation] += count
    shown_results = hide_parts(results, totals)
    return Findings(
        relations=relations,
        totals=tuple(totals[relation] for relation in relations),
        evaluated=None if None in totals.values() else counts.evaluated,
        by_group=_lines(groups, totals, relations),
        by_organization=_lines(organizations, totals, relations),
        by_result=tuple(
            Line(name, tuple(shown_results.get((name, relation), 0) for relation in relations))
            for name in sorted({before for before, _relation in results}, key=in_order)
        ),
        moves=_moves(moves, shown_results),
        by_advice=_by_advice(counts.advice),
    )


def in_order(result: str) -> tuple[int, ...]:
    """Sorts results as the rulebook has them: levels from the lowest, ranges by what they begin with."""
    return tuple(RESULTS.index(code) if code in RESULTS else len(RESULTS) for code in result.split("-"))


def _split(counted: Mapping[str, int]) -> dict[tuple[str, str], int]:
    return {(told.partition("|")[0], told.partition("|")[2]): count for told, count in counted.items()}


def _lines(
    parts: Mapping[tuple[str, str], int], totals: Mapping[str, int | None], relations: Sequence[Relation]
) -> tuple[Line, ...]:
    shown = hide_parts(parts, totals)
    names = sorted({name for name, _relation in parts})
    return tuple(Line(name, tuple(shown.get((name, relation), 0) for relation in relations)) for name in names)


def _moves(moves: Mapping[tuple[str, ...], int], results: Mapping[tuple[str, str], int | None]) -> tuple[Move, ...]:
    """Each move, its count hidden together with others as the cell that it is part of demands."""
    shown: list[Move] = []
    for (before, relation), total in results.items():
        own = {after: count for (was, after, kind), count in moves.items() if (was, kind) == (before, relation)}
        hidden = hide(own, sum_is_shown=total is not None)
        shown += [Move(before, after, Relation(relation), count) for after, count in hidden.items()]
    return tuple(sorted(shown, key=lambda move: (in_order(move.before), in_order(move.after))))


def _by_advice(counted: Mapping[str, int]) -> tuple[Line, ...]:
    lines = []
    for outcome in AGREES_WITH_ADVICE:
        own = {answer: counted.get(key(outcome, answer), 0) for answer in ANSWERS}
        if any(own.values()):
            lines.append(Line(outcome, tuple(hide(own, sum_is_shown=True).values())))
    return tuple(lines)
