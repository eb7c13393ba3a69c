from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client

from polact.access.acting import as_system
from polact.access.enums import Regime
from polact.access.models import Organization, Person
from polact.access.operations import confirm_regime
from polact.access.queries import organizations_that_take_requests
from polact.audit.models import Entry
from polact.audit.queries import trail_of
from polact.base.errors import Invalid, NotPermitted
from tests import factories
from tests.conftest import NOON


def test_load_knows_the_109_organizations_in_both_languages(db: None) -> None:
    assert Organization.objects.count() == 109
    assert not Organization.objects.filter(name_fr="").exists()
    assert Organization.objects.filter(regime=Regime.TO_CONFIRM).count() == 14
    assert Organization.objects.get(abbreviation_en="ESDC").abbreviation_fr == "EDSC"


def test_load_again_changes_nothing_and_keeps_what_was_confirmed(people: factories.People) -> None:
    unsure = Organization.objects.filter(regime=Regime.TO_CONFIRM).first()
    confirm_regime(
        organization=unsure,
        regime=Regime.PART7_CORE,
        legal_basis="Read the Act.",
        confirmed_by=factories.acting(people.ada),
        at=NOON,
    )
    with as_system():
        call_command("load_organizations")
    unsure.refresh_from_db()
    assert (unsure.regime, unsure.legal_basis) == (Regime.PART7_CORE, "Read the Act.")
    assert Organization.objects.count() == 109


def test_dormant_ones_are_hidden_and_unconfirmed_ones_take_no_requests(db: None) -> None:
    offered = organizations_that_take_requests()
    assert Organization.objects.filter(is_dormant=True).count() >= 3
    assert not any(organization.is_dormant or organization.regime == Regime.TO_CONFIRM for organization in offered)
    assert 80 <= len(offered) <= 90


def test_confirm_writes_the_trail_of_the_organization(people: factories.People) -> None:
    unsure = Organization.objects.filter(regime=Regime.TO_CONFIRM).first()
    confirm_regime(
        organization=unsure,
        regime=Regime.NOT_COVERED,
        legal_basis="s. 8",
        confirmed_by=factories.acting(people.ada),
        at=NOON,
    )
    [entry] = trail_of(unsure.ref)
    assert "Ada Sample confirmed the regime" in str(entry)


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
def test_confirm_is_for_administrators(people: factories.People, name: str) -> None:
    unsure = Organization.objects.filter(regime=Regime.TO_CONFIRM).first()
    with pytest.raises(NotPermitted):
        confirm_regime(
            organization=unsure,
            regime=Regime.PART7_CORE,
            legal_basis="x",
            confirmed_by=factories.acting(getattr(people, name)),
            at=NOON,
        )


@pytest.mark.parametrize(
    ("regime", "basis", "field"), [(Regime.TO_CONFIRM, "x", "regime"), (Regime.PART7_CORE, " ", "legal_basis")]
)
def test_confirm_refuses(people: factories.People, regime: Regime, basis: str, field: str) -> None:
    unsure = Organization.objects.filter(regime=Regime.TO_CONFIRM).first()
    with pytest.raises(Invalid) as refused:
        confirm_regime(
            organization=unsure, regime=regime, legal_basis=basis, confirmed_by=factories.acting(people.ada), at=NOON
        )
    assert refused.value.field == field


def test_administration_site_is_read_only_for_cases(
    people: factories.People, client_of: Callable[[Person], Client]
) -> None:
    case = factories.make_case(people.emma, people.organization)
    client = client_of(people.ada)
    assert client.get("/en/admin/").status_code == 200
    assert client.get("/en/admin/cases/case/").status_code == 200
    assert client.get(f"/en/admin/cases/case/{case.pk}/change/").status_code == 200
    assert client.post(f"/en/admin/cases/case/{case.pk}/change/", {"subject": "x"}).status_code == 403
    assert client.get("/en/admin/cases/case/add/").status_code == 403
    assert client.post(f"/en/admin/cases/case/{case.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", ["emma", "rita", "olive", "audrey"])
def test_administration_site_is_closed_to_others(
    people: factories.People, client_of: Callable[[Person], Client], name: str
) -> None:
    answer = client_of(getattr(people, name)).get("/en/admin/")
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_confirm_page_settles_the_regime(people: factories.People, client_of: Callable[[Person], Client]) -> None:
    unsure = Organization.objects.active().filter(regime=Regime.TO_CONFIRM).first()
    client = client_of(people.ada)
    assert str(unsure) in client.get("/en/organizations/").content.decode()
    bad = client.post(f"/fr/administrations/{unsure.pk}/", {"regime": "", "legal_basis": "Loi"})
    assert (bad.status_code, "Loi" in bad.content.decode()) == (422, True)
    good = client.post(f"/en/organizations/{unsure.pk}/", {"regime": "OWN_REGIME", "legal_basis": "s. 16"}, follow=True)
    assert "is confirmed" in good.content.decode()
    unsure.refresh_from_db()
    assert unsure.regime == Regime.OWN_REGIME


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
def test_organizations_page_is_not_there_for_others(
    people: factories.People, client_of: Callable[[Person], Client], name: str
) -> None:
    client = client_of(getattr(people, name))
    assert client.get("/en/organizations/").status_code == 404
    assert (
        client.post(
            f"/en/organizations/{people.organization.pk}/", {"regime": "OWN_REGIME", "legal_basis": "x"}
        ).status_code
        == 404
    )


def test_confirm_through_the_api_settles_the_regime(
    people: factories.People, client_of: Callable[[Person], Client]
) -> None:
    unsure = Organization.objects.active().filter(regime=Regime.TO_CONFIRM).first()
    address = f"/api/v1/organizations/{unsure.pk}/regime/"
    body = {"regime": "PART7_CORE", "legal_basis": "Read the Act."}
    client = client_of(people.ada)
    refused = client.post(address, {**body, "legal_basis": " "}, content_type="application/json")
    assert refused.status_code in {400, 422}
    assert "legal_basis" in refused.json()["errors"]
    assert client.post(address, body, content_type="application/json").json()["takes_requests"] is True


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
def test_confirm_through_the_api_is_not_there_for_others(
    people: factories.People, client_of: Callable[[Person], Client], name: str
) -> None:
    address = f"/api/v1/organizations/{people.organization.pk}/regime/"
    body = {"regime": "OWN_REGIME", "legal_basis": "x"}
    assert client_of(getattr(people, name)).post(address, body, content_type="application/json").status_code == 404


def test_administration_site_shows_the_trail_and_changes_nothing_of_it(
    people: factories.People, client_of: Callable[[Person], Client]
) -> None:
    factories.make_case(people.emma, people.organization)
    client = client_of(people.ada)
    page = client.get("/en/admin/audit/entry/").content.decode()
    assert "case.submitted" in page
    assert "Emma" not in page
    assert client.get("/en/admin/audit/entry/add/").status_code == 403
    entry = Entry.objects.first()
    assert client.get(f"/en/admin/audit/entry/{entry.pk}/change/").status_code == 200
    assert client.post(f"/en/admin/audit/entry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", ["emma", "rita", "sam"])
def test_entries_are_not_for_those_who_do_not_see_all(people: factories.People, name: str) -> None:
    factories.make_case(people.emma, people.organization)
    factories.acting(getattr(people, name))
    assert not Entry.objects.exists()
