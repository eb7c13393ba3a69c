"""Reading allegations, within the wall; and finding people in the system's own name, for whom letters are."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allegations.enums import AllegationStatus
from allegations.models import INSIDE, Allegation, Notice, Step
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.access.queries import sorting_key

PAGE = 25
OVER = (AllegationStatus.CLOSED, AllegationStatus.NOT_INVESTIGATED)


@dataclass(frozen=True)
class Page:
    """A page of allegations, the latest first, and the cursor of the next one, empty on the last."""

    rows: list[Allegation]
    following: str


def desk_page(person: Person, *, status: str = "", after: str = "") -> Page:
    """Allegations that the person may read, in one state or in any. One query."""
    found = Allegation.objects.visible_to(person).select_related("organization").order_by("-pk")
    if status in AllegationStatus.values:
        found = found.filter(status=status)
    if after.isascii() and after.isdecimal() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    rows = list(found[: PAGE + 1])
    shown = rows[:PAGE]
    return Page(shown, str(shown[-1].pk) if len(rows) > PAGE else "")


def visible_allegation(person: Person, pk: int) -> Allegation:
    """Raises Allegation.DoesNotExist for whoever stands outside, as for one that there is not."""
    related = ("organization", "decision", "outcome")
    return Allegation.objects.visible_to(person).select_related(*related).get(pk=pk)


def steps_of(allegation: Allegation) -> list[Step]:
    """In the order in which they happened."""
    return list(allegation.steps.order_by("happened_on", "recorded_at"))


def notices_of(allegation: Allegation) -> list[Notice]:
    """The letters, in the order in which they were written."""
    return list(allegation.notices.order_by("made_at", "recipient"))


def letter_to(person: Person, pk: UUID) -> Notice:
    """A letter addressed to the person. Raises Notice.DoesNotExist for anybody else."""
    return Notice.objects.get(pk=pk, person_id=person.pk)


def people_holding(role: Role, on: date, organization_id: int | None = None) -> list[Person]:
    """Whoever holds a role on a day, everywhere or in an organization, in a fixed order. Asked in the system's name."""
    with as_system():
        held = Appointment.objects.current(on).filter(role=role, person__is_active=True)
        if organization_id is not None:
            held = held.filter(organization_id=organization_id)
        people = {one.person_id: one.person for one in held.select_related("person").order_by("person_id")}
    return list(people.values())


def insiders_named(named: str, on: date) -> list[int]:
    """Those inside the wall on a day whose given and family names both stand in what was written of a person; accents
    and capitals do not count."""
    words = set(re.findall(r"\w+", sorting_key(named)))
    inside = [person for role in INSIDE for person in people_holding(role, on)]
    names = {one.pk: re.findall(r"\w+", sorting_key(f"{one.given_name} {one.family_name}")) for one in inside}
    return sorted(pk for pk, parts in names.items() if words.issuperset(parts))


def person_with(email: str) -> Person | None:
    """Who signs in with an e-mail address. Asked in the system's name."""
    with as_system():
        return Person.objects.filter(email__iexact=email).first()


def person_of(allegation: Allegation) -> Person | None:
    """The person of polact whom it is about, once somebody found out. Asked in the system's name."""
    if allegation.person_id is None:
        return None
    with as_system():
        return Person.objects.get(pk=allegation.person_id)
