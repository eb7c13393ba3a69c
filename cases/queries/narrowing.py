"""The filters of the desk as conditions. What a filter does not know was left out before (`cases.forms.desk`)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from cases.enums import OPEN, CaseStatus, Queue
from cases.models import Case, CaseQuerySet
from cases.queries.covering import in_hands
from polact.access.enums import Role
from polact.access.models import Person

Tab = str
Covered = Collection[tuple[int, int]]
"""(absent person, organization) of everybody whose work somebody does today (`queries.covering.covered_by`)."""
TABS: tuple[Tab, ...] = ("all", "mine", "unassigned", "waiting", "approval", "central")
ME, NOBODY = "me", "nobody"
DUE = {"late": -1, "today": 0, "soon": 3, "week": 7}
"""Due at most so many calendar days from today."""


@dataclass(frozen=True)
class DeskFilter:
    """What the desk is asked for; every part may be empty. `today` is what due dates are counted from."""

    tab: Tab = "all"
    words: str = ""
    level: str = ""
    language: str = ""
    organization: int | None = None
    status: str = ""
    waiting: str = ""
    region: str = ""
    due: str = ""
    before: date | None = None
    assigned: str = ""
    group: str = ""
    today: date | None = None

    @property
    def is_of_the_past(self) -> bool:
        """Whether it asks for cases in which nobody waits for an answer any more."""
        return bool(self.status) and self.status not in OPEN


def handled_by(person: Person) -> CaseQuerySet:
    """Submitted cases of the queues that the person handles: `permissions.may_handle` as a query.

    All of it lies within `visible_to`, which is left out because its "or" would keep the planner from the order of the
    index; a test holds both, and row-level security stands beneath.
    """
    handled = Q(organization_id__in=list(person.standing.represents))
    if person.standing.holds(Role.COMMISSION_OFFICER):
        handled |= Q(queue=Queue.CENTRAL)
    others = Case.objects.filter(handled, submitted_at__isnull=False).exclude(requester=person)
    return others.exclude(walled_from__contains=[person.pk])


def tabs_of(person: Person, covered: Covered = ()) -> dict[Tab, Q]:
    """The tabs that the person's desk has, with their conditions. `covered`: for whom the person stands in today."""
    tabs = {
        "all": Q(),
        "mine": in_hands(person, covered),
        "unassigned": Q(assigned_to=None),
        "waiting": Q(status=CaseStatus.AWAITING_INFORMATION),
        "approval": Q(status=CaseStatus.AWAITING_APPROVAL),
    }
    if person.standing.holds(Role.COMMISSION_OFFICER):
        tabs["central"] = Q(queue=Queue.CENTRAL)
    return tabs


def narrowed(cases: CaseQuerySet, person: Person, wanted: DeskFilter, covered: Covered = ()) -> CaseQuerySet:
    """Those of the cases that the filter asks for, words and openness aside."""
    plain = {
        "language": wanted.language,
        "organization_id": wanted.organization,
        "status": wanted.status,
        "region": wanted.region,
        "level__endswith": wanted.level,
        "activity__startswith": f"{wanted.group}." if wanted.group else "",
        "due_on__lt": wanted.before,
    }
    cases = cases.filter(
        tabs_of(person, covered).get(wanted.tab, Q()), **{name: value for name, value in plain.items() if value}
    )
    if wanted.due and wanted.today:
        cases = cases.filter(due_on__lte=wanted.today + timedelta(days=DUE[wanted.due]))
    if wanted.waiting:
        cases = cases.filter(waiting_for(person, covered)[wanted.waiting])
    return cases.filter(_held(person, wanted.assigned, covered)) if wanted.assigned else cases


def waiting_for(person: Person, covered: Covered = ()) -> dict[str, Q]:
    """For whom an open case waits: the employee, the person, a colleague of theirs, or anyone who takes it up."""
    mine = in_hands(person, covered)
    asked_back = Q(status=CaseStatus.AWAITING_INFORMATION)
    return {
        "employee": asked_back,
        "me": ~asked_back & mine,
        "colleague": ~asked_back & Q(assigned_to__isnull=False) & ~mine,
        "anyone": ~asked_back & Q(assigned_to=None),
    }


def _held(person: Person, assigned: str, covered: Covered) -> Q:
    if assigned == NOBODY:
        return Q(assigned_to=None)
    return in_hands(person, covered) if assigned == ME else Q(assigned_to=int(assigned))
