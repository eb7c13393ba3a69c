"""When a hard rule or a floor applies: the small language of the rulebook's `when`.

Pure. A condition is a tree of `all` and `any` over atoms; an atom looks at `Facts` and answers yes or no. Every atom
is positive (nothing says "not"), so learning one more answer can add a match but never remove one. The search for
the questions that still matter (`inquiry`) rests on that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one situation, on one side of its range.

    `open_questions` are the asked questions without an answer; they satisfy an atom about them. They are given on
    the highest side of the range only: a hard rule never rests on something that was not said.
    """

    route: str
    answers: Mapping[str, str]
    nexus: int = 0
    exposure: int = 0
    position: int = 0
    activity_floor: bool = False
    open_questions: frozenset[str] = field(default_factory=frozenset)


class Condition(Protocol):
    """Anything that a rule can wait for: an atom, which is its own only way, or a combination of conditions."""

    def holds(self, facts: Facts) -> bool:
        """Return whether the condition is met by these facts."""

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        """Yield each combination of atoms that is enough to meet the condition."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The question has one of these options as its answer (`q` / `in`)."""

    question: str
    options: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return facts.answers.get(self.question) in self.options or self.question in facts.open_questions

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        yield (self,)


@dataclass(frozen=True, slots=True)
class OnRoute:
    """The activity takes one of these routes (`route`)."""

    routes: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return facts.route in self.routes

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        yield (self,)


@dataclass(frozen=True, slots=True)
class Linked:
    """The link between duties and activity is at least this strong (`nexus`).

    "At least", although the rulebook writes a bare number: own files are also the organization's, and a stronger link
    must never lower a level.
    """

    least: int

    def holds(self, facts: Facts) -> bool:
        return facts.nexus >= self.least

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        yield (self,)


@dataclass(frozen=True, slots=True)
class ExposureFrom:
    """The exposure A has at least this many points (`A_min`)."""

    least: int

    def holds(self, facts: Facts) -> bool:
        return facts.exposure >= self.least

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        yield (self,)


@dataclass(frozen=True, slots=True)
class PositionFrom:
    """The position sensitivity P has at least this many points (`P_min`)."""

    least: int

    def holds(self, facts: Facts) -> bool:
        return facts.position >= self.least

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        yield (self,)


@dataclass(frozen=True, slots=True)
class ActivityHasFloor:
    """The catalogue gives the activity a floor of its own (`activity_floor`)."""

    def holds(self, facts: Facts) -> bool:
        return facts.activity_floor

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        yield (self,)


Atom = Answered | OnRoute | Linked | ExposureFrom | PositionFrom | ActivityHasFloor


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is met."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return all(part.holds(facts) for part in self.parts)

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        for choice in product(*(tuple(part.ways()) for part in self.parts)):
            yield tuple(atom for way in choice for atom in way)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part is met."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return any(part.holds(facts) for part in self.parts)

    def ways(self) -> Iterator[tuple[Atom, ...]]:
        for part in self.parts:
            yield from part.ways()


def answer_atoms(condition: Condition) -> Iterator[Answered]:
    """Yield every atom of the condition that looks at an answer."""
    for way in condition.ways():
        for atom in way:
            if isinstance(atom, Answered):
                yield atom
