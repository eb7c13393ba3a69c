"""Calls that may be repeated: one deed, one answer, whatever the network does."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client

from cases.models import Case, IdempotencyKey
from polact.access.models import Person
from polact.base import clock
from tests.api.conftest import Caller
from tests.conftest import acting_as
from tests.factories import People, make_case, make_draft, make_people

Calling = Callable[[Person | None], Caller]
KEY = {"Idempotency-Key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def lawn(people: People, **more: object) -> dict[str, object]:
    return {"organization": people.organization.pk, "language": "en", "subject": "A sign", "question": "May I?", **more}


def test_same_key_and_body_get_the_same_answer_and_one_request(people: People, calling: Calling) -> None:
    emma = calling(people.emma)
    first = emma.post("requests/", lawn(people, submit=True), headers=KEY)
    again = emma.post("requests/", lawn(people, submit=True), headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert (again.headers["ETag"], again.headers["Location"]) == (first.headers["ETag"], first.headers["Location"])
    with acting_as(people.emma):
        assert Case.objects.count() == 1


def test_order_of_the_bodys_fields_makes_no_other_call(people: People, calling: Calling) -> None:
    body = lawn(people)
    first = calling(people.emma).post("requests/", body, headers=KEY)
    again = calling(people.emma).post("requests/", dict(reversed(body.items())), headers=KEY)
    assert again.content == first.content


def test_same_key_with_another_body_is_refused(people: People, calling: Calling) -> None:
    emma = calling(people.emma)
    emma.post("requests/", lawn(people), headers=KEY)
    refused = emma.post("requests/", lawn(people, subject="Another"), headers=KEY)
    assert (refused.status_code, refused.json()["title"]) == (422, "key-reused")
    with acting_as(people.emma):
        assert Case.objects.count() == 1


def test_same_key_for_another_action_is_refused(people: People, calling: Calling) -> None:
    case = make_case(people.emma, people.organization)
    emma = calling(people.emma)
    emma.post("requests/", lawn(people), headers=KEY)
    assert emma.act(case.pk, "withdraw", headers=KEY).json()["title"] == "key-reused"


def test_repeated_submission_is_answered_as_the_first(people: People, calling: Calling) -> None:
    draft = make_draft(people.emma, people.organization)
    emma = calling(people.emma)
    first = emma.act(draft.pk, "submit", {"version": 1}, headers=KEY)
    again = emma.act(draft.pk, "submit", {"version": 1}, headers=KEY)
    assert (first.status_code, again.content) == (200, first.content)
    assert emma.act(draft.pk, "submit", {"version": 1}).status_code == 409


def test_refused_call_may_be_corrected_under_the_same_key(people: People, calling: Calling) -> None:
    emma = calling(people.emma)
    assert emma.post("requests/", lawn(people, submit=True, question=""), headers=KEY).status_code == 422
    assert emma.post("requests/", lawn(people, submit=True), headers=KEY).status_code == 201


def test_key_belongs_to_one_person(people: People, calling: Calling) -> None:
    first = calling(people.emma).post("requests/", lawn(people), headers=KEY)
    other = calling(people.rita).post("requests/", lawn(people), headers=KEY)
    assert other.status_code == 201
    assert other.json()["id"] != first.json()["id"]


def test_kept_answers_are_seen_by_nobody_else(people: People, calling: Calling) -> None:
    calling(people.emma).post("requests/", lawn(people), headers=KEY)
    seen = {}
    for name in ("emma", "rita", "sam", "ada"):
        with acting_as(getattr(people, name)):
            seen[name] = IdempotencyKey.objects.count()
    with acting_as(None):
        seen["nobody"] = IdempotencyKey.objects.count()
    assert seen == {"emma": 1, "rita": 0, "sam": 0, "ada": 0, "nobody": 0}


def test_key_is_forgotten_after_a_day(people: People, calling: Calling, monkeypatch: pytest.MonkeyPatch) -> None:
    emma = calling(people.emma)
    first = emma.post("requests/", lawn(people), headers=KEY)
    tomorrow = clock.now() + timedelta(hours=24)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert emma.post("requests/", lawn(people), headers=KEY).json()["id"] != first.json()["id"]


def test_kept_answer_goes_with_a_discarded_draft(people: People, calling: Calling) -> None:
    emma = calling(people.emma)
    pk = emma.post("requests/", lawn(people), headers=KEY).json()["id"]
    assert emma.delete(f"requests/{pk}/").status_code == 204
    with acting_as(people.emma):
        assert IdempotencyKey.objects.count() == 0


@pytest.mark.parametrize("key", ["", '""', "a b", "é", "x" * 201, '"unended'])
def test_malformed_key_is_refused(people: People, calling: Calling, key: str) -> None:
    refused = calling(people.emma).post("requests/", lawn(people), headers={"Idempotency-Key": key})
    assert refused.status_code == 400


def test_call_is_refused_while_the_same_one_is_under_way(committed_db: None) -> None:
    with transaction.atomic():
        people = make_people()
    client = Client()
    client.force_login(people.emma, backend=BACKEND)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("begin")
            lock = f"{people.emma.pk} {KEY['Idempotency-Key'].strip(chr(34))}"
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])
            refused = Caller(client).post("requests/", lawn(people), headers=KEY)
            cursor.execute("rollback")
    finally:
        other.close()
    assert (refused.status_code, refused.json()["title"]) == (409, "under-way")
    assert Caller(client).post("requests/", lawn(people), headers=KEY).status_code == 201


def test_ten_calls_at_once_make_one_request(committed_db: None) -> None:
    with transaction.atomic():
        people = make_people()
    clients = [Client() for _ in range(10)]
    for client in clients:
        client.force_login(people.emma, backend=BACKEND)
    start, answers = Barrier(len(clients)), []

    def call(client: Client) -> None:
        start.wait()
        answers.append(Caller(client).post("requests/", lawn(people, submit=True), headers=KEY))
        connections.close_all()

    threads = [Thread(target=call, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = {answer.status_code for answer in answers}
    assert statuses <= {201, 409}
    assert 201 in statuses
    assert {answer.json()["title"] for answer in answers if answer.status_code == 409} <= {"under-way"}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    with acting_as(people.emma):
        assert Case.objects.count() == 1
