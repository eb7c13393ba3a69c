"""The pages on which an organization's representatives keep its own rules."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from assessments.models import PublishedOverlay
from polact.access.models import Person
from tests.factories import People

TYPED = {"when": "P.PUB = b2", "en": "No.", "fr": "Non.", "basis": "Code", "basis_fr": "Code"}


def seen_on(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.search(r'name="seen" value="([^"]*)"', answer.content.decode())[1]


def test_two_representatives_add_a_rule_in_two_languages(people: People, client_of: Callable[[Person], Client]) -> None:
    rita, rene = client_of(people.rita), client_of(people.rene)
    here = rita.get("/en/rulebooks/own-rules/").headers["Location"]
    new = here + "rules/new/"
    seen = seen_on(rita, new)
    assert rita.post(new, {**TYPED, "when": "P.PUB b2", "seen": seen}).status_code == 422
    checked = rita.post(new, {**TYPED, "fr": "", "seen": seen, "_check": "1"}).content.decode()
    assert "no text in French" in checked
    assert rita.post(new, {**TYPED, "seen": seen}).status_code == 302
    assert rita.post(new, {**TYPED, "seen": seen}).status_code == 409
    assert "You have edited these rules" in rita.get(here).content.decode()
    french = here.replace("/en/rulebooks/own-rules/", "/fr/regles/regles-propres/")
    answer = rene.post(french, {"seen": seen_on(rene, french)}, follow=True)
    assert "Les règles ont été publiées" in answer.content.decode()
    assert PublishedOverlay.objects.get().organization == people.organization


@pytest.mark.parametrize(
    ("section", "typed"),
    [
        ("floors", {**TYPED, "at_least": "HIGH", "when": "link >= 1"}),
        ("help", {"question": "M.AUD", "en": "Count all.", "fr": "Comptez tout."}),
        ("contact", {"en": "Ask us.", "fr": "Demandez-nous."}),
    ],
)
def test_floor_help_and_contact_are_added_and_taken_out(
    people: People, client_of: Callable[[Person], Client], section: str, typed: dict[str, str]
) -> None:
    rita = client_of(people.rita)
    here = f"/en/rulebooks/own-rules/{people.organization.pk}/"
    new = f"{here}{section}/new/"
    assert rita.post(new, {**typed, "seen": seen_on(rita, new)}).status_code == 302
    page = rita.get(here).content.decode()
    assert typed["fr"] in page
    assert "No problems" in page
    code = {"floors": "OF1", "help": "M.AUD", "contact": "contact"}[section]
    entry = f"{here}{section}/{code}/"
    assert rita.post(entry, {"seen": seen_on(rita, entry), "_drop": "1"}).status_code == 302
    assert typed["fr"] not in rita.get(here).content.decode()


@pytest.mark.parametrize("name", ["emma", "sam", "olive", "audrey"])
@pytest.mark.parametrize("page", ["", "rules/new/"])
def test_pages_are_not_there_for_strangers(
    people: People, client_of: Callable[[Person], Client], name: str, page: str
) -> None:
    stranger = client_of(getattr(people, name))
    address = f"/en/rulebooks/own-rules/{people.organization.pk}/{page}"
    assert stranger.get(address).status_code == stranger.post(address, TYPED).status_code == 404
    assert Client().get(address).status_code == 302


def test_administrators_choose_an_organization(people: People, client_of: Callable[[Person], Client]) -> None:
    page = client_of(people.ada).get("/en/rulebooks/own-rules/").content.decode()
    assert f"/en/rulebooks/own-rules/{people.elsewhere.pk}/" in page
    assert client_of(people.emma).get("/en/rulebooks/own-rules/").status_code == 404
    assert client_of(people.ada).get("/en/rulebooks/own-rules/999999/").status_code == 404
    here = f"/en/rulebooks/own-rules/{people.organization.pk}/"
    assert client_of(people.ada).get(f"{here}nothing/new/").status_code == 404
    assert client_of(people.ada).get(f"{here}rules/OR9/").status_code == 404
