"""Who does whose work while somebody is away: chains of covers, followed to their end. Pure functions over rows.

The stand-in of a stand-in who is away too does the work of both. Loops are refused when a cover is recorded; should one
exist all the same, following it ends where it would begin again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from polact.access.models import Cover


def at_work_for(person_id: int, organization_id: int, covers: Iterable[Cover]) -> int:
    """Who does this person's work in an organization, under the covers in force: the end of the chain, or themself."""
    stand_ins = {cover.absent_id: cover.stand_in_id for cover in covers if cover.organization_id == organization_id}
    reached = _chain(person_id, stand_ins)[-1]
    return stand_ins.get(reached, reached)


def absent_behind(person_id: int, covers: Iterable[Cover]) -> frozenset[tuple[int, int]]:
    """(person, organization) of everybody whose work this person does today, directly or at the end of a chain."""
    covers = list(covers)
    return frozenset(
        (cover.absent_id, cover.organization_id)
        for cover in covers
        if at_work_for(cover.absent_id, cover.organization_id, covers) == person_id != cover.absent_id
    )


def closes_a_loop(new: Cover, others: Iterable[Cover]) -> date | None:
    """The first day on which this cover would lead the absent person's work back to them; None when there is no such day.

    `others` are covers of the same organization. A loop can begin only on a day on which one of its covers begins.
    """
    beside = [cover for cover in others if cover.active_from < new.active_to and cover.active_to > new.active_from]
    days = {new.active_from, *(cover.active_from for cover in beside if cover.active_from > new.active_from)}
    for day in sorted(days):
        stand_ins = {c.absent_id: c.stand_in_id for c in beside if c.active_from <= day < c.active_to}
        reached = _chain(new.stand_in_id, stand_ins)[-1]
        if reached == new.absent_id or reached in stand_ins:
            return day
    return None


def _chain(person_id: int, stand_ins: dict[int, int]) -> list[int]:
    """The person, their stand-in, whoever stands in for that one, …, as far as it does not begin again."""
    chain = [person_id]
    while chain[-1] in stand_ins and stand_ins[chain[-1]] not in chain:
        chain.append(stand_ins[chain[-1]])
    return chain


@dataclass(frozen=True)
class Member:
    """A representative in force on a day, and who stands in while they are away (`away_to` is the first day back)."""

    person_id: int
    name: str
    language: str
    is_lead: bool
    stand_in_id: int | None = None
    away_to: date | None = None

    @property
    def is_away(self) -> bool:
        return self.stand_in_id is not None


@dataclass(frozen=True)
class Roster:
    """The representatives of an organization on a day."""

    organization_id: int
    members: tuple[Member, ...] = ()

    @cached_property
    def by_person(self) -> dict[int, Member]:
        return {member.person_id: member for member in self.members}

    def at_work(self, besides: Collection[int] = ()) -> list[Member]:
        """Those who are not away, other than these people (whoever asks, and the barred)."""
        return [member for member in self.members if not member.is_away and member.person_id not in besides]

    def answering(self, besides: Collection[int] = ()) -> frozenset[int]:
        """Those whose work is done that day by somebody at work, neither of the two being one of these people."""
        workers = {pk: self.works_for(pk) for pk in self.by_person if pk not in besides}
        return frozenset(pk for pk, worker in workers.items() if worker and worker.person_id not in besides)

    def leads(self) -> list[Member]:
        return [member for member in self.members if member.is_lead]

    def chain(self, person_id: int) -> list[Member]:
        """The person, their stand-in, the stand-in's stand-in, …; it ends early at somebody who represents no more."""
        stand_ins = {member.person_id: member.stand_in_id for member in self.members if member.stand_in_id}
        return [self.by_person[pk] for pk in _chain(person_id, stand_ins) if pk in self.by_person]

    def works_for(self, person_id: int) -> Member | None:
        """Who does the person's work: themself, or the end of their chain; None when nobody at work stands there."""
        chain = self.chain(person_id)
        reached = chain[-1] if chain else None
        return None if reached is None or reached.is_away else reached

    def behind(self, person_id: int) -> list[Member]:
        """The absent whose work this person does."""
        away = [member for member in self.members if member.is_away]
        me = self.by_person.get(person_id)
        return [member for member in away if me is not None and self.works_for(member.person_id) == me]
