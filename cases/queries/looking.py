"""What the safety net holds for one person: everything found in the queues that they handle."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cases.models import Case, CaseQuerySet
from cases.permissions import may_explain, may_handle
from cases.queries import safety
from cases.queries.desk import handled_by
from polact.access.covering import Roster
from polact.access.models import Person
from polact.access.queries import rosters


@dataclass(frozen=True)
class Net:
    """The cases of somebody's queues with a finding that nobody explained, and who stands in for whom there."""

    cases: CaseQuerySet
    known: dict[int, Roster]

    def may_explain(self, person: Person, case: Case) -> bool:
        """Whether the person directs the case, holds it, or does the work of whoever holds it."""
        return may_explain(person, case) or (may_handle(person, case) and self._covers(person, case))

    def _covers(self, person: Person, case: Case) -> bool:
        roster = self.known.get(case.organization_id)
        behind: Collection[int] = [one.person_id for one in roster.behind(person.pk)] if roster else ()
        return case.assigned_to_id in behind


def net_of(person: Person, on: date) -> Net:
    """The net of the person's own queues; one query for the rosters, the cases are asked for by whoever shows them."""
    represented = person.standing.represents
    known = {pk: roster for pk, roster in rosters(on).items() if pk in represented} if represented else {}
    return Net(safety.found(handled_by(person), on, safety.uncovered(known.values())), known)


def net_around(person: Person, case: Case, on: date) -> Net:
    """The same, narrowed to one case."""
    net = net_of(person, on)
    return Net(net.cases.filter(pk=case.pk), net.known)
