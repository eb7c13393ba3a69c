"""Deeds on several cases: what would happen to each, by the same predicates as the single deed, and the deed itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from cases import queries
from cases.deeds import perform
from cases.enums import CaseAction, Why
from cases.hands import possible
from cases.models import BulkAction, Case
from cases.operations.assigning import assign, release
from cases.operations.bulk import Deed
from cases.permissions import may_handle
from cases.workflow import BY_ACTION
from polact.access.covering import Roster
from polact.access.models import Person
from polact.access.queries import roster

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


def planned(*, person: Person, action: str, keys: Sequence[int], on: date, to: Person | None = None) -> list[Planned]:
    """What the deed would do to each of the cases; `to` is whom they would be given to, if it is known yet."""
    found = queries.cases_to_act_on(person, keys)
    known = _rosters(found.values(), on) if action == BulkAction.ASSIGN else {}
    return [
        Planned(
            key, found.get(key), _why(person, BulkAction(action), found[key], to, known) if key in found else Why.GONE
        )
        for key in dict.fromkeys(keys)
    ]


def _rosters(cases: Iterable[Case], on: date) -> dict[int, Roster]:
    """Who represents each of their organizations on a day: one query an organization, mostly one in all."""
    return {organization: roster(organization, on) for organization in {case.organization_id for case in cases}}


def _why(person: Person, action: BulkAction, case: Case, to: Person | None, known: dict[int, Roster]) -> Why:
    if action == BulkAction.ASSIGN:
        return _why_not_assigned(person, case, to, known[case.organization_id])
    row = ROWS[action]
    if not row.who(person, case):
        return Why.NOT_YOURS
    return Why.DONE if row.allows(person, case) else Why.NOT_NOW


def _why_not_assigned(person: Person, case: Case, to: Person | None, known: Roster) -> Why:
    if may_handle(person, case) and not case.is_open:
        return Why.NOT_NOW
    can = possible(person, case, known)
    if not (can.assign or (can.take and to in (None, person))):
        return Why.NOT_YOURS
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
            assert to is not None, "the doors ask to whom"
            return assign(
                case=case, to=to, assigned_by=by, reason=_("Given with several others at once."), at=at, version=version
            )
        result = perform(action=ROWS[kind].action, case=case, by=by, at=at, version=version, **asked)
        after: Case = result.case
        return after

    return deed


def giver_back(*, by: Person, at: datetime) -> Callable[[Case, int | None, int], Case]:
    """Gives a case back to the one who had it (the key of a person, None: nobody)."""

    def give_back(case: Case, former: int | None, version: int) -> Case:
        undone = _("Undone.")
        if former is None:
            return release(case=case, released_by=by, at=at, reason=undone, version=version)
        to = Person.objects.get(pk=former)
        return assign(case=case, to=to, assigned_by=by, reason=undone, at=at, version=version)

    return give_back
