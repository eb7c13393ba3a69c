"""What is hidden stays hidden: not by subtraction, nor by any combination of everything that a page tells."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from assessments.simulation import Counts, Relation, key
from assessments.simulation_tables import Findings, findings
from assessments.suppression import THRESHOLD, hide, is_small

RESULTS = ("LOW", "MOD", "HIGH", "STOP", "LOW-MOD")


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (9, True), (10, False)])
def test_nobody_is_nobody_and_nine_are_few(count: int, small: bool) -> None:
    assert is_small(count) is small


def test_never_hides_one_alone_where_the_sum_is_told() -> None:
    rng = Random(1)
    for _ in range(2000):
        counts = {n: rng.choice((0, 0, 3, 9, 10, 40, 500)) for n in range(rng.randint(2, 8))}
        shown = hide(counts, sum_is_shown=True)
        hidden = [name for name in shown if shown[name] is None]
        assert all(shown[name] is None for name, count in counts.items() if is_small(count))
        assert all(shown[name] in (None, count) for name, count in counts.items())
        if sum(counts.values()) >= THRESHOLD:
            assert len(hidden) != 1
            left = sum(counts.values()) - sum(count for count in shown.values() if count is not None)
            assert all(counts[name] != left for name in hidden)


def test_a_list_whose_sum_is_hidden_tells_nothing_but_zeros() -> None:
    assert hide({"a": 40, "b": 0, "c": 2}, sum_is_shown=False) == {"a": None, "b": 0, "c": None}


def made_up(rng: Random) -> Counts:
    counts = Counts()
    sizes = (1, 1, 2, 5, 9, 12, 60, 300)
    for _ in range(rng.randint(1, 40)):
        before, after = rng.choice(RESULTS), rng.choice(RESULTS)
        relation = Relation.AGREES if before == after else rng.choice([Relation.STRICTER, Relation.LENIENT])
        n = rng.choice(sizes)
        counts.evaluated += n
        counts.by_group[key(rng.choice(("SOC", "MEM", "DIS")), relation)] += n
        counts.by_organization[key(rng.choice((1, 2, 3, 4, 5)), relation)] += n
        counts.crossed[key(before, after, relation)] += n
    return counts


def equations(told: Findings) -> tuple[list[tuple[set[str], int]], set[str]]:
    """Everything that a reader knows: each list adds up to what is told elsewhere; shown counts are known.

    Returns the equations over what is hidden (names of unknowns, and what they add up to), and the hidden small cells.
    """
    known: list[tuple[set[str], int]] = []
    unknowns: set[str] = set()
    for column, relation in enumerate(told.relations):
        total = told.totals[column]
        for table in ("by_group", "by_organization", "by_result"):
            cells = {f"{table}:{line.name}:{relation}": line.counts[column] for line in getattr(told, table)}
            known.append(equation(cells, f"total:{relation}", total))
        for line in told.by_result:
            cells = {
                f"move:{move.before}:{move.after}:{relation}": move.count
                for move in told.moves
                if (move.before, move.relation) == (line.name, relation)
            }
            if cells:
                known.append(equation(cells, f"by_result:{line.name}:{relation}", line.counts[column]))
    if told.evaluated is not None:
        known.append(equation(dict(zip(told.relations, told.totals, strict=True)), "all", told.evaluated))
    for names, _right in known:
        unknowns |= {name.lstrip("-") for name in names}
    return known, unknowns


def equation(cells: dict[str, int | None], name: str, total: int | None) -> tuple[set[str], int]:
    hidden = {cell for cell, count in cells.items() if count is None}
    left = (total or 0) - sum(count for count in cells.values() if count is not None)
    return (hidden | {f"-{name}"} if total is None else hidden), left


def determined(known: list[tuple[set[str], int]], unknowns: set[str]) -> set[str]:
    """The unknowns that the equations fix, by Gauss's elimination in whole fractions."""
    order = sorted(unknowns)
    rows = [
        [Fraction((name in names) - (f"-{name}" in names)) for name in order] + [Fraction(right)]
        for names, right in known
        if names
    ]
    pivots: list[int] = []
    for column in range(len(order)):
        at = next((r for r in range(len(pivots), len(rows)) if rows[r][column]), None)
        if at is None:
            continue
        rows[len(pivots)], rows[at] = rows[at], rows[len(pivots)]
        lead = rows[len(pivots)]
        lead[:] = [value / lead[column] for value in lead]
        for r, row in enumerate(rows):
            if r != len(pivots) and row[column]:
                rows[r] = [value - row[column] * top for value, top in zip(row, lead, strict=True)]
        pivots.append(column)
    return {
        order[column] for row, column in zip(rows, pivots, strict=False) if sum(value != 0 for value in row[:-1]) == 1
    }


def test_no_hidden_count_can_be_worked_out_from_everything_that_is_told() -> None:
    rng, hidden = Random(7), 0
    for _ in range(300):
        counts = made_up(rng)
        known, unknowns = equations(findings(counts))
        assert determined(known, unknowns) == set(), counts
        hidden += len(unknowns)
    assert hidden > 3000


def test_every_small_count_is_hidden_and_nothing_shown_is_wrong() -> None:
    rng = Random(8)
    for _ in range(200):
        counts = made_up(rng)
        told = findings(counts)
        for table, true in (("by_group", counts.by_group), ("by_organization", counts.by_organization)):
            for line in getattr(told, table):
                for relation, shown in zip(told.relations, line.counts, strict=True):
                    count = true[key(line.name, relation)]
                    assert shown is None if is_small(count) else shown in (None, count)
        moves = Counter({(move.before, move.after): move.count for move in told.moves})
        assert all(count is None or not is_small(count) for count in moves.values())


def test_the_attack_of_this_test_finds_what_is_left_open() -> None:
    """Without company for the one small cell of a list, it is determined: so the test above can fail."""
    careless = [equation({"a": None, "b": 40}, "sum", 43)]
    assert determined(careless, {"a"}) == {"a"}
