"""An organization in which nobody is there to answer: the alarm, and what becomes of its open cases."""

from datetime import date, datetime

from django.db import transaction

from cases.advance import note
from cases.enums import Handover, Queue
from cases.models import Assignment, Vacancy
from cases.notices import vacancies as notices
from cases.queries.vacancies import offices, open_vacancies, waiting_in
from polact.access.covering import Roster
from polact.access.models import Organization
from polact.access.queries import rosters
from polact.audit.verbs import Verb
from polact.base import clock


@transaction.atomic
def tend_vacancies(*, at: datetime) -> int:
    """Find where nobody is there to answer, sound the alarm once for each such time, and move up what is left there.

    Cases move to the central queue when nobody represents the organization any more; while everybody is only away, new
    ones go there (`placing`) and the others wait. A time ends by itself once somebody is there; cases come back by hand
    only. May run twice: what is known is not told again. For the system. Returns how many cases moved up.
    """
    on = clock.local_date(at)
    known, standing = rosters(on), open_vacancies()
    moved = 0
    for organization in offices(on):
        roster = known.get(organization.pk, Roster(organization.pk))
        if roster.at_work():
            _end(standing.get(organization.pk), on)
            continue
        if organization.pk not in standing:
            _begin(organization, roster, on, at)
        if not roster.members:
            moved += _move_up(organization, at)
    return moved


def _begin(organization: Organization, roster: Roster, on: date, at: datetime) -> None:
    _vacancy, is_new = Vacancy.objects.get_or_create(organization=organization, until=None, defaults={"since": on})
    if is_new:
        notices.nobody_answers(organization=organization, are_away=bool(roster.members), on=on, at=at)


def _end(vacancy: Vacancy | None, on: date) -> None:
    if vacancy is not None:
        Vacancy.objects.filter(pk=vacancy.pk).update(until=on)


def _move_up(organization: Organization, at: datetime) -> int:
    """Each open case of the organization's queue, with an entry in its trail and word to whom it concerns."""
    waiting = waiting_in(organization)
    for case in waiting:
        note(case=case, verb=Verb.CASE_MOVED_UP, by=None, at=at)
        case.queue, case.assigned_to = Queue.CENTRAL, None
        case.version += 1
        case.changed_at = at
        case.save(update_fields=["queue", "assigned_to", "version", "changed_at"])
        Assignment.objects.create(case=case, kind=Handover.MOVED_UP, at=at)
        notices.case_moved_up(case=case, at=at)
    return len(waiting)
