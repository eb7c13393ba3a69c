"""A real worker and a real broker die at random moments, again and again, while messages are written.

POLACT_FAULT_ROUNDS sets how many rounds (usually 4, one of each fault); POLACT_FAULT_SEED repeats a run.
"""

import os
import random
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from notifications import waking
from notifications.enums import State
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.base import clock
from polact.celery import app
from tests.faults.machines import Broker, Worker
from tests.notifications.mailbox import Mailbox

pytestmark = pytest.mark.slow

ROUNDS = int(os.environ.get("POLACT_FAULT_ROUNDS", "4"))
MESSAGES = 12
PATIENCE = 60
DEAF = 20  # seconds without a mail, after which the worker is not believed to listen


class Stage:
    """Broker, worker and mailbox, and the four ways in which they fail."""

    def __init__(self, broker: Broker, worker: Worker, mailbox: Mailbox, write: Callable[[], Message]) -> None:
        self.broker, self.worker, self.mailbox, self.write = broker, worker, mailbox, write
        self.progress = (0, time.monotonic())
        self.faults = [self.worker_dies, self.child_dies, self.broker_dies, self.broker_forgets]

    def worker_dies(self) -> None:
        self.worker.kill()
        self.worker.start()

    def child_dies(self) -> None:
        self.worker.kill_child()

    def broker_dies(self) -> None:
        self.broker.kill()
        time.sleep(0.2)
        self.broker.start()

    def broker_forgets(self) -> None:
        assert self.broker.say("FLUSHALL") == "+OK"

    def tick(self) -> None:
        """What supervisor and beat do: see to it that a worker works, and ask for a sweep.

        Once in some fifty deaths of the broker, Celery 5.7 does not connect again: it says "Unrecoverable error".
        """
        waking._silent_until = 0.0
        taken = len(self.mailbox.taken)
        if taken != self.progress[0]:
            self.progress = (taken, time.monotonic())
        if self.worker.process.poll() is not None or time.monotonic() - self.progress[1] > DEAF:
            print(f"the worker is started again, exit code {self.worker.process.poll()}")
            self.worker_dies()
            self.progress = (taken, time.monotonic())
        try:
            app.send_task("notifications.tasks.sweep", expires=5, retry=False, ignore_result=True)
        except app.connection_for_write().recoverable_connection_errors as error:
            print("no broker for the tick:", error)

    def wait_until_settled(self) -> None:
        self.wait_until(lambda: not self.states().keys() - {State.SENT, State.UNCERTAIN})

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < deadline, f"{self.states()}; worker: {self.worker.process.poll()}"
            self.tick()
            time.sleep(0.3)

    def states(self) -> Counter[str]:
        with as_system():
            return Counter(Message.objects.values_list("state", flat=True))


@pytest.fixture
def stage(
    tmp_path: Path,
    committed_db: None,
    monkeypatch: pytest.MonkeyPatch,
    mailbox: Mailbox,
    emma: Person,
    written: Callable[..., Message],
) -> Iterator[Stage]:
    broker = Broker(tmp_path)
    broker.start()
    worker = Worker(tmp_path, broker, mailbox.port)
    worker.start()
    mailbox.seconds = 0.05
    monkeypatch.delattr(waking.current_app, "send_task")  # the real one again, instead of the tests' list
    monkeypatch.setattr(app.conf, "broker_write_url", broker.url)
    try:
        yield Stage(broker, worker, mailbox, lambda: written(emma, at=clock.now()))
    finally:
        worker.kill()
        broker.kill()
        app.pool.force_close_all()


def written_ids(stage: Stage, messages: int) -> set[str]:
    with transaction.atomic():
        return {stage.write().message_id for _ in range(messages)}


def test_loses_nothing_and_doubles_nothing_whatever_dies(stage: Stage) -> None:
    seed = os.environ.get("POLACT_FAULT_SEED") or secrets.token_hex(4)
    chance = random.Random(seed)
    print(f"POLACT_FAULT_SEED={seed}")
    expected = written_ids(stage, 1)
    stage.wait_until_settled()
    for number in range(ROUNDS):
        before = len(stage.mailbox.taken)
        for _ in range(MESSAGES):
            expected |= written_ids(stage, 1)
        stage.wait_until(lambda: len(stage.mailbox.taken) > before)  # noqa: B023 - called within the round
        time.sleep(chance.uniform(0, 0.4))
        stage.faults[number % len(stage.faults)]()
        stage.tick()
    stage.wait_until_settled()

    mails = Counter(stage.mailbox.message_ids)
    assert max(mails.values()) == 1
    assert set(mails) <= expected
    with as_system():
        sent = {message.message_id for message in Message.objects.filter(state=State.SENT)}
        doubtful = {message.message_id for message in Message.objects.filter(state=State.UNCERTAIN)}
    assert sent | doubtful == expected
    assert sent <= set(mails)
    print(f"{ROUNDS} rounds: {len(sent)} sent, {len(doubtful)} in doubt, of which {len(doubtful & set(mails))} arrived")


def test_delivers_within_seconds_without_any_sweep(stage: Stage) -> None:
    deadline = time.monotonic() + PATIENCE
    expected = written_ids(stage, 3)
    while set(stage.mailbox.message_ids) != expected:
        assert time.monotonic() < deadline, f"Nobody was woken: {stage.states()}"
        time.sleep(0.1)
    assert len(stage.mailbox.taken) == 3
