"""The pages on which requests are linked, and on which one asks again."""

import pytest
from django.urls import reverse

from cases.enums import CaseStatus
from cases.models import Case, CaseLink
from polact.access.acting import as_system
from tests import factories
from tests.cases.views.pages import queries, text


@pytest.fixture
def two(people: factories.People) -> tuple[Case, Case]:
    first = factories.make_case(people.emma, people.organization)
    return first, factories.make_case(people.emma, people.organization)


def test_case_offers_to_link_what_looks_alike_and_links_nothing_by_itself(people, client_of, two):
    first, second = two
    rita = client_of(people.rita)
    page = text(rita.get(reverse("cases:case", args=[second.pk])))
    assert "The same person sent 1 request that looks alike, within thirty days." in page
    offered = reverse("routing:links", args=[second.pk])
    assert f"{offered}?other={first.number}" in page
    assert f'value="{first.number}"' in text(rita.get(offered, {"other": first.number}))
    with as_system():
        assert not CaseLink.objects.exists()
    linked = rita.post(offered, {"other": first.number, "kind": "DUPLICATE"}, follow=True)
    assert "The requests are linked. Each stays what it is." in text(linked)
    for one, other in (two, two[::-1]):
        shown = text(rita.get(reverse("cases:case", args=[one.pk])))
        assert "The same request again" in shown
        assert other.number in shown
        assert "looks alike" not in shown
    assert "The same request again" in text(client_of(people.emma).get(reverse("cases:request", args=[first.pk])))


@pytest.mark.parametrize(
    ("other", "told"), [("PA-999999", "There is no such request"), ("lawn", "not the number"), ("", "Give the number")]
)
def test_number_that_leads_nowhere_is_shown_again(people, client_of, two, other, told):
    shown = client_of(people.rita).post(reverse("routing:links", args=[two[0].pk]), {"other": other, "kind": "RELATED"})
    assert shown.status_code == 422
    assert told in text(shown)
    assert f'value="{other}"' in text(shown) or not other


def test_request_that_one_may_not_see_is_as_if_it_were_not_there(people, client_of, two):
    foreign = factories.make_case(people.luc, people.elsewhere)
    shown = client_of(people.rita).post(
        reverse("routing:links", args=[two[0].pk]), {"other": foreign.number, "kind": "RELATED"}
    )
    assert "There is no such request that you may see." in text(shown)


@pytest.mark.parametrize("name", ["emma", "luc", "sam", "audrey"])
def test_links_are_not_there_for_a_stranger(people, client_of, two, name):
    browser, page = client_of(getattr(people, name)), reverse("routing:links", args=[two[0].pk])
    assert browser.get(page).status_code == 404
    assert browser.post(page, {"other": two[1].number, "kind": "RELATED"}).status_code == 404
    api = f"/api/v1/requests/{two[0].pk}/links/"
    body = {"other": two[1].pk, "kind": "RELATED"}
    assert browser.post(api, body, content_type="application/json").status_code == 404
    assert browser.get(api).status_code == (200 if name in ("emma", "audrey") else 404)


def test_link_is_ended_by_a_button(people, client_of, two):
    rita, page = client_of(people.rita), reverse("routing:links", args=[two[0].pk])
    rita.post(page, {"other": two[1].number, "kind": "RELATED"})
    with as_system():
        link = CaseLink.objects.get()
    assert client_of(people.sam).post(reverse("routing:end_link", args=[two[0].pk, link.pk])).status_code == 404
    shown = rita.post(reverse("routing:end_link", args=[two[0].pk, link.pk]), follow=True)
    assert "1 link that was ended" in text(shown)


def test_api_links_ends_and_asks_again(people, client_of):
    first = factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    second = factories.make_case(people.emma, people.organization)
    rita, emma = client_of(people.rita), client_of(people.emma)
    door = f"/api/v1/requests/{first.pk}/links/"
    made = rita.post(door, {"other": second.pk, "kind": "RELATED"}, content_type="application/json")
    assert (made.status_code, made.json()["second"]) == (201, second.pk)
    assert emma.get(door).json() == []
    assert [one["kind"] for one in rita.get(door).json()] == ["RELATED"]
    ended = rita.post(f"{door}{made.json()['id']}/end/", {}, content_type="application/json")
    assert ended.json()["ended_by"]["name"] == "Rita Sample"
    again = emma.post(f"/api/v1/requests/{first.pk}/ask-again/", {}, content_type="application/json")
    assert (again.status_code, again.json()["status"]) == (201, "DRAFT")
    assert rita.post(f"/api/v1/requests/{first.pk}/ask-again/", {}, content_type="application/json").status_code == 404


def test_asking_again_leads_to_a_draft_with_what_was_asked(people, client_of):
    answered = factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    emma = client_of(people.emma)
    assert "Ask again" in text(emma.get(reverse("cases:request", args=[answered.pk])))
    draft = emma.post(reverse("routing:ask_again", args=[answered.pk]), follow=True)
    assert answered.question in text(draft)
    assert client_of(people.rita).post(reverse("routing:ask_again", args=[answered.pk])).status_code == 404


def test_case_page_costs_the_same_with_many_alike(people, client_of):
    case = factories.make_case(people.emma, people.organization)
    rita, page = client_of(people.rita), reverse("cases:case", args=[case.pk])
    rita.get(page)
    with queries() as few:
        rita.get(page)
    for _more in range(8):
        factories.make_case(people.emma, people.organization)
    with queries() as many:
        rita.get(page)
    assert len(few) == len(many) == 15
