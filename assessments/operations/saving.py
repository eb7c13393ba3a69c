"""A result that somebody saves to come back to: stored sealed, opened by the code alone, gone after thirty days.

These are anonymous acts: they name nobody, leave no entry in the trail and tell nobody. What is stored is a place to look,
a sealed text and a day (`assessments.sealing`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from assessments.codes import new_code
from assessments.evaluation import evaluate
from assessments.models import SavedSitting
from assessments.sealing import Kept, locator, seal, unseal
from assessments.sitting import Sitting
from polact.base.errors import Refusal

DAYS = 30


class NotSaved(Refusal):
    """Nothing opens with this code: it is wrong, its time is over, or what it opened was deleted. All look alike."""

    code = "not-saved"
    status = 422
    message = _("Nothing opens with this code. A letter may be wrong, the thirty days may be over, or it was deleted.")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code opened, and the first day on which it is gone."""

    kept: Kept
    goes_on: date


def save_sitting(*, sitting: Sitting, on: date) -> tuple[str, date]:
    """Seal a sitting with its results under the rulebook that it names; return the new code and the day on which it goes.

    The code is stored nowhere: whoever loses it has lost what it opens. `on` is the day of saving (Gatineau).
    """
    rulebook = sitting.rulebook
    results = tuple(evaluate(rulebook, one.activity, one.answers).codes for one in sitting.situations)
    code, goes_on = new_code(), on + timedelta(days=DAYS)
    sealed = seal(code, Kept(sitting, rulebook.content_hash, results))
    with _looking_at(code):
        SavedSitting.objects.create(locator=locator(code), sealed=sealed, goes_on=goes_on)
    return code, goes_on


def open_saved(*, code: str, on: date) -> Opened:
    """Return what was saved under a code, as it was: nothing is computed anew. `on` is today (Gatineau).

    Raises NotSaved, the same for a code that never was, one whose time is over, and one whose row was deleted or changed.
    """
    with _looking_at(code):
        row = SavedSitting.objects.filter(locator=locator(code), goes_on__gt=on).first()
    kept = unseal(code, bytes(row.sealed)) if row else None
    if row is None or kept is None:
        raise NotSaved(field="code")
    return Opened(kept, row.goes_on)


def delete_saved(*, code: str) -> None:
    """Delete what was saved under a code, before its time. What is not there any more is deleted already."""
    with _looking_at(code):
        SavedSitting.objects.filter(locator=locator(code)).delete()


def forget_ended(*, on: date) -> int:
    """Delete everything whose day has come, and return how many rows that were. It may run twice: then there is none."""
    with connection.cursor() as cursor:
        cursor.execute("select assessments_forget_ended(%s)", [on])
        (count,) = cursor.fetchone()
    return int(count)


@contextmanager
def _looking_at(code: str) -> Iterator[None]:
    """A transaction that may see the one row of this code: row-level security shows no other."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.saved', %s, true)", [locator(code)])
        yield
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.saved', '', true)")
