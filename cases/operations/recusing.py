"""Stepping aside from a request, and finding anew who must: a conflict may begin after the request was sent."""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from cases.advance import note, touch
from cases.conflicts import Conflict
from cases.enums import Ground, Queue
from cases.models import Case, Recusal
from cases.notices import recusals as notices
from cases.permissions import may_recuse
from cases.placing import place
from cases.queries.conflicts import conflicts_on_record
from cases.walls import conflicts_found, keep_conflicts, walled
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Conflict as StalePage
from polact.base.errors import Invalid, NotPermitted
from polact.base.text import both_languages


@transaction.atomic
def recuse(*, case: Case, recused_by: Person, reason: str, at: datetime, version: int | None = None) -> Recusal:
    """Step aside from an open request, for good: from then on it does not exist for this person.

    If they held it, it is placed anew, at the Commission when nobody of the organization is left, and those who have
    it now are told. The reason is kept and shown to nobody at the desk. Raises NotPermitted for the requester and for
    a request that is not open, Invalid without a reason, Conflict when the page was stale.
    """
    if not reason.strip():
        raise Invalid(_("Say why: the reason is kept, and nobody at the desk sees it."), field="reason")
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not may_recuse(recused_by, case):
        raise NotPermitted()
    if version is not None and version != case.version:
        raise StalePage(_("Somebody changed this request meanwhile. Look at it, then decide again."))
    recusal = Recusal(
        case=case, person=recused_by, ground=Ground.DECLARED, reason=reason, recorded_by=recused_by, at=at
    )
    recusal.save(force_insert=True)
    note(case=case, verb=Verb.RECUSED, by=recused_by, at=at)
    case.walled_from = walled(case, [recused_by.pk])
    moved = _place_anew(case, at)
    if moved:
        touch(case=case, by=recused_by, at=at, fields=moved)
        _tell(case, at)
    with connection.cursor() as cursor:  # last: after it, the person sees the case no more
        cursor.execute("select cases_wall_off(%s, %s)", [case.pk, [recused_by.pk]])
    return recusal


@transaction.atomic
def detect_again(*, at: datetime) -> int:
    """Keep what appointments have brought since requests were sent: who must not handle them, as of today or tomorrow.

    The database walls people off as soon as an appointment is recorded (migration 0071); this also catches those that
    begin by themselves tomorrow, keeps the recusal, writes the trail, and places anew what the person held. Acts as the
    system: the caller sees to that (`as_system`). Returns how many recusals were kept; may run twice.
    """
    today = clock.local_date(at)
    kept = 0
    for day in (today, today + timedelta(days=1)):
        for case_id, pairs in groupby(conflicts_on_record(day), key=lambda pair: pair[0]):
            case = Case.objects.select_for_update().get(pk=case_id)
            grounds = {conflict.person_id: conflict.ground for conflict in conflicts_found(case=case, on=day)}
            # The database folds some ligatures more than Python does: what only it found is a unit.
            found = [Conflict(person, grounds.get(person, Ground.SAME_UNIT)) for _case, person in pairs]
            _wall_off(case, found, at)
            kept += len(found)
    return kept


def _wall_off(case: Case, found: list[Conflict], at: datetime) -> None:
    case.walled_from = walled(case, [conflict.person_id for conflict in found])
    keep_conflicts(case=case, conflicts=found, at=at)
    for conflict in found:
        note(
            case=case, verb=Verb.CONFLICT_FOUND, by=None, at=at, facts={"ground": both_languages(conflict.ground.label)}
        )
    moved = _place_anew(case, at)
    case.version += 1
    case.changed_at = at
    case.save(update_fields=[*moved, "walled_from", "version", "changed_at"])
    if moved:
        _tell(case, at)


def _place_anew(case: Case, at: datetime) -> list[str]:
    """Take an open case from a holder who is walled off, or up from an organization where nobody is left to handle it.

    Changes the case without saving it; returns the fields to save, none when it stays where it is. What the Commission
    has stays there.
    """
    held = case.assigned_to_id
    if not case.is_open or (held is not None and held not in case.walled_from):
        return []
    if case.queue == Queue.CENTRAL:
        case.assigned_to = None
        return ["assigned_to"] if held else []
    placed = place(case=case, on=clock.local_date(at))
    if not held and placed.queue == case.queue:
        return []
    case.queue, case.routed_by, case.assigned_to = placed.queue, placed.rule, placed.assigned_to
    case.routing_facts = placed.facts.as_json()
    return ["queue", "routed_by", "assigned_to", "routing_facts"]


def _tell(case: Case, at: datetime) -> None:
    """The trail says where it went, and those who have it now are told."""
    facts: dict[str, Any] = {"queue": both_languages(Queue(case.queue).label), "rule": case.routed_by_id}
    note(case=case, verb=Verb.CASE_ROUTED, by=None, at=at, facts=facts)
    notices.placed_anew(case=case, at=at)
