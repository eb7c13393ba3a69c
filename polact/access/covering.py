"""Who does whose work while somebody is away: chains of covers, followed to their end. Pure functions over rows.

The stand-in of a stand-in who is away too does the work of both. Loops are refused when a cover is recorded; should one
exist all the same, following it ends where it would begin again.
"""

from collections.abc import Iterable

from polact.access.models import Cover


def at_work_for(person_id: int, organization_id: int, covers: Iterable[Cover]) -> int:
    """Who does this person's work in an organization, under the covers in force: the end of the chain, or themself."""
    stand_ins = {cover.absent_id: cover.stand_in_id for cover in covers if cover.organization_id == organization_id}
    seen: set[int] = set()
    while person_id in stand_ins and person_id not in seen:
        seen.add(person_id)
        person_id = stand_ins[person_id]
    return person_id


def absent_behind(person_id: int, covers: Iterable[Cover]) -> frozenset[tuple[int, int]]:
    """(person, organization) of everybody whose work this person does today, directly or at the end of a chain."""
    covers = list(covers)
    return frozenset(
        (cover.absent_id, cover.organization_id)
        for cover in covers
        if at_work_for(cover.absent_id, cover.organization_id, covers) == person_id != cover.absent_id
    )
