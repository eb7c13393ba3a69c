"""The one door of `Message.state`: each step of a delivery, committed by itself before the next one begins.

    QUEUED ──claim──▶ SENDING ──begin_hand_over──▶ SENDING, handed over ──mark_sent──▶ SENT
      ▲                  │                                  │
      ├───put_back───────┴──── the server said "not now" ───┤
      │                                                     ├──(silence)──▶ UNCERTAIN
      └───queue_again (a person decides)  ◀── FAILED ◀──────┴── the server said "never"

A claim is a lease: `claimed_until` is at once its end and its number. Every later step names that number, so that a
sender that was slow, stopped or given up for dead can change nothing once somebody else holds the message.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from notifications.enums import State
from notifications.models import Message, MessageQuerySet
from polact.access import acting

LEASE = timedelta(seconds=90)
"""Longer than a task may live (settings.CELERY_TASK_TIME_LIMIT): what outlives it has nobody working on it."""

DELAYS = tuple(
    timedelta(seconds=seconds)
    for seconds in (30, 60, 120, 300, 600, 1200, 1800, 3600, 3600, 7200, 7200, 14400, 14400, 28800)
)
"""The wait after each attempt that did not succeed: together 23 h 8 min 30 s, so that a day decides."""

LAST_ATTEMPT = len(DELAYS) + 1


@contextmanager
def step() -> Iterator[None]:
    """One step, as the system, in a transaction of its own: what it says has happened is on disk when it ends."""
    with transaction.atomic(durable=True), acting.as_system():
        yield


def claim(message_id: UUID, at: datetime) -> Message | None:
    """Take the message for the length of a lease and return it, or None if it is not due or somebody else has it."""
    with step():
        due = Message.objects.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
        message = due.claimable(at).filter(pk=message_id).first()
        if message is None:
            return None
        message.state = State.SENDING
        message.attempts += 1
        message.claimed_until = at + LEASE
        message.save(update_fields=["state", "attempts", "claimed_until"])
        return message


def begin_hand_over(message: Message, at: datetime) -> bool:
    """Note that from here on the recipient may get the e-mail. False: the claim is lost, and nothing may be sent."""
    with step():
        mine = held(message).filter(claimed_until__gt=at, handed_over_at=None)
        return mine.update(handed_over_at=at) == 1


def mark_sent(message: Message, at: datetime) -> bool:
    """The server took the e-mail. Also settles a doubt that the sweep had in the meantime."""
    with step():
        mine = Message.objects.filter(
            pk=message.pk, claimed_until=message.claimed_until, state__in=[State.SENDING, State.UNCERTAIN]
        )
        return mine.update(state=State.SENT, sent_at=at, last_error="") == 1


def put_back(message: Message, at: datetime, error: str) -> bool:
    """Nothing was sent: try again after a while, or leave it to a person when a day of attempts has passed."""
    if message.attempts >= LAST_ATTEMPT:
        return give_up(message, error)
    with step():
        again = at + DELAYS[message.attempts - 1]
        return (
            held(message).update(state=State.QUEUED, next_attempt_at=again, handed_over_at=None, last_error=error) == 1
        )


def give_up(message: Message, error: str) -> bool:
    """The server will never take this e-mail, or a day has passed: a person has to look."""
    with step():
        return held(message).update(state=State.FAILED, handed_over_at=None, last_error=error) == 1


def doubt(message: Message, error: str) -> bool:
    """The line broke while the text was under way: perhaps it was sent, so it is not sent again by itself."""
    with step():
        return held(message).update(state=State.UNCERTAIN, last_error=error) == 1


def settle(at: datetime) -> int:
    """Look after senders that died: in doubt if the hand-over had begun, to a person if it happens every time.

    Those that died earlier stay claimable, which is retry enough. Returns how many changed.
    """
    with step():
        doubtful = Message.objects.left_in_doubt(at).update(state=State.UNCERTAIN)
        hopeless = Message.objects.filter(state=State.SENDING, claimed_until__lte=at, attempts__gte=LAST_ATTEMPT)
        return doubtful + hopeless.update(state=State.FAILED)


def due(at: datetime, limit: int) -> list[UUID]:
    """The messages to deliver now, the longest overdue first."""
    with step():
        return list(Message.objects.claimable(at).order_by("next_attempt_at").values_list("pk", flat=True)[:limit])


def queue_again(message: Message, at: datetime) -> bool:
    """Start over, by a person's decision and in their transaction. False if it is being sent or was sent."""
    waiting = Message.objects.filter(pk=message.pk, state__in=[State.QUEUED, State.UNCERTAIN, State.FAILED])
    return (
        waiting.update(state=State.QUEUED, attempts=0, next_attempt_at=at, claimed_until=None, handed_over_at=None) == 1
    )


def confirm_arrival(message: Message) -> bool:
    """A person knows that the doubtful e-mail arrived, in their transaction. False if there is no doubt."""
    doubtful = Message.objects.filter(pk=message.pk, state=State.UNCERTAIN)
    return doubtful.update(state=State.SENT, sent_at=F("handed_over_at")) == 1


def held(message: Message) -> MessageQuerySet:
    """The message, if it is still under the claim that `message` was given."""
    return Message.objects.filter(pk=message.pk, state=State.SENDING, claimed_until=message.claimed_until)
