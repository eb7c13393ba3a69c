"""Evaluates stored assessments under a rulebook that is not the one they were made under, and counts what changes. Pure.

What is stored is streamed through; nothing but counts is kept, so that a million assessments need no more memory than a
thousand. Two counts of disjoint parts add up to the count of both: that is how a run is divided among processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from assessments.compiled import Codes, Compiled
from assessments.evaluation import InvalidAnswers
from assessments.rulebook_parts import Rulebook

LEVELS = ("LOW", "MOD", "HIGH")
MOST_ALARMS = 100  # of assessments that a replay does not reproduce, so many are named


class Relation(StrEnum):
    """How the candidate's result stands to the stored one."""

    AGREES = "agrees"
    STRICTER = "stricter"
    LENIENT = "lenient"
    OTHER_ROUTE = "other_route"
    NOT_COMPARABLE = "not_comparable"


# Which results of the tool agree with a representative's advice. Compatible as described: no reason to ask. With
# precautions: worth asking. Not advised: not without advice. A range agrees with nothing: it leaves the question open.
AGREES_WITH_ADVICE: Mapping[str, frozenset[str]] = {
    "COMPATIBLE": frozenset({"LOW"}),
    "COMPATIBLE_WITH_PRECAUTIONS": frozenset({"MOD"}),
    "NOT_ADVISED": frozenset({"HIGH", "STOP"}),
}


class Stored(NamedTuple):
    """One stored assessment. `outcome` is the code of the recorded advice, empty without any."""

    ref: str
    activity: str
    answers: Mapping[str, str]
    codes: Codes
    version: str
    organization: int
    outcome: str
    overlay: str = ""  # the hash of the organization's own rules that were added


@dataclass
class Counts:
    """Counts of one part of a run, or of all of it. Every key is a text, so that they can be kept as JSON."""

    evaluated: int = 0
    by_group: Counter[str] = field(default_factory=Counter)
    by_organization: Counter[str] = field(default_factory=Counter)
    crossed: Counter[str] = field(default_factory=Counter)
    advice: Counter[str] = field(default_factory=Counter)
    different: list[str] = field(default_factory=list)
    differing: int = 0

    def add(self, other: Counts) -> None:
        """Take in the counts of another part."""
        self.evaluated += other.evaluated
        self.differing += other.differing
        for name in ("by_group", "by_organization", "crossed", "advice"):
            getattr(self, name).update(getattr(other, name))
        self.different = [*self.different, *other.different][:MOST_ALARMS]

    def as_json(self) -> dict[str, Any]:
        """The counts as data; read back by `from_json`."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Counts:
        """The counts that `as_json` gave."""
        return cls(
            evaluated=told["evaluated"],
            by_group=Counter(told["by_group"]),
            by_organization=Counter(told["by_organization"]),
            crossed=Counter(told["crossed"]),
            advice=Counter(told["advice"]),
            different=list(told["different"]),
            differing=told["differing"],
        )


def key(*parts: str | int) -> str:
    """The text under which a combination is counted."""
    return "|".join(map(str, parts))


def parts_of(counted: str) -> tuple[str, ...]:
    """The combination that a key stands for."""
    return tuple(counted.split("|"))


def compare(before: Codes, after: Codes) -> Relation:
    """Say how a result stands to an earlier one.

    Levels are compared by the highest that is possible, then by the lowest: a range that reaches less high is more
    lenient, and of two that reach equally high the one that begins lower. "Not permitted", "permission required" and
    "outside Part 7" are no levels: where one of them comes or goes, the result took another route, neither stricter nor more
    lenient.
    """
    if before == after:
        return Relation.AGREES
    old, new = _ranks(before), _ranks(after)
    if set(before) - set(LEVELS) != set(after) - set(LEVELS) or not old or not new:
        return Relation.OTHER_ROUTE
    return Relation.STRICTER if (max(new), min(new)) > (max(old), min(old)) else Relation.LENIENT


def _ranks(codes: Codes) -> list[int]:
    return [LEVELS.index(code) for code in codes if code in LEVELS]


def told(codes: Codes) -> str:
    """The codes of a result in one text: a single one, or a range from its lowest to its highest."""
    return codes[0] if len(codes) == 1 else "-".join(codes)


def simulate(stored: Iterable[Stored], *, candidate: Rulebook, in_force: Rulebook) -> Counts:
    """Evaluate each stored assessment under the candidate and count.

    For assessments with advice, `advice` counts by outcome whether the version in force and the candidate agree with the
    person who decided; an assessment made under an earlier version is evaluated under the one in force for that. One
    to which an organization's own rules were added is not comparable: the candidate is tried without any.
    """
    now, then = Compiled(candidate), Compiled(in_force)
    cells: Counter[tuple[str, int, Codes, Codes, Relation]] = Counter()
    advice: Counter[tuple[str, str, str]] = Counter()
    for one in stored:
        try:
            _without_own_rules(one)
            after: Codes = now.codes(one.activity, one.answers)
            current = one.codes if one.version == in_force.version else then.codes(one.activity, one.answers)
        except InvalidAnswers:
            after, relation = (), Relation.NOT_COMPARABLE
        else:
            relation = _compared(one.codes, after)
            if one.outcome in AGREES_WITH_ADVICE:
                advice[one.outcome, _agrees(current, one.outcome), _agrees(after, one.outcome)] += 1
        cells[one.activity, one.organization, one.codes, after, relation] += 1
    counts = Counts(evaluated=sum(cells.values()))
    for (activity, organization, before, after, relation), count in cells.items():
        counts.by_group[key(activity.partition(".")[0], relation)] += count
        counts.by_organization[key(organization, relation)] += count
        counts.crossed[key(told(before), told(after) if after else "", relation)] += count
    for combination, count in advice.items():
        counts.advice[key(*combination)] += count
    return counts


_compared = lru_cache(maxsize=4096)(compare)  # few different pairs, a million times


def _agrees(codes: Codes, outcome: str) -> str:
    return "yes" if len(codes) == 1 and codes[0] in AGREES_WITH_ADVICE[outcome] else "no"


def _without_own_rules(one: Stored) -> None:
    if one.overlay:
        raise InvalidAnswers([])


def replay(stored: Iterable[Stored], *, rulebook_of: Callable[[str, str], Rulebook]) -> Counts:
    """Evaluate each stored assessment under its own version again and count what does not come out as it is stored.

    There should be none: a published version never changes, and neither does what it computes. Assessments of a version
    that `rulebook_of` does not find (LookupError), or whose answers it refuses, count as different too. It is asked for a
    version with the hash of an organization's own rules, once for each pair.
    """
    counts = Counts()
    compiled: dict[tuple[str, str], Compiled] = {}
    for one in stored:
        counts.evaluated += 1
        try:
            under = one.version, one.overlay
            if under not in compiled:
                compiled[under] = Compiled(rulebook_of(*under))
            same = compiled[under].codes(one.activity, one.answers) == one.codes
        except (LookupError, InvalidAnswers):
            same = False
        if not same:
            counts.differing += 1
            counts.different = [*counts.different, one.ref][:MOST_ALARMS]
    return counts
