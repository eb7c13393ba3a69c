"""What conflicts of interest are found from, and what a lead is told of recusals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from cases.enums import Ground
from polact.access.enums import SEES_ALL, Role
from polact.access.models import Appointment

RECUSALS = 50


def appointments_in_question(*, requester_ids: Iterable[int], organization_id: int, on: date) -> list[Appointment]:
    """The day's appointments of these requesters and of everybody to whom the organization's requests are open.

    All of them are seen by the system alone (`as_system`)."""
    current = Appointment.objects.current(on)
    handling = Q(role=Role.REPRESENTATIVE, organization_id=organization_id) | Q(role__in=SEES_ALL)
    people = current.filter(handling).values("person_id")
    return list(current.filter(Q(person_id__in=people) | Q(person_id__in=list(requester_ids))).order_by("pk"))


def conflicts_on_record(on: date) -> list[tuple[int, int]]:
    """(case, person) of every submitted case whose wall or recusal is missing for somebody, by a day's appointments."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select f.case_id, f.person_id from cases_conflicts(%s) f where not exists (select from cases_recusal r "
            "where r.case_id = f.case_id and r.person_id = f.person_id) order by 1, 2",
            [on],
        )
        return [(case_id, person_id) for case_id, person_id in cursor.fetchall()]


@dataclass(frozen=True)
class RecusalTold:
    """What a lead is told: that it exists; never what was declared, nor whose request it is."""

    at: datetime
    person: str
    ground: Ground
    case_id: int
    number: str
    holder: str


@dataclass(frozen=True)
class Recusals:
    """A page of recusals, the cursor of the next, and how many concern requests that the reader is kept from."""

    rows: list[RecusalTold]
    following: str
    hidden: int


def recusals(before: str = "") -> Recusals:
    """The recusals of where the person whom the database is bound to leads; of everywhere for Commission officers."""
    with connection.cursor() as cursor:
        cursor.execute("select * from cases_recusals(%s, %s)", [_moment(before), RECUSALS + 1])
        found = [
            RecusalTold(at, who, Ground(ground), pk, f"PA-{pk:06d}", holder or "")
            for at, who, ground, pk, holder in cursor
        ]
        cursor.execute("select cases_recusals_hidden()")
        (hidden,) = cursor.fetchone()
    rows = found[:RECUSALS]
    return Recusals(rows, rows[-1].at.isoformat() if len(found) > RECUSALS else "", hidden)


def _moment(cursor: str) -> datetime | None:
    """Where the page before ended; a cursor that makes no sense is no cursor."""
    try:
        moment = datetime.fromisoformat(cursor.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
