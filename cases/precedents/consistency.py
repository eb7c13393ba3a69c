"""Answers that differ from what their nearest neighbours agree on, found among many at once. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cases.precedents.nearest import Majority, Precedent, majority, nearest


@dataclass(frozen=True)
class Departure:
    """One answer that departs from the clear majority of the answers nearest to it."""

    answer: Precedent
    majority: Majority


def departures(answers: Sequence[Precedent]) -> list[Departure]:
    """Compare each answer with all the others of its activity, and return those that depart from a clear majority."""
    by_activity: dict[str, list[Precedent]] = defaultdict(list)
    for answer in answers:
        by_activity[answer.facts.activity].append(answer)
    found = []
    for answer in answers:
        others = [other for other in by_activity[answer.facts.activity] if other is not answer]
        most = majority(nearest(answer.facts, answer.words, others))
        if most is not None and most.is_departed_from_by(answer.outcome):
            found.append(Departure(answer, most))
    return found
