"""Routing through the API: who finds it there, versions, previews that save nothing, routings with their facts."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.models import ElectionPeriod, RoutingRule
from polact.base import clock
from tests import factories

TODAY = clock.local_date(clock.now())
RULE: dict[str, Any] = {"language": "en", "priority": 5, "active_from": TODAY.isoformat()}


def rules(people, *more: object) -> str:
    return "/".join(["/api/v1/organizations", str(people.organization.pk), "routing-rules", *map(str, more), ""])


def send(client, method: str, url: str, body: Any) -> Any:
    return getattr(client, method)(url, body, content_type="application/json")


@pytest.fixture
def lead(people, client_of):
    return client_of(factories.make_lead(people.rita, people.organization))


def test_rule_is_added_changed_and_ended_in_versions(people, lead):
    added = send(lead, "post", rules(people), {**RULE, "assign_to": people.rene.pk})
    assert added.status_code == 201
    told = added.json()
    assert (told["version"], told["assign_to"]["name"]) == (1, "René Sample")
    ref = told["ref"]
    changed = send(lead, "put", rules(people, ref), {**RULE, "language": "fr", "version": 1})
    assert (changed.status_code, changed.json()["version"], changed.json()["number"]) == (200, 2, told["number"])
    assert send(lead, "put", rules(people, ref), {**RULE, "version": 1}).status_code == 409
    versions = lead.get(rules(people, ref)).json()
    assert [(one["version"], one["language"]) for one in versions] == [(2, "fr"), (1, "en")]
    ended = send(lead, "post", rules(people, ref, "end"), {"ends_on": TODAY.isoformat(), "version": 2})
    assert ended.json()["active_to"] == TODAY.isoformat()
    assert ref not in {one["ref"] for one in lead.get(rules(people)).json()}


def test_preview_counts_and_saves_nothing(people, lead):
    case = factories.make_case(people.emma, people.organization, at=clock.now())
    before = RoutingRule.objects.count()
    found = send(lead, "post", rules(people, "preview"), RULE).json()
    assert (found["count"], found["moved"]) == (1, 1)
    assert found["moves"][0]["requests"] == [case.pk]
    assert found["moves"][0]["after"] == {"number": None, "version": 1}
    present = lead.get(rules(people, "preview")).json()
    assert (present["count"], present["moved"]) == (1, 0)
    ref = RoutingRule.objects.filter(organization=people.organization).get().ref
    assert send(lead, "post", rules(people, ref, "preview"), {**RULE, "language": "fr"}).json()["moved"] == 1
    assert RoutingRule.objects.count() == before


@pytest.mark.parametrize("name", ["emma", "luc", "sam"])
def test_stranger_finds_no_rules(people, client_of, name):
    client = client_of(getattr(people, name))
    assert client.get(rules(people)).status_code == 404
    assert client.get(rules(people, "preview")).status_code == 404
    assert send(client, "post", rules(people), RULE).status_code == 404


@pytest.mark.parametrize("name", ["rene", "olive", "audrey"])
def test_others_read_and_find_nothing_to_write(people, client_of, name):
    client = client_of(getattr(people, name))
    ref = RoutingRule.objects.filter(organization=people.organization).get().ref
    assert client.get(rules(people)).status_code == 200
    assert send(client, "post", rules(people), RULE).status_code == 404
    assert send(client, "post", rules(people, "preview"), RULE).status_code == 404
    assert send(client, "put", rules(people, ref), {**RULE, "version": 1}).status_code == 404
    assert send(client, "post", rules(people, ref, "end"), {"ends_on": "2030-01-01", "version": 1}).status_code == 404


def test_rule_refuses_somebody_who_does_not_represent_the_organization(people, lead):
    refused = send(lead, "post", rules(people), {**RULE, "assign_to": people.emma.pk})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["assign_to"])


def test_routings_say_why_to_all_but_the_one_who_asked(people, client_of):
    case = factories.make_case(people.emma, people.organization)
    door = f"/api/v1/requests/{case.pk}/routings/"
    (told,) = client_of(people.rita).get(door).json()
    assert (told["why"], told["queue"], told["rule"]["version"]) == ("SUBMITTED", "ORGANIZATION", 1)
    assert told["facts"] == {
        "organization": people.organization.pk, "request_type": "ADVICE", "activity_group": "", "level": "",
        "language": "en", "region": "", "elections": [],
    }  # fmt: skip
    for name in ("emma", "luc", "sam"):
        assert client_of(getattr(people, name)).get(door).status_code == 404, name


def test_election_is_recorded_and_ended_by_the_commission_and_read_by_all(people, client_of, client):
    body = {
        "level": "MUNICIPAL", "jurisdiction": "ON", "label_en": "Municipal elections", "label_fr": "Élections municipales",
        "source": "Act", "active_from": TODAY.isoformat(), "active_to": (TODAY + timedelta(days=9)).isoformat(),
    }  # fmt: skip
    olive = client_of(people.olive)
    recorded = send(olive, "post", "/api/v1/elections/", body)
    assert recorded.status_code == 201
    assert [one["label_fr"] for one in client.get("/api/v1/elections/").json()] == ["Élections municipales"]
    for name in ("emma", "rita", "sam", "audrey"):
        assert send(client_of(getattr(people, name)), "post", "/api/v1/elections/", body).status_code == 404
    one = f"/api/v1/elections/{recorded.json()['id']}/"
    end = f"{one}end/"
    day = (TODAY + timedelta(days=6)).isoformat()
    doors = {
        "dates": {**body, "polling_day": day, "nominations_close": day},
        "postpone": {"polling_day": (TODAY + timedelta(days=7)).isoformat(), "source": "Order"},
        "withdraw": {"source": "Order"},
    }
    assert olive.get(f"{one}filing/").status_code == 409
    for name, asked in doors.items():
        assert send(client_of(people.rita), "post", f"{one}{name}/", asked).status_code == 404, name
    for name in ("dates", "postpone"):
        assert send(olive, "post", f"{one}{name}/", doors[name]).status_code == 200, name
    told = client.get(one).json()
    assert ([one["reason"] for one in told["changes"]], told["nominations_close"]) == (["POSTPONED", "CORRECTED"], day)
    filing = client.get(f"{one}filing/?organization_days=3").json()
    assert (filing["chance"], filing["organization_days"], set(filing["explanation"])) == ("not-sure", 3, {"en", "fr"})
    assert "cannot be promised" in filing["warning"]["en"]
    assert olive.get(f"{one}filing/?organization_days=-1").status_code == 400
    assert send(olive, "post", f"{one}withdraw/", {"source": "Order", "district": 1}).status_code == 422
    assert send(client_of(people.rita), "post", end, {}).status_code == 404
    assert send(olive, "post", end, {}).json()["active_to"] == TODAY.isoformat()
    assert ElectionPeriod.objects.get().never_held
    assert send(client, "post", "/api/v1/elections/", body).status_code == 401


def test_districts_are_imported_all_or_none(people, client_of):
    olive, door = client_of(people.olive), "/api/v1/elections/import/"
    content = (Path(__file__).resolve().parents[2] / "docs" / "examples" / "districts.csv").read_text(encoding="utf-8")
    assert send(client_of(people.rita), "post", door, {"content": content}).status_code == 404
    wrong = send(olive, "post", door, {"content": content.replace("X-002", "")})
    assert (wrong.status_code, wrong.json()["rows"][1]["field"], wrong.json()["imported"]) == (422, "code", False)
    told = [send(olive, "post", door, {"content": content, "dry_run": dry}).json() for dry in (True, False, False)]
    assert [(one["imported"], one["rows"][0]["found"]) for one in told] == [
        (False, "new"),
        (True, "new"),
        (True, "same"),
    ]
