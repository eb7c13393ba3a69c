"""Who holds what: the history of one case, who could have it, and the open work of each representative."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from cases.balance import weighted
from cases.enums import OPEN, CaseStatus, Queue
from cases.models import Assignment, Case
from polact.access.covering import Member, Roster
from polact.access.enums import Role
from polact.access.models import Appointment, Organization, Person
from polact.access.queries import rosters


@dataclass(frozen=True)
class Holding:
    """The open work of one person, by status and in all, with its weight; `behind` are the absent whose work they do too."""

    person_id: int
    name: str
    language: str
    counts: dict[CaseStatus, int]
    member: Member | None = None
    worker: Member | None = None
    behind: tuple[Member, ...] = ()
    has_left: bool = False

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def weight(self) -> int:
        return weighted(self.counts)

    @property
    def by_status(self) -> list[int]:
        return [self.counts.get(status, 0) for status in OPEN]


@dataclass(frozen=True)
class Office:
    """The open work of an organization (None: of the central queue), by person; `free` is how much nobody has."""

    organization: Organization | None
    holdings: tuple[Holding, ...]
    free: int


def history_of(case: Case) -> list[Assignment]:
    """Every change of hands of a case, newest first."""
    return list(case.assignments.select_related("person", "by").order_by("-at", "-pk"))


def could_have(case: Case, known: Roster, on: date) -> list[tuple[int, str]]:
    """(id, name) of everybody at work who may handle the case and does not have it, by name."""
    barred = {case.requester_id, case.assigned_to_id, *case.walled_from}
    found = {member.person_id: member.name for member in known.at_work() if member.person_id not in barred}
    if case.queue == Queue.CENTRAL:
        found |= {person.pk: str(person) for person in officers(on) if person.pk not in barred}
    return sorted(found.items(), key=lambda pair: pair[1])


def colleague(pk: int) -> Person:
    """One of those who `could_have` a case."""
    return Person.objects.get(pk=pk)


def officers(on: date) -> list[Person]:
    """The Commission's officers of a day."""
    current = Appointment.objects.current(on).filter(role=Role.COMMISSION_OFFICER)
    return list(Person.objects.filter(appointments__in=current, is_active=True).distinct().order_by("pk"))


def holdings(person: Person, on: date) -> list[Office]:
    """Of the organizations whose representatives the person leads, and for officers of the central queue: who holds what.

    Four queries at most, however many organizations and people. Cases that the person may not see are not counted.
    """
    led = sorted(person.standing.leads)
    is_officer = person.standing.holds(Role.COMMISSION_OFFICER)
    counted = _counted(person, led, is_officer)
    known = rosters(on) if led else {}
    names = Organization.objects.in_bulk(led) if led else {}
    strangers = Person.objects.in_bulk({pk for _place, pk in counted if pk})
    found = [_office(names[pk], known.get(pk, Roster(pk)), counted, strangers) for pk in led]
    if is_officer:
        here = [Member(one.pk, str(one), one.language, False) for one in officers(on)]
        found.append(_office(None, Roster(0, tuple(here)), counted, strangers))
    return found


def _counted(person: Person, led: list[int], is_officer: bool) -> dict[tuple[int, int | None], dict[CaseStatus, int]]:
    """By place (0: the central queue) and holder, how many open cases in each status; one query."""
    wanted = Q(queue=Queue.ORGANIZATION, organization_id__in=led)
    if is_officer:
        wanted |= Q(queue=Queue.CENTRAL)
    cases = Case.objects.filter(wanted, submitted_at__isnull=False).exclude(requester=person).open()
    rows = (
        cases.exclude(walled_from__contains=[person.pk])
        .values_list("queue", "organization_id", "assigned_to_id", "status")
        .annotate(count=Count("pk"))
        .order_by()
    )
    counted: dict[tuple[int, int | None], dict[CaseStatus, int]] = {}
    for queue, organization, holder, status, count in rows:
        place = 0 if queue == Queue.CENTRAL else organization
        counts = counted.setdefault((place, holder), {})
        counts[CaseStatus(status)] = counts.get(CaseStatus(status), 0) + count
    return counted


def _office(
    organization: Organization | None,
    known: Roster,
    counted: dict[tuple[int, int | None], dict[CaseStatus, int]],
    people: dict[int, Person],
) -> Office:
    here = {holder: counts for (place, holder), counts in counted.items() if place == known.organization_id}
    lines = [_holding(member, known, here.get(member.person_id, {})) for member in known.members]
    left = [pk for pk in here if pk is not None and pk not in known.by_person]
    lines += [
        Holding(pk, str(people[pk]), people[pk].language, here[pk], has_left=True)
        for pk in sorted(left)
        if pk in people
    ]
    return Office(organization, tuple(lines), sum(here.get(None, {}).values()))


def _holding(member: Member, known: Roster, counts: dict[CaseStatus, int]) -> Holding:
    return Holding(
        member.person_id,
        member.name,
        member.language,
        counts,
        member=member,
        worker=known.works_for(member.person_id) if member.is_away else None,
        behind=tuple(known.behind(member.person_id)),
    )
