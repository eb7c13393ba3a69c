"""Giving a case to somebody."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import note, touch
from cases.models import Case
from cases.notices import assigning as notices
from cases.permissions import may_assign, may_handle
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted


@transaction.atomic
def assign_case(
    *, case: Case, to: Person | None, assigned_by: Person, reason: str, at: datetime, version: int | None = None
) -> Case:
    """Make `to` the one who has an open case; None leaves it to whoever takes it up. Returns the case as it then stands.

    Raises NotPermitted, NotNow for a case that waits for nobody, Conflict when the page was stale, Invalid when `to` may
    not handle the case or has it already.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_assign(assigned_by, case):
        raise NotPermitted()
    if not case.is_open:
        raise NotNow(_("This request is no longer open."))
    if version is not None and version != case.version:
        raise Conflict(_("Somebody changed this request in the meantime."), current_version=case.version)
    if case.assigned_to_id == (to.pk if to else None) or (to and not may_handle(to, case)):
        raise Invalid(_("This request cannot be given to that person."), field="to")
    former, case.assigned_to = case.assigned_to, to
    touch(case=case, by=assigned_by, at=at, fields=["assigned_to"])
    told = {"to": str(to) if to else "–", "former": str(former) if former else "", "reason": reason}
    note(case=case, verb=Verb.CASE_ASSIGNED, by=assigned_by, at=at, facts=told)
    if to is not None and to != assigned_by:
        notices.case_assigned(case=case, to=to, by=assigned_by, at=at)
    return case
