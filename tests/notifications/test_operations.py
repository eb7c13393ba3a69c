"""Telling people: the row, its words, who may write and read it."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from notifications import outbox
from notifications.enums import State
from notifications.models import Message
from notifications.operations import confirm_arrival, mark_read, notify, send_again
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base.errors import NotNow, NotPermitted
from tests.conftest import NOON, acting_as
from tests.factories import People
from tests.notifications.conftest import stored

Write = Callable[..., Message]


def tell(person: Person, link: str = "/en/requests/1/") -> Message:
    return notify(recipient=person, template="test/advice", values={"number": "PA-1"}, link=link, at=NOON)


def test_writes_the_message_in_the_language_of_its_reader(emma: Person, luc: Person, written: Write) -> None:
    assert written(emma).subject == "Your request PA-1: the answer is there"
    assert (written(luc).language, written(luc).subject) == ("fr", "Votre demande PA-1 : la réponse est arrivée")


def test_costs_one_insert(emma: Person, luc: Person) -> None:
    with acting_as(luc), CaptureQueriesContext(connection) as asked:
        tell(emma)
    assert [query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]] == ["INSERT"]
    assert "RETURNING" not in asked[0]["sql"]


def test_may_be_written_by_somebody_who_may_not_read_it(emma: Person, luc: Person) -> None:
    with acting_as(luc):
        message = tell(emma)
        assert not Message.objects.filter(pk=message.pk).exists()
    with acting_as(emma):
        assert Message.objects.get(pk=message.pk).subject == message.subject


def test_may_not_be_written_by_nobody(emma: Person) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(None):
        tell(emma)


def test_changes_its_words_for_nobody(emma: Person, message: Message) -> None:
    for column in ("subject", "body", "link", "recipient"):
        value = emma.pk if column == "recipient" else "/other"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), as_system():
            Message.objects.filter(pk=message.pk).update(**{column: value})


def test_is_deleted_by_nobody(message: Message) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), as_system():
        Message.objects.filter(pk=message.pk).delete()


@pytest.mark.parametrize(
    "link", ["", "requests/1/", "//elsewhere.example/", "/\\elsewhere.example", "https://x.example/"]
)
def test_refuses_a_link_that_leads_elsewhere(link: str, emma: Person) -> None:
    with pytest.raises(ValueError, match="not a path"):
        tell(emma, link)


def test_leaves_no_message_when_the_deed_is_undone(committed_db: None, emma: Person) -> None:
    with pytest.raises(ZeroDivisionError), as_system():
        tell(emma)
        raise ZeroDivisionError
    with as_system():
        assert not Message.objects.exists()


def test_keeps_the_moment_of_the_first_reading(message: Message, emma: Person) -> None:
    with acting_as(emma):
        mark_read(message=message, read_by=emma, at=NOON)
        mark_read(message=stored(message), read_by=emma, at=NOON.replace(hour=23))
    assert stored(message).read_at == NOON


def test_is_not_marked_read_by_a_stranger(message: Message, luc: Person) -> None:
    with acting_as(luc), pytest.raises(Message.DoesNotExist):
        mark_read(message=message, read_by=luc, at=NOON)
    assert stored(message).read_at is None


class TestAdministrators:
    def test_nobody_else_may_decide_about_a_message_that_waits(self, people: People, written: Write) -> None:
        message = written(people.emma)
        for person in (people.emma, people.rita, people.sam, people.olive, people.audrey):
            with acting_as(person), pytest.raises(NotPermitted):
                send_again(message=message, asked_by=person, at=NOON)
            with acting_as(person), pytest.raises(NotPermitted):
                confirm_arrival(message=message, confirmed_by=person, at=NOON)

    def test_start_a_failed_message_over(self, people: People, written: Write) -> None:
        message = written(people.emma)
        claimed = outbox.claim(message.pk, NOON)
        assert claimed
        assert outbox.give_up(claimed, "550 no")
        with acting_as(people.ada):
            send_again(message=message, asked_by=people.ada, at=NOON)
        assert (stored(message).state, stored(message).attempts) == (State.QUEUED, 0)
        assert [str(entry) for entry in trail_of(message.pk)] == ["Ada Sample had the message sent again."]

    def test_may_not_start_over_what_is_being_sent(self, people: People, written: Write) -> None:
        message = written(people.emma)
        assert outbox.claim(message.pk, NOON)
        with acting_as(people.ada), pytest.raises(NotNow):
            send_again(message=message, asked_by=people.ada, at=NOON)

    def test_may_not_confirm_what_nobody_doubts(self, people: People, written: Write) -> None:
        message = written(people.emma)
        with acting_as(people.ada), pytest.raises(NotNow):
            confirm_arrival(message=message, confirmed_by=people.ada, at=NOON)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "LOST"},
        {"state": State.SENT},
        {"state": State.SENDING},
        {"state": State.UNCERTAIN},
    ],
    ids=str,
)
def test_the_database_refuses_a_state_without_its_moment(changes: dict[str, str], message: Message) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), as_system():
        Message.objects.filter(pk=message.pk).update(**changes)
