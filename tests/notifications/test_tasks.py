"""The worker's tasks, and the settings of Celery on which the guarantee rests."""

from uuid import uuid4

import pytest
from django.conf import settings

from notifications import delivery, smtp, tasks, waking
from notifications.enums import State
from notifications.models import Message
from polact.base import clock
from polact.celery import app
from tests.conftest import NOON
from tests.notifications.conftest import stored
from tests.notifications.mailbox import Mailbox


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def test_delivers_the_message_of_an_id(message: Message, mailbox: Mailbox) -> None:
    tasks.deliver(str(message.pk))
    tasks.deliver(str(message.pk))
    tasks.deliver(str(uuid4()))
    assert mailbox.message_ids == [message.message_id]


def test_sweeps_up_a_message_that_nobody_was_woken_for(message: Message, mailbox: Mailbox) -> None:
    tasks.sweep()
    assert mailbox.message_ids == [message.message_id]
    assert stored(message).state == State.SENT


def test_are_registered_under_the_names_by_which_they_are_called() -> None:
    app.loader.import_default_modules()
    assert {waking.DELIVER, "notifications.tasks.sweep"} <= app.tasks.keys()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= app.tasks.keys()


def test_sweep_comes_round_well_before_anybody_is_late() -> None:
    sweeps = [entry["schedule"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"].endswith("sweep")]
    assert sweeps
    assert max(sweeps) <= 30


def test_a_slow_server_is_given_up_before_a_task_is_interrupted() -> None:
    conversation = smtp.ENVELOPE_SECONDS + smtp.DATA_SECONDS + settings.EMAIL_TIMEOUT
    assert conversation + delivery.SWEEP_TIME.total_seconds() < settings.CELERY_TASK_SOFT_TIME_LIMIT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("task_acks_late", True),
        ("task_reject_on_worker_lost", True),
        ("worker_prefetch_multiplier", 1),
        ("task_time_limit", 60),
        ("broker_connection_retry_on_startup", True),
        ("worker_cancel_long_running_tasks_on_connection_loss", True),
        ("worker_soft_shutdown_timeout", 10),
        ("task_ignore_result", True),
        ("task_serializer", "json"),
        ("accept_content", ["json"]),
    ],
)
def test_keeps_the_settings_that_the_guarantee_rests_on(name: str, value: object) -> None:
    assert getattr(app.conf, name) == value
