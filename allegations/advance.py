"""The one door through which an allegation moves. Only operations import it (pyproject.toml holds that)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from allegations.enums import AllegationAction
from allegations.models import Allegation
from allegations.permissions import may_decide
from allegations.workflow import BY_ACTION
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, NotNow, NotPermitted

ANYBODY = "PUBLIC"
"""The role that the trail names for whoever made an allegation: nobody signed in."""


def lock(*, allegation: Allegation, action: AllegationAction, by: Person, version: int | None = None) -> Allegation:
    """The allegation as it stands, locked, after the check that the person may do this with it now.

    Raises NotPermitted, NotNow where its status does not allow the action, Conflict where the page was stale.
    """
    row = BY_ACTION[action]
    allegation = Allegation.objects.select_for_update().get(pk=allegation.pk)
    if not row.who(by, allegation):
        raise NotPermitted()
    if allegation.status not in row.before:
        raise NotNow(_("This is not possible now: somebody went on with the allegation."), action=action.value)
    if version is not None and version != allegation.version:
        raise Conflict(
            _("Somebody changed this allegation meanwhile. Look at it, then decide again."),
            current_version=allegation.version,
        )
    return allegation


def advance(
    *,
    allegation: Allegation,
    action: AllegationAction,
    by: Person,
    at: datetime,
    facts: dict[str, Any] | None = None,
    **changes: Any,
) -> Allegation:
    """Move what `lock` gave as the row of the table says, with further columns, and write the trail."""
    row, before = BY_ACTION[action], allegation.status
    if row.after is not None:
        allegation.status = row.after
    for name, value in changes.items():
        setattr(allegation, name, value)
    allegation.version += 1
    allegation.changed_at, allegation.changed_by = at, by
    allegation.save(update_fields=["status", *changes, "version", "changed_at", "changed_by"])
    role = Role.COMMISSION_DECIDER if row.who is may_decide else Role.INVESTIGATOR
    record(
        verb=row.verb,
        subject=allegation.ref,
        actor=by,
        role=role,
        at=at,
        before=before,
        after=allegation.status,
        facts=facts,
    )
    return allegation


def begin(*, allegation: Allegation, received_by: Person | None, at: datetime) -> None:
    """Write a new allegation, which its writer need not be able to read, and the first entry of its trail."""
    allegation.save(force_insert=True)
    record(
        verb=Verb.ALLEGATION_ENTERED if received_by else Verb.ALLEGATION_MADE,
        subject=allegation.ref,
        actor=received_by,
        role=Role.INVESTIGATOR if received_by else ANYBODY,
        at=at,
        after=allegation.status,
        facts={"number": allegation.number},
    )
