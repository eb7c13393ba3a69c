"""One message, one conversation with a real server: what each answer of the server makes of it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from notifications import delivery, outbox, smtp
from notifications.delivery import deliver, sweep
from notifications.enums import State
from notifications.models import Message
from polact.access.models import Person
from tests.conftest import NOON
from tests.notifications.conftest import stored
from tests.notifications.mailbox import HANG_UP, SAY_NOTHING, Mailbox, scripted_server
from tests.ports import HOST, free_port


class Watch:
    """A clock that stands until it is set forward."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, time: timedelta) -> None:
        self.moment += time


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_delivers_one_mail_and_marks_the_message_sent(message: Message, mailbox: Mailbox, watch: Watch) -> None:
    deliver(message.pk, watch)
    assert mailbox.message_ids == [message.message_id]
    assert mailbox.recipients == ["emma@department.example"]
    after = stored(message)
    assert (after.state, after.sent_at, after.handed_over_at, after.attempts) == (State.SENT, NOON, NOON, 1)


def test_sends_nothing_when_called_again(message: Message, mailbox: Mailbox, watch: Watch) -> None:
    for _ in range(3):
        deliver(message.pk, watch)
    assert len(mailbox.taken) == 1


def test_ignores_an_id_that_is_unknown(mailbox: Mailbox, watch: Watch, db: None) -> None:
    assert deliver(uuid4(), watch)
    assert mailbox.taken == []


def test_refuses_to_run_inside_a_transaction(committed_db: None, watch: Watch) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        deliver(uuid4(), watch)


def test_notes_the_hand_over_for_all_to_see_before_the_text_travels(
    committed_db: None, message: Message, mailbox: Mailbox, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look() -> tuple[str, datetime | None]:
        try:
            return stored(message).state, stored(message).handed_over_at
        finally:
            connection.close()

    def hand_over_watched(conversation: delivery.Conversation) -> None:
        with ThreadPoolExecutor(1) as other:  # a thread, because it has a connection of its own
            seen.append(other.submit(look).result())
        hand_over(conversation)

    seen: list[tuple[str, datetime | None]] = []
    hand_over = delivery.Conversation.hand_over
    monkeypatch.setattr(delivery.Conversation, "hand_over", hand_over_watched)
    deliver(message.pk, watch)
    assert seen == [(State.SENDING, NOON)]
    assert stored(message).state == State.SENT


TEMPORARY = [
    {"GREETING": "421 too busy"},
    {"GREETING": "554 go away"},
    {"GREETING": HANG_UP},
    {"EHLO": "500 what", "HELO": "421 closing"},
    {"MAIL": "451 later"},
    {"MAIL": HANG_UP},
    {"RCPT": "450 mailbox busy"},
    {"RCPT": "451 local error"},
    {"RCPT": "452 no space"},
    {"RCPT": "421 closing"},
    {"RCPT": HANG_UP},
    {"DATA": "451 not now"},
    {"DATA": "250 confused"},
    {"DATA": HANG_UP},
    {"TEXT": "451 try again"},
    {"TEXT": "452 disk full"},
    {"TEXT": "421 closing"},
    {"TEXT": "399 nonsense"},
]


@pytest.mark.parametrize("script", TEMPORARY, ids=str)
def test_tries_again_later_when_the_server_says_not_now(
    script: dict[str, str], message: Message, settings: Settings, watch: Watch
) -> None:
    with scripted_server(script) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, server.port, 2
        deliver(message.pk, watch)
    after = stored(message)
    assert (after.state, after.attempts) == (State.QUEUED, 1)
    assert after.next_attempt_at == NOON + outbox.DELAYS[0]
    assert after.handed_over_at is None
    assert after.last_error


PERMANENT = [
    {"MAIL": "550 not you"},
    {"MAIL": "552 quota"},
    {"RCPT": "550 no such mailbox"},
    {"RCPT": "551 moved"},
    {"RCPT": "552 mailbox full for ever"},
    {"RCPT": "553 bad name"},
    {"RCPT": "554 refused"},
    {"DATA": "554 no valid recipients"},
    {"TEXT": "550 content refused"},
    {"TEXT": "554 looks like spam"},
]


@pytest.mark.parametrize("script", PERMANENT, ids=str)
def test_leaves_it_to_a_person_when_the_server_says_never(
    script: dict[str, str], message: Message, settings: Settings, watch: Watch
) -> None:
    with scripted_server(script) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, server.port, 2
        deliver(message.pk, watch)
        watch.pass_(timedelta(days=2))
        sweep(watch)
    after = stored(message)
    assert (after.state, after.attempts) == (State.FAILED, 1)
    assert after.last_error == next(iter(script.values()))


@pytest.mark.parametrize("silence", [HANG_UP, SAY_NOTHING])
def test_leaves_a_doubt_when_the_server_is_silent_after_the_text(
    silence: str, message: Message, settings: Settings, watch: Watch
) -> None:
    with scripted_server({"TEXT": silence}) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, server.port, 0.3
        deliver(message.pk, watch)
        watch.pass_(timedelta(days=2))
        sweep(watch)
        deliver(message.pk, watch)
    assert server.texts == 1
    assert stored(message).state == State.UNCERTAIN


def test_tries_again_when_the_server_is_silent_before_the_text(
    message: Message, settings: Settings, watch: Watch
) -> None:
    with scripted_server({"RCPT": SAY_NOTHING}) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, server.port, 0.3
        deliver(message.pk, watch)
    assert stored(message).state == State.QUEUED


def test_tries_again_when_greeting_and_envelope_take_too_long_together(
    message: Message, settings: Settings, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "ENVELOPE_SECONDS", 0.3)
    with scripted_server({"RCPT": SAY_NOTHING}) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, server.port, 60
        began = time.monotonic()
        deliver(message.pk, watch)
    assert time.monotonic() - began < 5
    assert stored(message).state == State.QUEUED


def test_gives_up_within_a_day_when_there_is_no_server(message: Message, settings: Settings, watch: Watch) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, free_port()
    moments = []
    while stored(message).state == State.QUEUED:
        watch.moment = stored(message).next_attempt_at
        moments.append(watch.moment)
        assert not deliver(message.pk, watch)
    assert stored(message).state == State.FAILED
    assert len(moments) == outbox.LAST_ATTEMPT
    assert timedelta(hours=20) < moments[-1] - moments[0] <= timedelta(hours=24)
    assert moments == sorted(set(moments))


def test_delivers_once_the_server_is_back(message: Message, settings: Settings, watch: Watch, mailbox: Mailbox) -> None:
    settings.EMAIL_PORT = free_port()
    deliver(message.pk, watch)
    settings.EMAIL_PORT = mailbox.port
    sweep(watch)
    assert mailbox.taken == []
    watch.pass_(outbox.DELAYS[0])
    sweep(watch)
    assert mailbox.message_ids == [message.message_id]


def test_sends_nothing_when_the_claim_was_lost_before_the_hand_over(
    message: Message, settings: Settings, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_open(conversation: delivery.Conversation) -> None:
        open_(conversation)
        watch.pass_(outbox.LEASE)
        assert outbox.claim(message.pk, watch())

    open_ = delivery.Conversation.open
    monkeypatch.setattr(delivery.Conversation, "open", slow_open)
    with scripted_server({}) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, server.port, 2
        deliver(message.pk, watch)
    assert server.texts == 0
    assert server.commands[-1] == "QUIT"
    assert stored(message).state == State.SENDING


def test_settles_the_doubt_when_a_slow_server_answers_after_the_sweep(
    message: Message, mailbox: Mailbox, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_hand_over(conversation: delivery.Conversation) -> None:
        hand_over(conversation)
        watch.pass_(outbox.LEASE)
        sweep(watch)
        assert stored(message).state == State.UNCERTAIN

    hand_over = delivery.Conversation.hand_over
    monkeypatch.setattr(delivery.Conversation, "hand_over", slow_hand_over)
    deliver(message.pk, watch)
    assert stored(message).state == State.SENT
    assert len(mailbox.taken) == 1


def test_sweep_delivers_some_itself_and_asks_for_help_with_the_rest(
    written: Callable[..., Message],
    emma: Person,
    mailbox: Mailbox,
    watch: Watch,
    awake: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivery, "IN_ONE_SWEEP", 2)
    messages = [written(emma, at=NOON - timedelta(minutes=10 - n)) for n in range(5)]
    assert sweep(watch) == 5
    assert mailbox.message_ids == [message.message_id for message in messages[:2]]
    assert awake == [str(message.pk) for message in messages[2:]]


def test_sweep_hands_the_rest_round_when_the_server_is_slow(
    written: Callable[..., Message],
    emma: Person,
    mailbox: Mailbox,
    watch: Watch,
    awake: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow_hand_over(conversation: delivery.Conversation) -> None:
        hand_over(conversation)
        watch.pass_(delivery.SWEEP_TIME)

    hand_over = delivery.Conversation.hand_over
    monkeypatch.setattr(delivery.Conversation, "hand_over", slow_hand_over)
    for minutes in range(3):
        written(emma, at=NOON - timedelta(minutes=minutes))
    sweep(watch)
    assert (len(mailbox.taken), len(awake)) == (1, 2)


def test_sweep_stops_at_the_first_message_when_no_server_can_be_reached(
    written: Callable[..., Message], emma: Person, settings: Settings, watch: Watch
) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, free_port()
    messages = [written(emma) for _ in range(4)]
    sweep(watch)
    assert sorted(stored(message).attempts for message in messages) == [0, 0, 0, 1]


def test_keeps_the_words_of_the_server_on_one_line() -> None:
    assert (
        delivery.line(ValueError("550 no\r\n such\x00 mailbox" + "x" * 600))
        == ("550 no such mailbox" + "x" * 600)[:500]
    )
