"""Views, alerts and deeds on several requests through the API, and the search of the list."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from cases.enums import CaseStatus
from polact.access.models import Person
from tests.api.conftest import Caller
from tests.factories import People, make_case

Calling = Callable[[Person | None], Caller]


def test_a_view_is_saved_shared_watched_and_deleted(people: People, calling: Calling) -> None:
    rita, rene = calling(people.rita), calling(people.rene)
    saved = rita.post("views/", {"name": "Late", "query": {"due": "late", "assigned": "me"}})
    assert saved.status_code == 201
    address = saved.headers["Location"]
    assert rene.get("views/").json() == []
    shared = rita.patch(address, {"organization": people.organization.pk})
    assert shared.json()["organization"]["id"] == people.organization.pk
    assert [view["name"] for view in rene.get("views/").json()] == ["Late"]
    watched = rita.client.put(f"{address}alert/", {"kind": "EACH"}, content_type="application/json")
    assert watched.json()["alert"] == {"kind": "EACH", "threshold": None}
    assert rene.get("views/").json()[0]["alert"] is None
    assert rene.patch(address, {"name": "Mine"}).status_code == 404
    assert rene.delete(address).status_code == 404
    assert rita.delete(f"{address}alert/").status_code == 204
    assert rita.delete(address).status_code == 204
    assert rita.get("views/").json() == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x", "query": {"due": "never"}}, "query"),
        ({"name": "x", "query": {"unknown": "1"}}, "query"),
        ({"name": "x", "query": {}}, "query"),
        ({"name": " ", "query": {"due": "late"}}, "name"),
        ({"name": "x", "query": {"due": "late"}, "organization": 999999}, "organization"),
    ],
)
def test_a_view_that_makes_no_sense_names_the_field(people: People, calling: Calling, body: dict, field: str) -> None:
    refused = calling(people.rita).post("views/", body)
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == [field]


def test_a_deed_on_several_is_looked_at_done_once_and_taken_back(people: People, calling: Calling) -> None:
    rita = calling(people.rita)
    case, foreign = make_case(people.emma, people.organization), make_case(people.luc, people.elsewhere)
    asked = {"action": "assign", "requests": [case.pk, foreign.pk], "to": people.rene.pk}
    assert [one["result"] for one in rita.post("bulk/preview/", asked).json()] == ["done", "gone"]
    run = str(uuid4())
    chosen = [{"id": case.pk, "version": case.version}, {"id": foreign.pk}]
    body = {"run": run, "action": "assign", "requests": chosen, "to": people.rene.pk}
    first, second = rita.post("bulk/", body), rita.post("bulk/", body)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert [one["result"] for one in first.json()["results"]] == ["done", "gone"]
    assert rita.get(f"requests/{case.pk}/").json()["assigned_to"]["id"] == people.rene.pk
    assert calling(people.rene).get(f"bulk/{run}/").status_code == 404
    assert calling(people.rene).post(f"bulk/{run}/undo/").status_code == 404
    assert rita.post(f"bulk/{run}/undo/").json()["undo_results"][0]["result"] == "done"
    assert rita.get(f"requests/{case.pk}/").json()["assigned_to"] is None
    assert rita.post(f"bulk/{run}/undo/").status_code == 409


@pytest.mark.parametrize(("more", "field"), [({"action": "assign"}, "to"), ({"action": "ask"}, "question")])
def test_a_deed_says_what_it_misses(people: People, calling: Calling, more: dict, field: str) -> None:
    refused = calling(people.rita).post("bulk/", {"run": str(uuid4()), "requests": [{"id": 1}], **more})
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == [field]


def test_nobody_is_named_by_trying_people(people: People, calling: Calling) -> None:
    case = make_case(people.emma, people.organization)
    for pk in (people.sam.pk, 999999):
        body = {"action": "assign", "requests": [case.pk], "to": pk}
        assert calling(people.rita).post("bulk/preview/", body).status_code == 422


@pytest.mark.parametrize("who", ["emma", "ada", "audrey"])
def test_people_without_a_desk_find_nothing_here(people: People, calling: Calling, who: str) -> None:
    caller = calling(getattr(people, who))
    assert caller.get("views/").status_code == 404
    assert caller.post("bulk/preview/", {"action": "close", "requests": [1]}).status_code == 404


def test_the_list_of_requests_takes_words(people: People, calling: Calling) -> None:
    case = make_case(people.emma, people.organization, subject="A sign in Zanzibar")
    make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)

    def found(person: Person, words: str) -> list[int]:
        listed = calling(person).get("requests/", query_params={"words": words})
        assert listed.status_code == 200
        return [one["id"] for one in listed.json()["results"]]

    assert (
        found(people.rita, "zanzibar") == found(people.emma, "zanzibar") == found(people.rita, case.number) == [case.pk]
    )
    assert found(people.sam, "zanzibar") == found(people.luc, "zanzibar") == found(people.sam, case.number) == []
