"""Who has a place in a session and who waits. The state of a sign-up is assigned here and nowhere else.

Whoever changes a place holds the lock of the session's row until the end of their transaction, so that two people who
ask for the last place are answered one after the other. The work is the system's (`as_system`): a person who gives up
a place neither sees nor touches the sign-up of the one who moves up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import Count, Q

from polact.access.acting import as_system
from polact.access.models import Person
from polact.outreach.models.session import InformationSession, SignUp, SignUpState
from polact.outreach.notices import sessions as notices


@contextmanager
def locked(session: InformationSession) -> Iterator[InformationSession]:
    """The session as it stands, its row locked until the transaction ends, seen by the system for the block."""
    with as_system():
        # Of the row alone: the organization is nobody's to lock.
        yield (
            InformationSession.objects.select_for_update(of=("self",)).select_related("organization").get(pk=session.pk)
        )


def take(*, session: InformationSession, person: Person, organization_id: int | None, at: datetime) -> SignUp:
    """A place in the locked session, or the last one in its line. Whoever has either keeps it, from their first asking."""
    known = SignUp.objects.filter(session=session, person=person).first()
    if known is not None and not known.is_cancelled:
        return known
    sign_up = known or SignUp(session=session, person=person)
    sign_up.state = SignUpState.WAITING if session.is_full else SignUpState.SIGNED_UP
    sign_up.placed_at = None if session.is_full else at
    sign_up.organization_id = organization_id
    sign_up.asked_at, sign_up.cancelled_at, sign_up.reminded_at = at, None, None
    sign_up.save()
    _count(session)
    return sign_up


def give_up(*, session: InformationSession, person: Person, at: datetime) -> SignUp | None:
    """Give the person's place in the locked session back; the next in line move up. None for somebody without one."""
    sign_up = SignUp.objects.filter(session=session, person=person).exclude(state=SignUpState.CANCELLED).first()
    if sign_up is None:
        return None
    sign_up.state, sign_up.cancelled_at, sign_up.placed_at = SignUpState.CANCELLED, at, None
    sign_up.save(update_fields=["state", "cancelled_at", "placed_at"])
    move_up(session=session, at=at)
    return sign_up


def move_up(*, session: InformationSession, at: datetime) -> list[SignUp]:
    """Give the free places of the locked session to those who wait, first come first served, and tell them."""
    _count(session)
    line = SignUp.objects.filter(session=session).in_line().select_related("person")
    free = None if session.capacity is None else session.capacity - session.signed_up
    moved = list(line[:free]) if session.waiting and (free is None or free > 0) else []
    for sign_up in moved:
        sign_up.state, sign_up.placed_at = SignUpState.SIGNED_UP, at
        sign_up.save(update_fields=["state", "placed_at"])
        notices.moved_up(session=session, person=sign_up.person, at=at)
    if moved:
        _count(session)
    return moved


def _count(session: InformationSession) -> None:
    """Count the places of the locked session anew and keep the counts with it."""
    found = SignUp.objects.filter(session=session).aggregate(
        signed_up=Count("pk", filter=Q(state=SignUpState.SIGNED_UP)),
        waiting=Count("pk", filter=Q(state=SignUpState.WAITING)),
    )
    session.signed_up, session.waiting = found["signed_up"], found["waiting"]
    session.save(update_fields=["signed_up", "waiting"])
