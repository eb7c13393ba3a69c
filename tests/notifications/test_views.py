"""The inbox, a message, and the page of messages that wait."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from notifications import outbox, queries
from notifications.enums import State
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.base import clock
from tests.factories import People
from tests.notifications.conftest import stored

ClientOf = Callable[[Person], Client]
Write = Callable[..., Message]


@pytest.fixture(autouse=True)
def noon_for_all(monkeypatch: pytest.MonkeyPatch, noon: object) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon)


def in_state(message: Message, state: State, **moments: object) -> Message:
    with as_system():
        Message.objects.filter(pk=message.pk).update(state=state, **moments)
    return stored(message)


class TestInbox:
    def test_shows_unread_messages_first(
        self, people: People, written: Write, client_of: ClientOf, noon: datetime
    ) -> None:
        old = written(people.emma, at=noon - timedelta(days=3), number="PA-OLD")
        read = written(people.emma, at=noon, number="PA-READ")
        client = client_of(people.emma)
        client.get(reverse("notifications:message", args=[read.pk]))
        page = client.get(reverse("notifications:inbox")).content.decode()
        assert page.index("PA-OLD") < page.index("PA-READ")
        assert page.count("Unread") == 1
        assert stored(old).read_at is None

    def test_shows_nobody_the_messages_of_another_person(
        self, people: People, written: Write, client_of: ClientOf
    ) -> None:
        message = written(people.emma)
        for person in (people.sam, people.rita, people.olive, people.ada, people.audrey):
            client = client_of(person)
            assert "PA-1" not in client.get(reverse("notifications:inbox")).content.decode()
            assert client.get(reverse("notifications:message", args=[message.pk])).status_code == 404
        assert stored(message).read_at is None

    def test_asks_people_to_sign_in_first(self, client: Client, db: None) -> None:
        for name, arguments in (("inbox", []), ("waiting", []), ("message", [uuid4()])):
            answer = client.get(reverse(f"notifications:{name}", args=arguments))
            assert answer.status_code == 302
            assert "sign-in" in answer["Location"]

    def test_walks_through_all_messages_once_page_by_page(
        self,
        people: People,
        written: Write,
        client_of: ClientOf,
        noon: datetime,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(queries, "PAGE", 3)
        for number in range(8):
            written(people.emma, at=noon - timedelta(hours=number // 2), number=f"PA-{number}")
        with as_system():
            for message in Message.objects.order_by("-created_at")[:4]:
                Message.objects.filter(pk=message.pk).update(read_at=noon)
        client, address, seen = client_of(people.emma), "", []
        for _ in range(3):
            page = client.get(reverse("notifications:inbox") + address)
            seen += [(message.is_unread, message.created_at, message.pk) for message in page.context["page"].messages]
            address = page.context["following"]
        assert address == ""
        assert len(set(seen)) == 8
        assert seen == sorted(seen, reverse=True)

    @pytest.mark.parametrize("cursor", ["x", "0.1.2", "1.20261123T170000000000.zz", "0..", "'; --", "\x00"])
    def test_begins_at_the_first_page_when_the_cursor_makes_no_sense(
        self, cursor: str, people: People, written: Write, client_of: ClientOf
    ) -> None:
        written(people.emma)
        page = client_of(people.emma).get(reverse("notifications:inbox"), {"after": cursor})
        assert "PA-1" in page.content.decode()

    @pytest.mark.parametrize("messages", [1, 20])
    def test_asks_as_many_questions_for_many_messages_as_for_one(
        self, messages: int, people: People, written: Write, client_of: ClientOf
    ) -> None:
        for _ in range(messages):
            written(people.emma)
        client = client_of(people.emma)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("notifications:inbox")).status_code == 200
        assert sum('"subject"' in query["sql"] for query in asked) == 1


class TestMessage:
    def test_is_marked_read_when_its_reader_looks_at_it(
        self, people: People, written: Write, client_of: ClientOf, noon: datetime
    ) -> None:
        message = written(people.emma)
        client = client_of(people.emma)
        client.head(reverse("notifications:message", args=[message.pk]))
        assert stored(message).read_at is None
        page = client.get(reverse("notifications:message", args=[message.pk])).content.decode()
        assert stored(message).read_at == noon
        assert 'href="/en/requests/1/"' in page

    def test_says_in_which_language_its_text_is(self, people: People, written: Write, client_of: ClientOf) -> None:
        message = written(people.luc)
        page = client_of(people.luc).get(reverse("notifications:message", args=[message.pk])).content.decode()
        assert '<article lang="fr"' in page
        assert "Votre demande PA-1" in page

    def test_shows_what_a_value_contains_as_text(self, people: People, written: Write, client_of: ClientOf) -> None:
        message = written(people.emma, number="<script>alert(1)</script>")
        page = client_of(people.emma).get(reverse("notifications:message", args=[message.pk])).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


class TestWaiting:
    def test_exists_for_administrators_only(self, people: People, written: Write, client_of: ClientOf) -> None:
        message = written(people.emma)
        for person in (people.emma, people.rita, people.sam, people.olive, people.audrey):
            client = client_of(person)
            assert client.get(reverse("notifications:waiting")).status_code == 404
            assert "waiting" not in client.get(reverse("notifications:inbox")).content.decode()
            for name in ("send_again", "confirm_arrival"):
                assert client.post(reverse(f"notifications:{name}", args=[message.pk])).status_code == 404
        assert client_of(people.ada).get(reverse("notifications:waiting")).status_code == 200

    def test_says_that_nothing_waits(self, people: People, written: Write, client_of: ClientOf) -> None:
        written(people.emma)  # just now, so that nobody is late
        assert "Nothing waits" in client_of(people.ada).get(reverse("notifications:waiting")).content.decode()

    @pytest.mark.parametrize(
        ("state", "changes", "words"),
        [
            (State.FAILED, {"attempts": 1, "last_error": "550 no such mailbox"}, "550 no such mailbox"),
            (State.FAILED, {"attempts": outbox.LAST_ATTEMPT, "last_error": "timed out"}, "for a day"),
            (State.UNCERTAIN, {"attempts": 1}, "nobody knows whether it arrived"),
            (State.QUEUED, {"attempts": 2, "last_error": "451 later"}, "451 later"),
            (State.QUEUED, {}, "the worker is not running"),
            (State.SENDING, {"attempts": 1}, "stopped"),
        ],
    )
    def test_says_in_words_why_a_message_waits(
        self,
        state: State,
        changes: dict[str, object],
        words: str,
        people: People,
        written: Write,
        client_of: ClientOf,
        noon: datetime,
    ) -> None:
        long_ago = noon - timedelta(hours=1)
        message = written(people.emma, at=long_ago)
        in_state(message, state, claimed_until=long_ago, handed_over_at=long_ago, **changes)
        page = client_of(people.ada).get(reverse("notifications:waiting")).content.decode()
        assert words in page
        assert str(people.emma.email) in page
        assert "can be read" not in page  # the text is between its writer and its reader

    def test_sends_again_with_the_same_message_id(
        self, people: People, written: Write, client_of: ClientOf, noon: datetime
    ) -> None:
        message = in_state(written(people.emma), State.UNCERTAIN, handed_over_at=noon, claimed_until=noon, attempts=3)
        answer = client_of(people.ada).post(reverse("notifications:send_again", args=[message.pk]))
        after = stored(message)
        assert answer["Location"] == reverse("notifications:waiting")
        assert (after.state, after.attempts, after.handed_over_at) == (State.QUEUED, 0, None)
        assert after.message_id == message.message_id

    def test_takes_a_doubt_off_the_list_when_the_mail_arrived(
        self, people: People, written: Write, client_of: ClientOf, noon: datetime
    ) -> None:
        message = in_state(written(people.emma), State.UNCERTAIN, handed_over_at=noon, claimed_until=noon)
        client = client_of(people.ada)
        client.post(reverse("notifications:confirm_arrival", args=[message.pk]))
        assert (stored(message).state, stored(message).sent_at) == (State.SENT, noon)
        assert "Nothing waits" in client.get(reverse("notifications:waiting")).content.decode()

    @pytest.mark.parametrize("name", ["send_again", "confirm_arrival"])
    def test_refuses_to_touch_a_message_that_was_sent(
        self, name: str, people: People, written: Write, client_of: ClientOf, noon: datetime
    ) -> None:
        message = in_state(written(people.emma), State.SENT, sent_at=noon)
        assert client_of(people.ada).post(reverse(f"notifications:{name}", args=[message.pk])).status_code == 409
        assert stored(message).state == State.SENT

    def test_changes_nothing_when_a_button_is_only_looked_at(self, people: People, client_of: ClientOf) -> None:
        for name in ("send_again", "confirm_arrival"):
            assert client_of(people.ada).get(reverse(f"notifications:{name}", args=[uuid4()])).status_code == 405


def test_pages_are_there_in_french(people: People, written: Write, client_of: ClientOf) -> None:
    written(people.luc)
    with override("fr"):
        inbox, waiting = reverse("notifications:inbox"), reverse("notifications:waiting")
    assert waiting == "/fr/messages/en-souffrance/"
    assert "Non lu" in client_of(people.luc).get(inbox).content.decode()
    assert "Rien en souffrance" in client_of(people.ada).get(waiting).content.decode()
