"""Versions and drafts through the API: what the pages do, for administrators alone."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assessments.rulebook import file_of
from polact.access.models import Person
from tests.assessments.rulebooks import make_draft, second_administrator
from tests.factories import People

ROOT = "/api/v1/rulebooks/"


def send(client: Client, method: str, address: str, body: Any = None) -> Any:
    if method == "get":
        return client.get(ROOT + address)
    return getattr(client, method)(ROOT + address, json.dumps(body or {}), content_type="application/json")


def test_draft_becomes_a_version_through_the_api(people: People, client_of: Callable[[Person], Client]) -> None:
    ada, noah = client_of(people.ada), client_of(second_administrator())
    draft = send(ada, "post", "drafts/", {"based_on": "0.1.0"}).json()
    here = f"drafts/{draft['id']}/"
    content = draft["content"].replace("rcip: [2, 1, 0, 1], asks: [M.IDENT", "rcip: [1, 1, 0, 1], asks: [M.IDENT")
    draft = send(ada, "put", here + "file/", {"content": content, "seen": draft["seen"]}).json()
    assert draft["proposed_version"] == "0.2.0"
    details = {"version": "0.2.0", "note_en": "a", "note_fr": "b", "effective_from": "2999-01-01"}
    assert send(ada, "post", here + "details/", {**details, "seen": "stale"}).status_code == 409
    draft = send(ada, "post", here + "details/", {**details, "seen": draft["seen"]}).json()
    results = [{name: moved[name] for name in ("item", "before", "after")} for moved in draft["moved"]]
    assert results
    review = {"results": results, "reason": "A sign says little."}
    assert send(ada, "post", here + "reviews/", review).status_code == 403
    assert send(noah, "post", here + "publish/", {"seen": draft["seen"]}).status_code == 409
    reviewed = send(noah, "post", here + "reviews/", review).json()
    assert all(moved["reviewed"] for moved in reviewed["moved"])
    assert send(ada, "post", here + "publish/", {"seen": draft["seen"]}).status_code == 403
    assert send(noah, "post", here + "publish/", {"seen": draft["seen"]}).json()["state"] == "PUBLISHED"


def test_versions_are_listed_and_given_as_their_file(people: People, client_of: Callable[[Person], Client]) -> None:
    ada = client_of(people.ada)
    [first] = ada.get(ROOT + "versions/").json()
    assert (first["version"], first["in_force"], first["shipped"]) == ("0.1.0", True, True)
    assert ada.get(ROOT + "versions/0.1.0/").json()["content"].encode() == file_of("0.1.0")
    assert ada.get(ROOT + "versions/9.9.9/").status_code == 404


DOORS = [
    ("get", "versions/"),
    ("get", "versions/0.1.0/"),
    ("get", "drafts/"),
    ("post", "drafts/"),
    *(("get" if not door else "put" if door == "file/" else "post", "drafts/{draft}/" + door) for door in (
        "", "file/", "details/", "ask/", "reviews/", "publish/", "discard/"
    )),
]  # fmt: skip


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
@pytest.mark.parametrize(("method", "door"), DOORS)
def test_nothing_is_there_for_others(
    people: People, client_of: Callable[[Person], Client], name: str, method: str, door: str
) -> None:
    address = door.format(draft=make_draft(people.ada).pk) if "{draft}" in door else door
    assert send(client_of(getattr(people, name)), method, address).status_code == 404
    assert send(Client(), method, address).status_code == 401


def test_draft_is_asked_for_and_discarded(people: People, client_of: Callable[[Person], Client]) -> None:
    ada, draft = client_of(people.ada), make_draft(people.ada)
    assert send(ada, "post", f"drafts/{draft.pk}/ask/").status_code == 200
    assert [row["id"] for row in ada.get(ROOT + "drafts/").json()] == [str(draft.pk)]
    assert send(ada, "post", f"drafts/{draft.pk}/discard/").json()["state"] == "DISCARDED"
    assert ada.get(ROOT + "drafts/").json() == []
    assert send(ada, "post", f"drafts/{draft.pk}/ask/").status_code == 409
