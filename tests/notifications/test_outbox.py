"""The steps of a delivery: each only for whoever holds the message."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from notifications import outbox
from notifications.enums import State
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from tests.conftest import NOON
from tests.notifications.conftest import stored

LATER = NOON + outbox.LEASE
Write = Callable[..., Message]


def claimed(message: Message) -> Message:
    found = outbox.claim(message.pk, NOON)
    assert found
    return found


def test_is_claimed_by_one_of_many(committed_db: None, message: Message) -> None:
    def claim(_: int) -> bool:
        try:
            return outbox.claim(message.pk, NOON) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as senders:
        assert sum(senders.map(claim, range(24))) == 1
    assert stored(message).attempts == 1


def test_is_not_claimed_before_its_time(emma: Person, written: Write) -> None:
    message = written(emma, at=NOON + timedelta(seconds=1))
    assert outbox.claim(message.pk, NOON) is None


def test_is_claimed_again_when_its_sender_died_before_the_hand_over(message: Message) -> None:
    claimed(message)
    assert outbox.claim(message.pk, LATER - timedelta(microseconds=1)) is None
    again = outbox.claim(message.pk, LATER)
    assert again
    assert again.attempts == 2


def test_is_never_claimed_after_a_hand_over(message: Message) -> None:
    assert outbox.begin_hand_over(claimed(message), NOON)
    assert outbox.claim(message.pk, LATER + timedelta(days=9)) is None
    assert outbox.due(LATER + timedelta(days=9), 10) == []


STEPS = {
    "begin_hand_over": lambda message: outbox.begin_hand_over(message, NOON),
    "mark_sent": lambda message: outbox.mark_sent(message, NOON),
    "put_back": lambda message: outbox.put_back(message, NOON, "x"),
    "give_up": lambda message: outbox.give_up(message, "x"),
    "doubt": lambda message: outbox.doubt(message, "x"),
}


@pytest.mark.parametrize("step", STEPS)
def test_obeys_no_sender_whose_claim_another_one_has_taken_over(step: str, message: Message) -> None:
    slow = claimed(message)
    assert outbox.claim(message.pk, LATER)
    before = stored(message)
    assert not STEPS[step](slow)
    after = stored(message)
    assert (after.state, after.handed_over_at, after.claimed_until) == (
        State.SENDING,
        None,
        before.claimed_until,
    )


def test_begins_no_hand_over_after_the_lease(message: Message) -> None:
    assert not outbox.begin_hand_over(claimed(message), LATER)


def test_becomes_a_doubt_when_its_sender_falls_silent_after_the_hand_over(message: Message) -> None:
    outbox.begin_hand_over(claimed(message), NOON)
    assert outbox.settle(LATER - timedelta(microseconds=1)) == 0
    assert outbox.settle(LATER) == 1
    assert stored(message).state == State.UNCERTAIN
    assert outbox.settle(LATER) == 0


def test_goes_to_a_person_when_every_sender_died_of_it(message: Message) -> None:
    claimed(message)
    with as_system():
        Message.objects.filter(pk=message.pk).update(attempts=outbox.LAST_ATTEMPT)
    assert outbox.settle(LATER) == 1
    assert stored(message).state == State.FAILED


def test_lists_the_longest_overdue_first(emma: Person, written: Write) -> None:
    late, later, latest = (written(emma, at=NOON - timedelta(hours=hours)) for hours in (1, 2, 3))
    written(emma, at=NOON + timedelta(hours=1))
    assert outbox.due(NOON, 10) == [latest.pk, later.pk, late.pk]
    assert outbox.due(NOON, 1) == [latest.pk]


def test_a_lease_outlives_every_task() -> None:
    assert outbox.LEASE.total_seconds() > settings.CELERY_TASK_TIME_LIMIT


def test_all_attempts_are_over_within_a_day() -> None:
    attempts = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT) * outbox.LAST_ATTEMPT
    assert timedelta(hours=20) < sum(outbox.DELAYS, timedelta()) + attempts <= timedelta(hours=24)
