"""Messages through the API: one's own, in pages, and noting that one has read them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from notifications.models import Message
from polact.access.models import Person
from tests.conftest import NOON
from tests.factories import People
from tests.notifications.conftest import stored

LIST = "/api/v1/messages/"
ClientOf = Callable[[Person], Client]
Write = Callable[..., Message]


@pytest.fixture(autouse=True)
def no_calls_before() -> None:
    cache.clear()


def test_lists_the_messages_of_the_caller_newest_first(people: People, written: Write, client_of: ClientOf) -> None:
    old = written(people.emma, at=NOON - timedelta(days=1))
    new = written(people.emma)
    written(people.rita)
    answer = client_of(people.emma).get(LIST).json()
    assert [row["id"] for row in answer["results"]] == [str(new.pk), str(old.pk)]
    assert answer["results"][0] == {
        "id": str(new.pk),
        "subject": "Your request PA-1: the answer is there",
        "body": "The answer to PA-1 can be read.\n",
        "language": "en",
        "link": "/en/requests/1/",
        "created_at": answer["results"][0]["created_at"],
        "read_at": None,
    }


def test_goes_through_all_pages_once_when_many_were_written_at_one_moment(
    people: People, written: Write, client_of: ClientOf
) -> None:
    expected = {str(written(people.emma).pk) for _ in range(7)}
    client, address, seen = client_of(people.emma), f"{LIST}?page_size=3", []
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert len(seen) == 7
    assert set(seen) == expected


@pytest.mark.parametrize("messages", [1, 20])
def test_asks_one_question_for_any_number_of_messages(
    messages: int, people: People, written: Write, client_of: ClientOf
) -> None:
    for _ in range(messages):
        written(people.emma)
    client = client_of(people.emma)
    with CaptureQueriesContext(connection) as asked:
        assert len(client.get(LIST).json()["results"]) == messages
    assert sum("notifications_message" in query["sql"] for query in asked) == 1


def test_notes_that_a_message_was_read_however_often_it_is_told(
    people: People, written: Write, client_of: ClientOf
) -> None:
    message = written(people.emma)
    client = client_of(people.emma)
    first, second = (client.post(f"{LIST}{message.pk}/read/", content_type="application/json") for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.json()["read_at"] == second.json()["read_at"]
    assert first.json()["read_at"]


def test_gives_no_stranger_a_message_nor_lets_them_mark_it(people: People, written: Write, client_of: ClientOf) -> None:
    message = written(people.emma)
    for person in (people.sam, people.rita, people.olive, people.ada, people.audrey):
        client = client_of(person)
        assert client.get(LIST).json()["results"] == []
        known = client.post(f"{LIST}{message.pk}/read/", content_type="application/json")
        unknown = client.post(f"{LIST}{uuid4()}/read/", content_type="application/json")
        assert known.status_code == unknown.status_code == 404
        assert known.content == unknown.content
    assert stored(message).read_at is None


def test_answers_nobody_who_is_not_signed_in(client: Client, db: None) -> None:
    assert client.get(LIST).status_code in {401, 403}
    assert client.post(f"{LIST}{uuid4()}/read/", content_type="application/json").status_code in {401, 403}
