"""Change of circumstances: a request of its own on a permission that was granted, filled in from it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums.candidacy import AFTER_DECISION, Stage
from cases.models import Candidacy, Case
from cases.permissions.after import may_start_change
from cases.queries.after import standing_grant
from cases.queries.touching import current_of
from polact.access.enums import Role
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.catalogue.kinds import Family
from polact.catalogue.registry import type_for

COPIED = (
    *("level", "jurisdiction", "election", "district", "office", "nomination_from", "candidate_from"),
    *("nominations_close", "polling_day", "employment", "on_leave", "position_title", "group_level", "work_location"),
    *("duties", "visibility", "has_temporary_duties", "temporary_title", "temporary_duties", "manager_name"),
    "public_steps",
)


@transaction.atomic
def start_change(*, parent: Candidacy, change: str, started_by: Person, at: datetime) -> Candidacy:
    """Begin the request to look at a permission again, because the position, the duties or the election changed.

    A draft of the employee's, filled in from the permission and from what the record says of the position and the
    election today; in the organization where the person is employed now. It goes the way of every request for permission.
    Raises NotPermitted for anybody else, NotNow without a grant that stands or while such a draft waits already, Invalid
    without a word on what changed, or where the organization's people cannot send it.
    """
    if not may_start_change(started_by, parent):
        raise NotPermitted()
    # Two windows at once come one after the other.
    parent = Candidacy.objects.select_for_update(of=("self",)).select_related("case", "election").get(pk=parent.pk)
    if parent.stage not in (*AFTER_DECISION, Stage.CLOSED) or standing_grant(parent) is None:
        raise NotNow(_("There is no permission in force that could be looked at again."))
    if parent.changes.filter(stage=Stage.DRAFT).exists():
        raise NotNow(_("You began such a request already: it is among your drafts."))
    if not change.strip():
        raise Invalid(_("Say what has changed."), field="change")
    today = clock.local_date(at)
    held = list(started_by.appointments.current(today).filter(role=Role.EMPLOYEE).select_related("organization"))
    appointment = current_of(held, parent.case, today)
    organization = appointment.organization if appointment else parent.case.organization
    kind = type_for(Family.CHANGE, regime=organization.regime, abbreviation=organization.abbreviation_en)
    if kind is None:
        raise Invalid(_("Such a request cannot be sent from your organization: write a message to the Commission."))
    case = Case.objects.create(
        request_type=kind.code,
        organization=organization,
        requester=started_by,
        language=parent.case.language,
        subject=_("Change of circumstances: %(number)s") % {"number": parent.case.number},
        question=change,
        created_at=at,
        changed_at=at,
        changed_by=started_by,
    )
    filled = {name: getattr(parent, name) for name in COPIED}
    if appointment and appointment.position_title:
        filled["position_title"] = appointment.position_title
    if parent.election is not None and parent.election.last_day is not None:
        filled["polling_day"] = parent.election.last_day
    candidacy = Candidacy.objects.create(case=case, parent=parent, change=change, **filled)
    parent.case.touched_facts.filter(change=None).update(change=case)
    return candidacy
