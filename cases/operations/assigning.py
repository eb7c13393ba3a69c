"""A case changes hands: assigned, passed on with a reason, given back. Its status stays as it is."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.advance import note, touch
from cases.enums import Handover, Queue
from cases.hands import directs_it, is_free
from cases.models import Assignment, Case
from cases.notices import assigning as notices
from cases.permissions import may_direct, may_handle, may_send_back
from cases.queries.covering import stands_in
from cases.refusals import HeldByAnother
from polact.access.covering import Roster
from polact.access.models import Person, standing_of
from polact.access.queries import roster
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted

VERBS = {
    Handover.ASSIGNED: Verb.CASE_ASSIGNED,
    Handover.TAKEN: Verb.CASE_ASSIGNED,
    Handover.PASSED_ON: Verb.CASE_PASSED_ON,
}


@transaction.atomic
def assign(
    *, case: Case, to: Person, assigned_by: Person, at: datetime, reason: str = "", version: int | None = None
) -> Case:
    """Give an open case to somebody who may handle it and is there: the lead to anybody, anybody to themself when it is free.

    Where nobody leads, each representative may do what a lead may, with a reason when a colleague has the case. Raises
    NotPermitted, HeldByAnother (who has it), NotNow (answered or ended), Conflict (the page was stale), and Invalid for
    somebody who may not handle the case or is away (it says who stands in).
    """
    case, known = _locked(case, assigned_by, at, version)
    directs = directs_it(assigned_by, case, known)
    if not directs and to.pk != assigned_by.pk:
        raise NotPermitted(_("Whoever leads the representatives assigns requests; you may take this one yourself."))
    if not is_free(case, known) and assigned_by.pk != case.assigned_to_id and not stands_in(known, case, assigned_by):
        if not directs and case.assigned_to is not None:
            raise HeldByAnother.by(case.assigned_to)
        if not may_direct(assigned_by, case):
            _check_reason(reason)
    kind = Handover.TAKEN if to.pk == assigned_by.pk else Handover.ASSIGNED
    return _give(case, to, assigned_by, at, kind, reason, known)


@transaction.atomic
def pass_on(
    *, case: Case, to: Person, passed_on_by: Person, reason: str, at: datetime, version: int | None = None
) -> Case:
    """The holder, or whoever stands in for them, gives an open case to somebody else who may handle it, and says why.

    Raises what `assign` raises; Invalid also without a reason.
    """
    case, known = _locked(case, passed_on_by, at, version)
    _check_holds(case, passed_on_by, known)
    _check_reason(reason)
    return _give(case, to, passed_on_by, at, Handover.PASSED_ON, reason, known)


@transaction.atomic
def release(*, case: Case, released_by: Person, at: datetime, reason: str = "", version: int | None = None) -> Case:
    """The holder, their stand-in or the lead gives an open case back: nobody has it, and everybody of its queue is told.
    Where nobody leads, each representative may take it from a colleague, with a reason.

    Raises NotPermitted, HeldByAnother, NotNow when nobody has it or it has ended, Conflict when the page was stale.
    """
    case, known = _locked(case, released_by, at, version)
    if case.assigned_to_id is None:
        raise NotNow(_("Nobody has this request."))
    if not may_direct(released_by, case) and not (reason.strip() and directs_it(released_by, case, known)):
        _check_holds(case, released_by, known)
    note(case=case, verb=Verb.CASE_RELEASED, by=released_by, at=at, facts={"reason": reason})
    _keep(case, None, released_by, at, Handover.RELEASED, reason, [])
    notices.case_free(case=case, besides=released_by, at=at)
    return case


@transaction.atomic
def send_back(*, case: Case, sent_back_by: Person, at: datetime, version: int | None = None) -> Case:
    """A Commission officer returns an open case of the central queue to the organization, where somebody answers again.

    Raises NotPermitted, Conflict when the page was stale, NotNow when it has ended or still nobody there could take it up.
    """
    case, known = _locked(case, sent_back_by, at, version)
    if not may_send_back(sent_back_by, case):
        raise NotPermitted()
    if not known.at_work({case.requester_id, *case.walled_from}):
        raise NotNow(_("Nobody of the organization is there to take it up."))
    note(case=case, verb=Verb.CASE_SENT_BACK, by=sent_back_by, at=at)
    case.queue = Queue.ORGANIZATION
    _keep(case, None, sent_back_by, at, Handover.SENT_BACK, "", ["queue"])
    notices.case_free(case=case, besides=sent_back_by, at=at)
    return case


def _locked(case: Case, by: Person, at: datetime, version: int | None) -> tuple[Case, Roster]:
    """The case, locked, and who represents its organization today. Raises what all of these deeds refuse alike."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_handle(by, case):
        raise NotPermitted()
    if not case.is_open:
        raise NotNow(_("This request is no longer open."), case_status=case.status)
    known = roster(case.organization_id, clock.local_date(at))
    if version is not None and version != case.version:
        if case.assigned_to_id not in (None, by.pk) and case.assigned_to is not None:
            raise Conflict(_has(case.assigned_to), current_version=case.version)
        raise Conflict(_("Somebody changed this request since you opened the page."), current_version=case.version)
    return case, known


def _has(holder: Person) -> str:
    return _("Somebody changed this request since you opened the page; %(holder)s has it now.") % {"holder": holder}


def _check_holds(case: Case, person: Person, known: Roster) -> None:
    if case.assigned_to_id == person.pk or stands_in(known, case, person):
        return
    if case.assigned_to is None:
        raise NotNow(_("Nobody has this request."))
    raise HeldByAnother.by(case.assigned_to)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(_("Say why: your colleague reads it."), field="reason")


def _check_recipient(case: Case, to: Person, known: Roster, on: date) -> None:
    """Somebody who may handle the case, and is there."""
    to.standing = standing_of(list(to.appointments.current(on)))
    if not to.is_active or not may_handle(to, case):
        raise Invalid(_("%(person)s cannot handle this request.") % {"person": to}, field="person")
    if to.pk == case.assigned_to_id:
        raise Invalid(_("%(person)s has this request already.") % {"person": to}, field="person")
    member = known.by_person.get(to.pk)
    if member is None or not member.is_away:
        return
    worker = known.works_for(to.pk)
    said: dict[str, Any] = {"person": to, "worker": worker.name if worker else ""}
    if worker is None or member.away_to is None:
        raise Invalid(_("%(person)s is away, and nobody stands in. Choose somebody else.") % said, field="person")
    said["day"] = date_format(member.away_to, "DATE_FORMAT")
    raise Invalid(
        _("%(person)s is away and back on %(day)s; %(worker)s stands in. Choose somebody who is there.") % said,
        field="person",
    )


def _give(case: Case, to: Person, by: Person, at: datetime, kind: Handover, reason: str, known: Roster) -> Case:
    _check_recipient(case, to, known, clock.local_date(at))
    note(case=case, verb=VERBS[kind], by=by, at=at, facts={"person": str(to), "reason": reason})
    _keep(case, to, by, at, kind, reason, [])
    if to.pk != by.pk:
        notices.case_given(case=case, to=to, by=by, at=at)
    return case


def _keep(
    case: Case, to: Person | None, by: Person, at: datetime, kind: Handover, reason: str, fields: list[str]
) -> None:
    """Write who has the case from now on: in the case, where one column makes two holders impossible, and in its history."""
    case.assigned_to = to
    touch(case=case, by=by, at=at, fields=["assigned_to", *fields])
    Assignment.objects.create(case=case, kind=kind, person=to, by=by, at=at, reason=reason.strip())
