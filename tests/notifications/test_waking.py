"""The wake-up after a commit: given when there is a broker, missed without harm when there is none."""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from notifications import waking
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.celery import app


def test_wakes_the_worker_once_the_deed_is_committed(
    written: Callable[..., Message],
    emma: Person,
    awake: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = written(emma)
        assert awake == []
    assert awake == [str(message.pk)]


def test_wakes_the_worker_once_for_all_messages_of_a_deed(
    written: Callable[..., Message],
    emma: Person,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    sent: list[list[str]] = []
    monkeypatch.setattr(waking.current_app, "send_task", lambda name, args, **options: sent.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        messages = [written(emma) for _ in range(3)]
    assert sent == [[str(message.pk) for message in messages]]


def test_wakes_nobody_when_the_deed_is_undone(
    committed_db: None, written: Callable[..., Message], emma: Person, awake: list[str]
) -> None:
    with transaction.atomic():
        written(emma)
        transaction.set_rollback(True)
    with as_system():
        assert not Message.objects.exists()
    assert awake == []


class TestWithoutABroker:
    """What a request notices of a broker that is away or hangs."""

    @pytest.fixture(autouse=True)
    def real_sending(self, monkeypatch: pytest.MonkeyPatch, awake: list[str], tmp_path: Path) -> Path:
        path = tmp_path / "broker.sock"
        monkeypatch.undo()
        monkeypatch.setattr(waking, "_silent_until", 0.0)
        monkeypatch.setattr(app.conf, "broker_write_url", f"redis+socket://{path}")
        return path

    def test_gives_up_at_once_when_nobody_listens(self, caplog: pytest.LogCaptureFixture) -> None:
        began = time.monotonic()
        assert not waking.wake(uuid4())
        assert time.monotonic() - began < 3
        assert "the sweep will find the message" in caplog.text

    def test_asks_a_broker_that_was_away_only_now_and_then(self) -> None:
        waking.wake(uuid4())
        began = time.monotonic()
        assert not any(waking.wake(uuid4()) for _ in range(1000))
        assert time.monotonic() - began < 0.2

    def test_does_not_wait_for_a_broker_that_hangs(self, real_sending: Path) -> None:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(real_sending))
            listener.listen()
            began = time.monotonic()
            assert not waking.wake(uuid4())
            assert time.monotonic() - began < 5 * waking.PATIENCE_SECONDS + 1


def test_the_broker_of_the_tests_takes_a_wake_up(monkeypatch: pytest.MonkeyPatch, awake: list[str]) -> None:
    monkeypatch.undo()
    assert waking.current_app.conf.broker_url == "memory://"
    monkeypatch.setattr(waking, "_silent_until", 0.0)
    assert waking.wake(uuid4())
