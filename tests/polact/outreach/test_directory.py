"""The representatives' directory: for everybody, honest about vacancy and cover, kept by its own people."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from polact.access.acting import as_system
from polact.access.enums import Regime
from polact.access.models import Organization
from polact.access.operations import record_cover
from polact.audit.queries import trail_of
from polact.base import clock
from polact.base.errors import Invalid, NotPermitted
from polact.outreach.models import Office
from polact.outreach.operations.office import save_office
from polact.outreach.queries.directory import listings
from tests import factories
from tests.conftest import NOON

TOLD: dict[str, Any] = {
    "email": "office@example.org",
    "telephone": "819-555-0100",
    "serves_in_english": True,
    "serves_in_french": False,
    "note_en": "Mornings.",
    "note_fr": "Le matin.",
}
FORM = {**{name: value for name, value in TOLD.items() if value is not False}, "serves_in_english": "on"}


def listed(client: Client, words: str = "", language: str = "en") -> str:
    address = {"en": "/en/representatives/", "fr": "/fr/representants/"}[language]
    answer = client.get(address, {"organization": words} if words else {})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("words", ["esdc", "EDSC", "Employment and Soc", "emploi et dev", "developpement social"])
def test_organization_is_found_by_a_part_of_its_name_in_either_language(
    people: factories.People, client: Client, words: str
) -> None:
    html = listed(client, words)
    assert "Rita Sample" in html
    assert "René Sample" in html
    assert "Sam Sample" not in html
    assert not client.cookies


def test_nothing_found_says_what_to_try(db: None, client: Client) -> None:
    assert "Try a shorter part of the name" in listed(client, "zzzz")


def test_vacancy_is_said_with_where_requests_go(people: factories.People, client: Client) -> None:
    html = listed(client, "Department of Transport")
    assert "No representative is named at present. Requests go to the Commission’s central queue." in html
    assert "Personne n’est désigné pour l’instant" in listed(client, "Transports Canada", "fr")


def test_cover_and_office_are_shown(people: factories.People, client: Client) -> None:
    today = clock.local_date(clock.now())
    record_cover(
        absent=people.rita, stand_in=people.rene, organization=people.organization, active_from=today,
        active_to=today + timedelta(days=3), recorded_by=factories.acting(people.rita), at=clock.now(),
    )  # fmt: skip
    save_office(organization=people.organization, told=TOLD, changed_by=people.rita, at=NOON)
    html = " ".join(listed(client, "esdc").split())
    assert "Rita Sample is away, back on" in html
    assert "René Sample stands in." in html
    assert "mailto:office@example.org" in html
    assert "Serves in English; for French, ask the Commission" in html
    assert "Le matin." in listed(client, "esdc", "fr")


@pytest.mark.parametrize("regime", [Regime.OWN_REGIME, Regime.NOT_COVERED, Regime.TO_CONFIRM])
def test_organization_outside_part_7_shows_what_applies_instead(db: None, client: Client, regime: Regime) -> None:
    organization = Organization.objects.active().filter(regime=regime).first()
    html = listed(client, organization.name_en)
    told = {
        Regime.OWN_REGIME: "this organization has its own rules",
        Regime.NOT_COVERED: "The code of values and ethics",
        Regime.TO_CONFIRM: "It is not settled here whether Part 7 applies",
    }
    assert told[regime] in html
    assert "central queue" not in html


def test_queries_do_not_grow_with_people_and_offices(
    people: factories.People, client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        listed(client)
    with as_system():
        for number, organization in enumerate(Organization.objects.active().filter(regime=Regime.PART7_CORE)[:30]):
            factories.make_person(f"P{number}", organization, factories.Role.REPRESENTATIVE)
            Office.objects.get_or_create(organization=organization, defaults={"email": f"o{number}@example.org"})
    with django_assert_num_queries(3):
        assert listed(client).count("mailto:") == 30


def test_listing_says_who_may_change_it(people: factories.People) -> None:
    for name, mine in (("rita", 1), ("sam", 1), ("emma", 0), ("olive", 0), ("audrey", 0)):
        person = factories.acting(getattr(people, name))
        assert sum(listing.may_edit for listing in listings(NOON.date(), person=person)) == mine, name
    assert all(listing.may_edit for listing in listings(NOON.date(), person=factories.acting(people.ada)))


@pytest.mark.parametrize("name", ["rita", "rene", "ada"])
def test_office_is_changed_by_its_own_people_and_the_trail_says_so(people: factories.People, name: str) -> None:
    person = factories.acting(getattr(people, name))
    save_office(organization=people.organization, told=TOLD, changed_by=person, at=NOON)
    before = len(trail_of(people.organization.ref))
    save_office(organization=people.organization, told=TOLD, changed_by=person, at=NOON)
    assert len(trail_of(people.organization.ref)) == before == 1
    assert "changed how the office is reached: e-mail address, telephone" in str(trail_of(people.organization.ref)[0])


@pytest.mark.parametrize("name", ["emma", "sam", "luc", "olive", "audrey"])
def test_office_is_no_strangers_business(people: factories.People, client_of: Any, name: str) -> None:
    stranger = getattr(people, name)
    with pytest.raises(NotPermitted):
        save_office(organization=people.organization, told=TOLD, changed_by=factories.acting(stranger), at=NOON)
    client = client_of(stranger)
    pk = people.organization.pk
    for address in (f"/en/representatives/{pk}/office/", f"/en/representatives/{pk}/cover/"):
        assert client.get(address).status_code == 404
        assert client.post(address, FORM).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "", "telephone": ""}, "email"),
        ({"serves_in_english": False}, "serves_in_english"),
        ({"note_fr": ""}, "note_fr"),
        ({"note_en": ""}, "note_en"),
    ],
)
def test_office_that_cannot_be_reached_is_refused(people: factories.People, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        save_office(
            organization=people.organization, told={**TOLD, **change}, changed_by=factories.acting(people.rita), at=NOON
        )
    assert refused.value.field == field


def test_pages_of_the_office_do_their_job(people: factories.People, client_of: Any) -> None:
    client, pk = client_of(people.rita), people.organization.pk
    office = f"/en/representatives/{pk}/office/"
    assert "No absence is recorded" in client.get(office).content.decode()
    refused = client.post(office, {**FORM, "note_fr": "", "telephone": "819"})
    assert refused.status_code == 422
    assert 'value="819"' in refused.content.decode()
    assert client.post(office, FORM).status_code == 302
    today = clock.local_date(clock.now())
    cover = f"/en/representatives/{pk}/cover/"
    absence = {"absent": people.rita.pk, "stand_in": people.rene.pk, "active_from": today, "active_to": today}
    assert client.post(cover, absence).status_code == 422
    assert client.post(cover, {**absence, "absent": people.rene.pk}).status_code == 422
    assert client.post(cover, {**absence, "active_to": today + timedelta(days=2)}).status_code == 302
    html = client.get(office).content.decode()
    end = html.split(f"/en/representatives/{pk}/cover/")[1].split('"')[0]
    assert client_of(people.rene).get(cover + end).status_code == 404
    assert client.get(cover + end).status_code == 200
    assert client.post(cover + end).status_code == 302
    assert "No absence is recorded" in client.get(office).content.decode()


def test_changing_the_language_keeps_what_was_typed(people: factories.People, client_of: Any) -> None:
    answer = client_of(people.rita).post(
        f"/fr/representants/{people.organization.pk}/bureau/", {"telephone": "819-1", "_language": "fr"}
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="819-1"' in html
    assert "field--error" not in html
