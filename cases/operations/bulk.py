"""One deed on several cases: each in a savepoint of its own, so that what one refuses does not stop the others."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from cases.enums import Why
from cases.models import MOST_AT_ONCE, UNDO_FOR, BulkAction, BulkRun, Case
from cases.permissions import may_use_desk
from polact.access.models import Person
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted, Refusal

Deed = Callable[[Case, int | None], Case]
"""Does the deed on a case of which a page showed this version; returns the case as it then stands."""


@transaction.atomic
def run_in_bulk(
    *,
    run_id: UUID,
    started_by: Person,
    action: str,
    given_to: Person | None = None,
    chosen: Sequence[tuple[int, int | None]],
    deed: Deed,
    at: datetime,
) -> BulkRun:
    """Do `deed` on each of `chosen` (key of a case, version that was shown), and keep what came of each.

    `run_id` was drawn with the preview: the same one again gives the run that it began, and does nothing. Raises
    NotPermitted for people without a desk, Invalid for no case or more than MOST_AT_ONCE, and for a key that somebody
    else's run has.
    """
    if not may_use_desk(started_by):
        raise NotPermitted()
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise Invalid(_("Choose from 1 to %(most)d requests.") % {"most": MOST_AT_ONCE}, field="case")
    _hold(run_id)
    done = BulkRun.objects.filter(pk=run_id, started_by=started_by).first()
    if done is not None:
        return done
    keys = [pk for pk, _version in chosen]
    found = Case.objects.visible_to(started_by).select_related("organization").in_bulk(keys)
    results = [_one(found.get(pk), pk, version, deed) for pk, version in sorted(dict(chosen).items())]
    return BulkRun.objects.create(
        id=run_id, started_by=started_by, started_at=at, action=action, given_to=given_to, results=results
    )


@transaction.atomic
def undo_run(
    *, run: BulkRun, undone_by: Person, give_back: Callable[[Case, int | None, int], Case], at: datetime
) -> BulkRun:
    """Give the cases of a run back to those who had them: `give_back(case, former holder, version)`.

    Those that somebody touched since stay as they are. Raises NotPermitted for another person's run, NotNow for one that
    cannot be undone, was undone, or is older than UNDO_FOR.
    """
    run = BulkRun.objects.select_for_update().get(pk=run.pk)
    if run.started_by_id != undone_by.pk:
        raise NotPermitted()
    if not can_be_undone(run=run, at=at):
        raise NotNow(_("This can no longer be undone."))
    done = {told["case"]: told for told in run.results if told["result"] == Why.DONE}
    found = Case.objects.visible_to(undone_by).select_related("organization").in_bulk(list(done))
    run.undo_results = [
        _one(found.get(pk), pk, told["version"], _returning(give_back, told["former"]))
        for pk, told in sorted(done.items())
    ]
    run.undone_at = at
    run.save(update_fields=["undo_results", "undone_at"])
    return run


def can_be_undone(*, run: BulkRun, at: datetime) -> bool:
    """Only who has a case can be put back, for a while: a question was sent and a closing was told."""
    is_done = any(told["result"] == Why.DONE for told in run.results)
    return run.action == BulkAction.ASSIGN and is_done and run.undone_at is None and at <= run.started_at + UNDO_FOR


def _returning(give_back: Callable[[Case, int | None, int], Case], former: int | None) -> Deed:
    return lambda case, version: give_back(case, former, version or 0)


def _one(case: Case | None, pk: int, version: int | None, deed: Deed) -> dict[str, Any]:
    """What came of the deed on one case. A database that does not answer in time stops the whole run."""
    if case is None:
        return {"case": pk, "result": Why.GONE.value}
    try:
        with transaction.atomic():
            after = deed(case, version)
    except Refusal as refusal:
        return {"case": pk, "result": _why(refusal).value}
    return {"case": pk, "result": Why.DONE.value, "version": after.version, "former": case.assigned_to_id}


def _why(refusal: Refusal) -> Why:
    kinds = ((NotPermitted, Why.NOT_YOURS), (NotNow, Why.NOT_NOW), (Conflict, Why.CHANGED))
    return next((why for kind, why in kinds if isinstance(refusal, kind)), Why.NOT_THEIRS)


def _hold(run_id: UUID) -> None:
    """A second press of the button waits here for the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 4))", [str(run_id)])
