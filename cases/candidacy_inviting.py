"""Whose opinion the organization adds, and finding them: what the operations of a candidacy share."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.clocks.candidacy import organization_input
from cases.models import Candidacy, CandidacyInput
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from polact.base.errors import Invalid
from polact.catalogue.kinds import InputKind


def invitations(candidacy: Candidacy, emails: Mapping[str, str], at: datetime) -> list[CandidacyInput]:
    """The opinions that the level asks for, each from whom it can be asked, with its own last day. Nothing is stored.

    `emails` says by kind whom the employee means; left out, whoever is on record: the manager by the employee's
    appointment, the manager's manager, the deputy head by role. Nobody is invited where nobody is on record: the
    representative can invite somebody later. Raises Invalid for an address that is on record for nobody there.
    """
    found: list[CandidacyInput] = []
    for kind in candidacy.level_rules.inputs:
        person = find_person(candidacy, kind, emails.get(kind.code, ""), clock.local_date(at), found)
        if person is not None:
            found.append(invitation(candidacy, kind, person, at))
    return found


def invitation(candidacy: Candidacy, kind: InputKind, person: Person, at: datetime) -> CandidacyInput:
    """One opinion asked of somebody. The business days are the catalogue's; no law sets them (domain.md 6.2, row 15)."""
    until = organization_input(asked_on=clock.local_date(at), business_days=kind.business_days)
    return CandidacyInput(candidacy=candidacy, kind=kind.code, person=person, invited_at=at, answer_by=until.due_on)


def find_person(
    candidacy: Candidacy, kind: InputKind, email: str, on: date, before: list[CandidacyInput]
) -> Person | None:
    """Whom a kind of opinion is asked of; None where nobody is on record. `before` are those already found: the senior
    manager is the manager's manager. Raises Invalid at the field `email_<kind>`."""
    case, field = candidacy.case, f"email_{kind.code}"
    with as_system():
        held = Appointment.objects.current(on).filter(organization_id=case.organization_id, person__is_active=True)
        held = held.select_related("person", "reports_to")
        person: Person | None
        if email.strip():
            person = _by_email(held, email.strip(), kind, field)
        elif kind.role == Role.DEPUTY_HEAD:
            person = _first(held.filter(role=Role.DEPUTY_HEAD))
        else:
            person = _manager_of(held, before[-1].person_id if before else case.requester_id)
    if person is not None and person.pk == case.requester_id:
        if email.strip():
            raise Invalid(_("Name somebody else than yourself."), field=field)
        return None
    return person


def end_open(candidacy: Candidacy, at: datetime) -> list[CandidacyInput]:
    """The file goes on without the opinions that are still awaited: returns them, with the people. Who they are is the
    system's to look up: the employee who files directly may not see them otherwise."""
    with as_system():
        ended = list(candidacy.inputs.filter(given_at=None, given_up_at=None).select_related("person"))
    candidacy.inputs.filter(pk__in=[one.pk for one in ended]).update(given_up_at=at)
    return ended


def _by_email(held: QuerySet[Appointment], email: str, kind: InputKind, field: str) -> Person:
    wanted = held.filter(person__email__iexact=email)
    if kind.role == Role.DEPUTY_HEAD:
        wanted = wanted.filter(role=Role.DEPUTY_HEAD)
    person = _first(wanted)
    if person is None:
        raise Invalid(_("Nobody with this address is on record there."), field=field)
    return person


def _first(held: QuerySet[Appointment]) -> Person | None:
    found = held.order_by("active_from", "pk").first()
    return found.person if found else None


def _manager_of(held: QuerySet[Appointment], person_id: int) -> Person | None:
    appointed = held.filter(person_id=person_id, reports_to__isnull=False).order_by("active_from", "pk").first()
    return appointed.reports_to if appointed and appointed.reports_to and appointed.reports_to.is_active else None
