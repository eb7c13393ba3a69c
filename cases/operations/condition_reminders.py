"""What the clock tells about conditions: ahead of their first and of their last day, once each, to whose they are."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from cases.advance import note
from cases.enums.after import DayAhead
from cases.enums.candidacy import AFTER_DECISION, ConditionEventKind, ConditionState
from cases.models import Condition, ConditionEvent
from cases.notices import after_decision as notices
from polact.access.acting import as_system
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.text import both_languages

AT_ONCE = 200
AHEAD = 7
"""How many calendar days ahead of a day it is told."""
DAYS = {DayAhead.FIRST_DAY: "active_from", DayAhead.LAST_DAY: "last_day"}


@transaction.atomic
def remind_of_conditions(*, at: datetime) -> int:
    """Tell of each open condition that begins or ends within seven calendar days. Called by the beat, for the system.

    The employee is told, or the organization's representatives where the condition is the organization's. May run twice,
    at once, or not at all for some days: what was told stands among the condition's events, and a day that has passed is
    not told any more. Returns how many were told; what one run leaves, the next does.
    """
    today, told = clock.local_date(at), 0
    with as_system():
        for which, field in DAYS.items():
            for condition in _due(which, field, today)[: AT_ONCE - told]:
                day: date = getattr(condition, field)
                ConditionEvent.objects.create(
                    condition=condition, kind=ConditionEventKind.REMINDED, text=which, happened_on=today, at=at
                )
                case = condition.decision.candidacy.case
                facts = {"kind": both_languages(which.label), "condition": condition.kind, "day": day}
                note(case=case, verb=Verb.CONDITION_REMINDED, by=None, at=at, facts=facts)
                notices.condition_ahead(case=case, condition=condition, which=which, day=day, at=at)
                told += 1
    return told


def _due(which: DayAhead, field: str, today: date) -> QuerySet[Condition]:
    """Rows that another run holds are left to it."""
    told = ConditionEvent.objects.filter(condition=OuterRef("pk"), kind=ConditionEventKind.REMINDED, text=which)
    near = {f"{field}__gte": today, f"{field}__lte": today + timedelta(days=AHEAD)}
    found = Condition.objects.filter(
        ~Exists(told),
        **near,
        state=ConditionState.OPEN,
        decision__superseded_by=None,
        decision__candidacy__stage__in=AFTER_DECISION,
    )
    found = found.select_related("decision__candidacy__case__requester").order_by(field, "pk")
    return found.select_for_update(of=("self",), skip_locked=True)
