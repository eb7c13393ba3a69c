"""A sender is killed between any two steps of a delivery: no mail is lost in silence, none is sent twice."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings

from notifications import outbox
from notifications.delivery import sweep
from notifications.enums import State
from notifications.models import Message
from polact.base import clock
from tests.notifications.conftest import stored
from tests.notifications.mailbox import Mailbox

pytestmark = pytest.mark.slow

NOTHING_SENT = ["before:claim", "inside:claim", "after:claim", "before:open", "after:open"]
NOTHING_SENT += ["before:begin_hand_over", "inside:begin_hand_over"]
NOBODY_KNOWS = {
    "after:begin_hand_over": 0,
    "before:hand_over": 0,
    "after:hand_over": 1,
    "before:mark_sent": 1,
    "inside:mark_sent": 1,
}


def send_and_die(point: str, message: Message, mailbox: Mailbox) -> None:
    """Run a sender of its own process and see it die by its own hand."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "FAULT_DATABASE": str(settings.DATABASES["default"]["NAME"]),
        "EMAIL_PORT": str(mailbox.port),
    }
    command = [sys.executable, "-m", "tests.faults.dying_sender", point, str(message.pk)]
    died = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr


def sweep_for_a_while() -> None:
    """Sweeps over the next two leases, as the beat would ask for."""
    begin = clock.now()
    for lease in range(3):
        moment = begin + lease * (outbox.LEASE + timedelta(seconds=1))
        sweep(lambda moment=moment: moment)  # type: ignore[misc]


@pytest.mark.parametrize("point", NOTHING_SENT)
def test_sends_exactly_one_mail_when_the_sender_died_before_the_hand_over(
    point: str, committed_db: None, message: Message, mailbox: Mailbox
) -> None:
    send_and_die(point, message, mailbox)
    assert mailbox.taken == []
    sweep_for_a_while()
    assert mailbox.message_ids == [message.message_id]
    assert stored(message).state == State.SENT


@pytest.mark.parametrize(("point", "mails"), NOBODY_KNOWS.items())
def test_asks_a_person_and_sends_nothing_more_when_the_sender_died_after_the_hand_over(
    point: str, mails: int, committed_db: None, message: Message, mailbox: Mailbox
) -> None:
    send_and_die(point, message, mailbox)
    assert len(mailbox.taken) == mails
    sweep_for_a_while()
    assert stored(message).state == State.UNCERTAIN
    assert len(mailbox.taken) == mails


def test_has_nothing_to_repair_when_the_sender_died_after_the_last_step(
    committed_db: None, message: Message, mailbox: Mailbox
) -> None:
    send_and_die("after:mark_sent", message, mailbox)
    sweep_for_a_while()
    assert stored(message).state == State.SENT
    assert len(mailbox.taken) == 1
