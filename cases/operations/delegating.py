"""Instruments of delegation: who may decide for the Commission, from when until when. Recorded by administrators."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Delegation
from cases.permissions.delegations import may_end_delegation, may_record_delegations
from polact.access.enums import Role
from polact.access.lasting import not_over
from polact.access.models import Appointment, Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted


@transaction.atomic
def record_delegation(
    *, title: str, person: Person, active_from: date, active_to: date | None, recorded_by: Person, at: datetime
) -> Delegation:
    """An instrument under which a decision maker of the Commission decides, from a day until (exclusive) another.

    Raises NotPermitted for anybody but administrators, and for one's own; Invalid without a title, for somebody who is
    not a decision maker of the Commission, and for days in the wrong order.
    """
    if not may_record_delegations(recorded_by) or person.pk == recorded_by.pk:
        raise NotPermitted()
    if not title.strip():
        raise Invalid(_("Say which instrument it is: its title, number or date."), field="title")
    deciders = Appointment.objects.filter(not_over(active_from), role=Role.COMMISSION_DECIDER, person=person)
    if not deciders.exists():
        raise Invalid(_("Only a decision maker of the Commission can hold an instrument."), field="person")
    if active_to is not None and active_to <= active_from:
        raise Invalid(_("The last day must not lie before the first."), field="active_to")
    instrument = Delegation.objects.create(
        title=title.strip(),
        person=person,
        active_from=active_from,
        active_to=active_to,
        recorded_by=recorded_by,
        recorded_at=at,
    )
    _note(Verb.DELEGATION_RECORDED, instrument, recorded_by, at)
    return instrument


@transaction.atomic
def end_delegation(*, delegation: Delegation, ended_by: Person, at: datetime) -> Delegation:
    """The instrument no longer holds as of today; decisions made under it stand.

    Raises NotPermitted for anybody but administrators, and for one's own; NotNow when it has ended.
    """
    if not may_end_delegation(ended_by, delegation):
        raise NotPermitted()
    today = clock.local_date(at)
    delegation = Delegation.objects.select_for_update(of=("self",)).select_related("person").get(pk=delegation.pk)
    if delegation.active_to is not None and delegation.active_to <= today:
        raise NotNow(_("This instrument has ended already."))
    delegation.active_to = max(delegation.active_from, today)
    delegation.save(update_fields=["active_to"])
    _note(Verb.DELEGATION_ENDED, delegation, ended_by, at)
    return delegation


def _note(verb: Verb, instrument: Delegation, by: Person, at: datetime) -> None:
    """A chain of the instrument's own in the trail."""
    facts = {
        "title": instrument.title,
        "person": str(instrument.person),
        "first_day": instrument.active_from,
        "until": instrument.active_to or "",
    }
    record(verb=verb, subject=instrument.pk, actor=by, role=Role.ADMINISTRATOR, at=at, facts=facts)
