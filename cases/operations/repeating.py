"""Calls that may be repeated: the same key and the same body get the same answer, and the deed is done once.

After draft-ietf-httpapi-idempotency-key-header. A key belongs to one person. The answer is stored in the transaction
of the deed, so that there is never one without the other; a refused call changed nothing, stores nothing, and may be
tried again with the same key.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.models import Case, IdempotencyKey
from polact.access.models import Person
from polact.base.errors import Invalid, Refusal

KEPT_FOR = timedelta(hours=24)


class UnderWay(Refusal):
    """The same call is being answered at this moment."""

    code = "under-way"
    message = _("The same call is under way. Ask again in a moment.")


class KeyReused(Invalid):
    """The key was used for something else."""

    code = "key-reused"
    message = _("This Idempotency-Key was used for another call.")


@dataclass(frozen=True)
class Call:
    """One call as its caller names it: who, by which key, and the SHA-256 of method, address and body."""

    person: Person
    key: str
    fingerprint: str


def answer_given(*, call: Call, at: datetime) -> IdempotencyKey | None:
    """The answer that this call got within the last day; None for a first call, which then holds the key.

    Until the transaction ends, another call with the key is refused: raises UnderWay for it, and KeyReused when the
    key was used for a different call.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{call.person.pk} {call.key}"])
        if not cursor.fetchone()[0]:
            raise UnderWay()
    IdempotencyKey.objects.filter(person=call.person, used_at__lte=at - KEPT_FOR).delete()
    given = IdempotencyKey.objects.filter(person=call.person, key=call.key).first()
    if given is not None and given.fingerprint != call.fingerprint:
        raise KeyReused()
    return given


def keep_answer(*, call: Call, case: Case, status: int, body: str, at: datetime) -> None:
    """Store the answer (HTTP status and JSON text) beside the deed."""
    IdempotencyKey.objects.create(
        person=call.person,
        key=call.key,
        fingerprint=call.fingerprint,
        case=case,
        status=status,
        body=body,
        used_at=at,
    )
