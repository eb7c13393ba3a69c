"""Deeds on several cases: what would happen to each, by the same predicates as the single deed, and the deed itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases import queries
from cases.deeds import perform
from cases.enums import CaseAction, Why
from cases.models import BulkAction, Case
from cases.operations.assigning import assign_case
from cases.operations.bulk import Deed
from cases.permissions import may_assign, may_handle
from cases.workflow import BY_ACTION
from polact.access.models import Person

ROWS = {
    BulkAction.ASK: BY_ACTION[CaseAction.REQUEST_INFORMATION],
    BulkAction.CLOSE: BY_ACTION[CaseAction.CLOSE],
}


@dataclass(frozen=True)
class Planned:
    """What would come of the deed on one case: `why` is DONE where it would be done. The case is None when it is not
    the person's to see."""

    key: int
    case: Case | None
    why: Why


def planned(*, person: Person, action: str, keys: Sequence[int], to: Person | None = None) -> list[Planned]:
    """What the deed would do to each of the cases; `to` is whom they would be given to, if it is known yet."""
    found = queries.cases_to_act_on(person, keys)
    return [
        Planned(key, found.get(key), _why(person, BulkAction(action), found[key], to) if key in found else Why.GONE)
        for key in dict.fromkeys(keys)
    ]


def _why(person: Person, action: BulkAction, case: Case, to: Person | None) -> Why:
    if action == BulkAction.ASSIGN:
        return _why_not_assigned(person, case, to)
    row = ROWS[action]
    if not row.who(person, case):
        return Why.NOT_YOURS
    return Why.DONE if row.allows(person, case) else Why.NOT_NOW


def _why_not_assigned(person: Person, case: Case, to: Person | None) -> Why:
    if not may_assign(person, case):
        return Why.NOT_YOURS
    if not case.is_open:
        return Why.NOT_NOW
    if to is None:
        return Why.DONE
    if case.assigned_to_id == to.pk:
        return Why.ALREADY
    return Why.DONE if may_handle(to, case) else Why.NOT_THEIRS


def deed_of(*, action: str, by: Person, at: datetime, to: Person | None = None, question: str = "") -> Deed:
    """The deed as the operation of the single case does it."""
    kind = BulkAction(action)
    asked = {"question": question} if kind == BulkAction.ASK else {}

    def deed(case: Case, version: int | None) -> Case:
        if kind == BulkAction.ASSIGN:
            return assign_case(case=case, to=to, assigned_by=by, reason="", at=at, version=version)
        result = perform(action=ROWS[kind].action, case=case, by=by, at=at, version=version, **asked)
        after: Case = result.case
        return after

    return deed


def giver_back(*, by: Person, at: datetime) -> Callable[[Case, int | None, int], Case]:
    """Gives a case back to the one who had it (the key of a person, None: nobody)."""

    def give_back(case: Case, former: int | None, version: int) -> Case:
        to = Person.objects.get(pk=former) if former else None
        return assign_case(case=case, to=to, assigned_by=by, reason="", at=at, version=version)

    return give_back
