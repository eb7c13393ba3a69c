"""Which past answers are nearest to a case, and whether they agree clearly. Pure: takes facts, returns facts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.precedents.facts import ACTIVITY_WEIGHT, FACETS, Facet, Facts

NEAR = 0.85
"""From which likeness on (0 to 1) a past answer counts as one about the same facts."""
LEAST_NEIGHBOURS = 5
"""With fewer, nothing is said about a majority."""
MOST_NEIGHBOURS = 25
CLEAR = 0.75
"""From which share on a majority is a clear one."""
FACTS_SHARE, WORDS_SHARE = 0.8, 0.2
SAME_GROUP = 0.4


@dataclass(frozen=True)
class Precedent:
    """One past answer. `case` is None when it is another organization's: then nothing but these facts is known of it."""

    facts: Facts
    outcome: str
    answered_on: date
    case: int | None = None
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Neighbour:
    """A past answer with how like the case it is: in all, and facet by facet (None: not known of both)."""

    precedent: Precedent
    likeness: float
    facets: Mapping[str, float | None]

    @property
    def is_near(self) -> bool:
        return self.likeness >= NEAR


@dataclass(frozen=True)
class Majority:
    """What the near answers say: how many there are, what most concluded, and in what share of them."""

    outcome: str
    count: int
    among: int

    @property
    def share(self) -> float:
        return self.count / self.among

    @property
    def is_clear(self) -> bool:
        return self.among >= LEAST_NEIGHBOURS and self.share >= CLEAR

    def is_departed_from_by(self, outcome: str) -> bool:
        """Whether an answer with this outcome departs from a clear majority."""
        return self.is_clear and outcome != self.outcome


def likeness(one: Facts, other: Facts) -> tuple[float, dict[str, float | None]]:
    """How alike two cases are by their facts, from 0 to 1, and facet by facet.

    The weighted mean over the activity and those facets that are known of both.
    """
    facets = {facet.code: _alike(facet, one, other) for facet in FACETS}
    weighed = [(facet.weight, facets[facet.code]) for facet in FACETS]
    known = [(weight, alike) for weight, alike in weighed if alike is not None]
    known.append((ACTIVITY_WEIGHT, _activities_alike(one, other)))
    return sum(weight * alike for weight, alike in known) / sum(weight for weight, _alike in known), facets


def nearest(
    facts: Facts, words: frozenset[str], past: Iterable[Precedent], *, most: int = MOST_NEIGHBOURS
) -> list[Neighbour]:
    """The most similar past answers, the nearest first, of equals the newest.

    By facts; for the order, words that both texts share count for a fifth where the texts are known. Whether one is near
    enough for a majority is a matter of facts alone.
    """
    found = [Neighbour(precedent, *likeness(facts, precedent.facts)) for precedent in past]
    found.sort(key=lambda one: (-_rank(one, words), -one.precedent.answered_on.toordinal(), one.precedent.case or 0))
    return found[:most]


def majority(neighbours: Sequence[Neighbour]) -> Majority | None:
    """What most of the near ones concluded; None without any."""
    outcomes = Counter(one.precedent.outcome for one in neighbours if one.is_near)
    if not outcomes:
        return None
    outcome, count = min(outcomes.items(), key=lambda pair: (-pair[1], pair[0]))
    return Majority(outcome, count, sum(outcomes.values()))


def _alike(facet: Facet, one: Facts, other: Facts) -> float | None:
    both = [code for code in facet.questions if code in one.places and code in other.places]
    if not both:
        return None
    apart = [abs(one.places[code] - other.places[code]) for code in both]
    if not facet.ordered:
        apart = [float(distance > 0) for distance in apart]
    return 1 - sum(apart) / len(apart)


def _activities_alike(one: Facts, other: Facts) -> float:
    if one.activity == other.activity:
        return 1.0
    return SAME_GROUP if one.group == other.group else 0.0


def _rank(neighbour: Neighbour, words: frozenset[str]) -> float:
    theirs = neighbour.precedent.words
    if not words or not theirs:
        return neighbour.likeness
    shared = len(words & theirs) / len(words | theirs)
    return FACTS_SHARE * neighbour.likeness + WORDS_SHARE * shared
