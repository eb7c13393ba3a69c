"""The number of unread messages that every page can show."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from notifications.context import unread
from notifications.models import Message
from notifications.operations import mark_read
from polact.access.models import Person
from tests.conftest import NOON, acting_as


def asked_by(person: Person | AnonymousUser) -> dict[str, object]:
    request = RequestFactory().get("/")
    request.user = person
    return unread(request)


def test_counts_the_unread_messages_of_the_person_in_one_query(
    written: Callable[..., Message], emma: Person, luc: Person
) -> None:
    first, _, _ = written(emma), written(emma), written(luc)
    with acting_as(emma):
        mark_read(message=first, read_by=emma, at=NOON)
        with CaptureQueriesContext(connection) as asked:
            context = asked_by(emma)
            assert [str(context["unread_count"]), str(context["unread_count"])] == ["1", "1"]
    assert len(asked) == 1


def test_counts_no_further_than_it_shows(
    written: Callable[..., Message], emma: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("queries", "context"):
        monkeypatch.setattr(f"notifications.{module}.MOST_UNREAD", 2)
    written(emma)
    with acting_as(emma):
        assert str(asked_by(emma)["unread_count"]) == "1"
    written(emma), written(emma)
    with acting_as(emma):
        assert str(asked_by(emma)["unread_count"]) == "1+"


def test_asks_nothing_for_somebody_who_is_not_signed_in() -> None:
    assert not asked_by(AnonymousUser())["unread_count"]  # the database may not be used here at all


def test_asks_nothing_on_a_page_that_does_not_show_it(emma: Person) -> None:
    with CaptureQueriesContext(connection) as asked:
        asked_by(emma)
    assert len(asked) == 0


@pytest.mark.django_db
def test_asks_nothing_where_the_transaction_is_being_undone(emma: Person) -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        assert not asked_by(emma)["unread_count"]
