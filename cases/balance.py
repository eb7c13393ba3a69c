"""To whom a new case goes by balance: whoever has the least open work, in the case's language when possible. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from cases.enums import CaseStatus

WEIGHTS: dict[CaseStatus, int] = {
    CaseStatus.SUBMITTED: 3,
    CaseStatus.IN_REVIEW: 2,
    CaseStatus.AWAITING_INFORMATION: 1,
    CaseStatus.AWAITING_APPROVAL: 1,
}
"""How much of somebody's time an open case still takes: all of it before the review has begun (3); what remains of a review
that is under way (2); little while the employee has to answer, or a second reader reads (1). In the order in which `cases_loads` counts them."""

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Candidate:
    """Somebody at work who may answer: the language they work in, their weighted open work, when they last got a case."""

    person_id: int
    language: str
    load: int
    last_given: datetime | None = None


def weighted(counts: dict[CaseStatus, int]) -> int:
    """The weight of so many open cases in each status."""
    return sum(WEIGHTS[status] * count for status, count in counts.items() if status in WEIGHTS)


def choose(candidates: Iterable[Candidate], *, language: str) -> Candidate | None:
    """The one with the least open work among those who work in the language, or among all when nobody does.

    Of several with as little, the one who has gone longest without a new case, then the one with the lowest id. None
    when there is no candidate. The order of the candidates does not matter.
    """
    everybody = list(candidates)
    fluent = [candidate for candidate in everybody if candidate.language == language]
    return min(
        fluent or everybody,
        key=lambda candidate: (candidate.load, candidate.last_given or NEVER, candidate.person_id),
        default=None,
    )
