"""What submission and recusal share: finding the conflicts of a case, and keeping that they were found.

Reading everybody's appointments and keeping what was found is the system's work: the person who acts may see neither.
"""

from collections.abc import Iterable
from datetime import date, datetime

from cases.conflicts import Conflict, conflicts_of
from cases.enums import Ground
from cases.models import Case, Recusal
from cases.queries.conflicts import appointments_in_question
from polact.access.acting import as_system


def conflicts_found(*, case: Case, on: date) -> list[Conflict]:
    """The conflicts of interest of a case by what is on record for a day, and by whom its requester named."""
    with as_system():
        appointments = appointments_in_question(
            requester_ids=[case.requester_id], organization_id=case.organization_id, on=on
        )
    return conflicts_of(
        requester_id=case.requester_id,
        organization_id=case.organization_id,
        named=case.named,
        appointments=appointments,
    )


def keep_conflicts(*, case: Case, conflicts: Iterable[Conflict], at: datetime) -> None:
    """A recusal for each; what the requester named is recorded as theirs, the rest as found by the system."""
    rows = [
        Recusal(
            case=case,
            person_id=conflict.person_id,
            ground=conflict.ground,
            recorded_by_id=case.requester_id if conflict.ground == Ground.NAMED else None,
            at=at,
        )
        for conflict in conflicts
    ]
    with as_system():
        Recusal.objects.bulk_create(rows)


def walled(case: Case, people: Iterable[int]) -> list[int]:
    """The wall of a case with these people added."""
    return sorted({*case.walled_from, *people})
