"""Guidance and the directory through the API: open to read; to change, the same predicates as on the pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Cover, Organization, Person
from polact.base import clock
from polact.outreach.operations.guidance import FIELDS
from tests import factories
from tests.api.conftest import Caller

Calling = Callable[[Person | None], Caller]
DRAFT = {**dict.fromkeys(FIELDS, "Words. [s113]"), "change_note": "Why.", "offer": True, "revision": 0}
OFFICE = {"email": "o@example.org", "serves_in_english": True, "serves_in_french": True}


def put(caller: Caller, address: str, body: dict[str, Any]) -> Any:
    return caller.client.put(caller.full(address), body, content_type="application/json")


def test_anybody_reads_guidance_with_its_sources(db: None, calling: Calling) -> None:
    listed = calling(None).get("guidance/").json()
    assert len(listed) == 9
    page = calling(None).get("guidance/candidacy/").json()
    assert page["body_en"].startswith("To seek nomination")
    assert page["body_fr"]
    assert "s114" in {source["key"] for source in page["sources"]}
    assert not {"drafted_by", "published_by"} & page.keys()
    assert calling(None).get("guidance/nowhere/").status_code == 404


def test_administrators_draft_and_a_second_one_publishes(people: factories.People, calling: Calling) -> None:
    commission = Organization.objects.get(name_en="Public Service Commission")
    second = factories.make_person("Béa", commission, Role.ADMINISTRATOR)
    ada, bea = calling(people.ada), calling(second)
    assert ada.get("guidance/test/draft/").status_code == 404
    assert put(ada, "guidance/test/draft/", {**DRAFT, "body_fr": "Sans source."}).status_code == 422
    saved = put(ada, "guidance/test/draft/", DRAFT)
    assert (saved.status_code, saved.json()["state"], saved.json()["revision"]) == (200, "WAITING", 1)
    assert put(bea, "guidance/test/draft/", DRAFT).status_code == 409
    assert ada.post("guidance/test/publish/", {"revision": 1}).status_code == 403
    assert bea.post("guidance/test/publish/", {"revision": 1}).json()["state"] == "PUBLISHED"
    assert calling(None).get("guidance/test/").json()["title_en"] == "Words. [s113]"


@pytest.mark.parametrize("name", ["emma", "rita", "olive", "audrey"])
def test_drafts_are_not_there_for_others(people: factories.People, calling: Calling, name: str) -> None:
    put(calling(people.ada), "guidance/test/draft/", DRAFT)
    stranger = calling(getattr(people, name))
    assert stranger.get("guidance/test/draft/").status_code == 404
    assert put(stranger, "guidance/test/draft/", DRAFT).status_code == 404
    assert stranger.post("guidance/test/publish/", {"revision": 1}).status_code == 404
    assert calling(None).get("guidance/test/draft/").status_code == 401


def test_anybody_reads_the_directory_and_finds_by_either_name(people: factories.People, calling: Calling) -> None:
    [listing] = calling(None).get("directory/?organization=edsc").json()
    assert {person["name"] for person in listing["representatives"]} == {"René Sample", "Rita Sample"}
    assert (listing["is_vacant"], listing["office"]) == (False, None)
    assert calling(None).get("directory/?organization=transports").json()[0]["is_vacant"]


def test_directory_is_kept_by_the_organizations_own_people(people: factories.People, calling: Calling) -> None:
    pk, today = people.organization.pk, clock.local_date(clock.now())
    away = {
        "stand_in": people.rene.pk,
        "active_from": str(today),
        "active_to": str(today + timedelta(days=2)),
    }
    rita = calling(people.rita)
    assert put(rita, f"organizations/{pk}/office/", OFFICE).json()["email"] == "o@example.org"
    assert put(rita, f"organizations/{pk}/office/", {**OFFICE, "email": "nowhere"}).status_code == 422
    assert rita.post(f"organizations/{pk}/covers/", {**away, "stand_in": people.sam.pk}).status_code == 422
    made = rita.post(f"organizations/{pk}/covers/", away)
    assert made.status_code == 201
    for name, expected in (("rene", 404), ("sam", 404), ("emma", 404), ("audrey", 404), ("rita", 204)):
        answer = calling(getattr(people, name)).post(f"organizations/{pk}/covers/{made.json()['id']}/end/")
        assert answer.status_code == expected, name
    with as_system():
        assert not Cover.objects.exists()
    assert (
        calling(people.ada).post(f"organizations/{pk}/covers/", {**away, "absent": people.rita.pk}).status_code == 201
    )
    assert (
        calling(people.rene).post(f"organizations/{pk}/covers/", {**away, "absent": people.rita.pk}).status_code == 403
    )


@pytest.mark.parametrize("name", ["emma", "sam", "luc", "olive", "audrey"])
def test_office_is_not_there_for_strangers(people: factories.People, calling: Calling, name: str) -> None:
    stranger, pk = calling(getattr(people, name)), people.organization.pk
    assert put(stranger, f"organizations/{pk}/office/", OFFICE).status_code == 404
    assert stranger.post(f"organizations/{pk}/covers/", {}).status_code == 404
    assert put(calling(None), f"organizations/{pk}/office/", OFFICE).status_code == 401
