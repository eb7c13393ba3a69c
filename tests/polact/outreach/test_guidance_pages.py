"""Guidance and search over HTTP: open to everybody without a trace; drafts for administrators."""

import re
from typing import Any

import pytest
from django.test import Client

from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.outreach.delivered import delivered_pages
from polact.outreach.models import GuidanceVersion
from polact.outreach.operations.guidance import FIELDS, save_draft
from tests import factories
from tests.conftest import NOON

PAGES = [(page.slug_en, page.slug_fr) for page in delivered_pages()]
QUESTION = "may I put up a lawn sign zqxcanary?"


@pytest.mark.parametrize(("english", "french"), PAGES)
def test_page_has_its_twin_its_sources_and_no_cookie(db: None, client: Client, english: str, french: str) -> None:
    for address, twin in ((f"/en/guidance/{english}/", f"/fr/orientation/{french}/"),):
        for here, there in ((address, twin), (twin, address)):
            answer = client.get(here)
            html = answer.content.decode()
            assert answer.status_code == 200
            assert not answer.cookies
            assert f'<a class="language" href="{there}"' in html
            anchors = re.findall(r'\sid="([^"]+)"', html)
            assert len(anchors) == len(set(anchors))
            assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)


def test_slug_of_the_other_language_leads_to_the_right_one(db: None, client: Client) -> None:
    answer = client.get("/fr/orientation/candidacy/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/fr/orientation/candidature/")
    assert client.get("/en/guidance/nowhere/").status_code == 404


def test_public_pages_cost_one_query(db: None, client: Client, django_assert_num_queries: Any) -> None:
    for address in ("/en/guidance/", "/en/guidance/candidacy/"):
        with django_assert_num_queries(1):
            client.get(address)
    with django_assert_num_queries(1):
        client.post("/en/search/", {"search": QUESTION})
    with as_system():
        page = GuidanceVersion.objects.get(page__code="test").page
        for number in range(2, 12):
            GuidanceVersion.objects.create(
                page=page, number=number, is_delivered=True, drafted_at=NOON, published_at=NOON,
                **dict.fromkeys(FIELDS, f"{number} [s113]"),
            )  # fmt: skip
    for address in ("/en/guidance/", "/en/guidance/candidacy/"):
        with django_assert_num_queries(1):
            client.get(address)
    assert "<h1>11 [s113]</h1>" in client.get("/en/guidance/right-and-test/").content.decode()


def test_hub_keeps_the_anchors_that_others_link_to(db: None, client: Client) -> None:
    html = client.get("/en/guidance/").content.decode()
    assert 'id="candidate"' in html
    assert 'id="test"' in html
    assert html.count("/en/guidance/") >= 9


def test_lawn_sign_is_answered_in_one_step(db: None) -> None:
    client = Client(enforce_csrf_checks=True)  # no token is asked for, because it would cost a cookie
    answer = client.post("/en/search/", {"search": QUESTION})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert html.index("Yes, in most positions") < html.index("Signs, buttons and stickers") < html.index("Lawn sign.")
    form = html[html.index('name="activity"') - 200 :]
    assert 'value="DIS.LAWN"' in form
    started = client.post("/en/assessment/", {"activity": "DIS.LAWN", "search": "", "searched": "", "_step": "choose"})
    assert "fieldset" in started.content.decode()


def test_search_in_the_other_language_keeps_the_question(db: None, client: Client) -> None:
    html = client.post("/fr/recherche/", {"search": "lawn sign", "_language": "fr"}).content.decode()
    assert '<html lang="fr">' in html
    assert 'value="lawn sign"' in html
    assert "Oui, dans la plupart des postes" in html


def test_question_is_escaped_and_cut_and_stands_in_no_address(db: None, client: Client) -> None:
    html = client.post("/en/search/", {"search": '"><script>alert(1)</script>' + "x" * 500}).content.decode()
    assert "<script>alert" not in html
    assert "x" * 101 not in html
    assert 'value="lawn"' not in client.get("/en/search/?search=lawn").content.decode()


def test_nothing_found_says_what_to_try(db: None, client: Client) -> None:
    assert "Try other words" in client.post("/en/search/", {"search": "xyzzy"}).content.decode()


@pytest.fixture
def second(people: factories.People) -> Person:
    commission = Organization.objects.get(name_en="Public Service Commission")
    return factories.make_person("Béa", commission, Role.ADMINISTRATOR, language="fr")


ADDRESSES = ("", "test/", "test/draft/", "test/1/", "test/2/", "test/2/publish/")


def test_administrators_write_compare_and_publish(people: factories.People, second: Person, client_of: Any) -> None:
    ada, bea, base = client_of(people.ada), client_of(second), "/en/guidance-versions/"
    html = ada.get(base + "test/draft/").content.decode()
    assert "You have the right to take part" in html
    form = {name: getattr(GuidanceVersion.objects.get(page__code="test"), name) for name in FIELDS}
    form |= {"change_note": "Shorter.", "revision": "0"}
    refused = ada.post(base + "test/draft/", {**form, "body_en": "Shorter.", "offer": "on"})
    assert refused.status_code == 422
    assert "Line 1 names no source" in refused.content.decode()
    assert ada.post(base + "test/draft/", {**form, "body_en": "Shorter. [s113]", "offer": "on"}).status_code == 302
    page = ada.get(base + "test/2/").content.decode()
    assert "Publish as the second person" not in page
    assert re.search(r"Added:</span> \+ Shorter. \[s113\]", page)
    assert ada.post(base + "test/2/publish/", {"revision": "1"}).status_code == 403
    assert "Publish as the second person" in bea.get(base + "test/2/").content.decode()
    assert bea.post(base + "test/2/publish/", {"revision": "7"}).status_code == 409
    assert bea.post(base + "test/2/publish/", {"revision": "1"}).status_code == 302
    assert "Shorter." in Client().get("/en/guidance/right-and-test/").content.decode()
    listed = ada.get(base + "test/").content.decode()
    assert "Replaced" in listed
    assert "Béa Sample published version 2: Shorter." in listed


@pytest.mark.parametrize("name", ["emma", "rita", "olive", "audrey"])
def test_drafts_are_not_there_for_others(people: factories.People, client_of: Any, name: str) -> None:
    page = GuidanceVersion.objects.get(page__code="test").page
    save_draft(page=page, texts={}, change_note="x", drafted_by=factories.acting(people.ada), at=NOON)
    client = client_of(getattr(people, name))
    assert {client.get(f"/en/guidance-versions/{rest}").status_code for rest in ADDRESSES} == {404}
    assert client.post("/en/guidance-versions/test/draft/", {}).status_code == 404
    assert {Client().get(f"/en/guidance-versions/{rest}").status_code for rest in ADDRESSES} == {302}


def test_administrators_pages_cost_the_same_with_many_versions(
    people: factories.People, client_of: Any, django_assert_num_queries: Any
) -> None:
    client = client_of(people.ada)
    client.get("/en/guidance-versions/")
    counts = []
    for beyond in (0, 10):
        with django_assert_num_queries(8):
            client.get("/en/guidance-versions/")
        counts.append(client.get("/en/guidance-versions/test/").status_code)
        with as_system():
            page = GuidanceVersion.objects.get(page__code="test", number=1).page
            for number in range(beyond + 2, beyond + 9):
                GuidanceVersion.objects.create(
                    page=page, number=number, is_delivered=True, drafted_at=NOON, published_at=NOON,
                    **dict.fromkeys(FIELDS, "x"),
                )  # fmt: skip
    assert counts == [200, 200]
