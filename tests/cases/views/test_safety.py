"""The safety net's pages: what needs a hand or an explanation."""

from datetime import timedelta

import pytest

from cases.enums import CaseStatus
from cases.operations.tending import check_open_work
from cases.queries import paging
from polact.access.acting import as_system
from tests.cases.away import TODAY, leads
from tests.cases.views.pages import path, queries, text
from tests.factories import NOON, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch, noon):
    monkeypatch.setattr("polact.base.clock.now", lambda: noon)


@pytest.fixture
def late(people):
    return make_case(
        people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita, at=NOON - timedelta(days=30)
    )


@pytest.mark.parametrize("who", ["emma", "luc", "ada", "audrey"])
def test_is_not_there_for_who_handles_nothing(people, client_of, late, who):
    assert client_of(getattr(people, who)).get(path("safety_net")).status_code == 404


def test_empty_net_says_so_and_when_it_was_last_looked_through(people, client_of):
    page = text(client_of(people.rita).get(path("safety_net")))
    assert "It came out empty" in page
    assert "has not run yet" in page
    with as_system():
        check_open_work(at=NOON)
    page = text(client_of(people.rita).get(path("safety_net")))
    assert "last ran on" in page
    assert "November 23, 2026" in page


def test_tells_why_each_request_is_there_and_narrows_by_reason(people, client_of, late):
    free = make_case(people.emma, people.organization)
    browser = client_of(people.rita)
    page = text(browser.get(path("safety_net")))
    assert late.number in page
    assert free.number in page
    assert "Past its standard" in page
    page = text(browser.get(path("safety_net"), {"kind": "UNOWNED"}))
    assert free.number in page
    assert late.number not in page
    assert "Nothing of this kind" in text(browser.get(path("safety_net"), {"kind": "LEFT"}))
    assert browser.get(path("safety_net"), {"kind": "x", "after": "²"}).status_code == 200


def test_shows_nothing_of_others(people, client_of, late):
    assert late.number not in text(client_of(people.sam).get(path("safety_net")))
    assert late.number not in text(client_of(people.olive).get(path("safety_net")))


def test_explaining_asks_everything_and_loses_nothing(people, client_of, late):
    browser, address = client_of(people.rita), path("explain", late.pk)
    assert address in text(browser.get(path("safety_net")))
    assert browser.get(address).status_code == 200
    refused = browser.post(address, {"kinds": ["LATE"], "text": "Waits for the board.", "until": ""})
    assert refused.status_code == 422
    assert "Waits for the board." in text(refused)
    assert "Say until when." in text(refused)
    far = browser.post(address, {"kinds": ["LATE"], "text": "t", "until": "2027-12-31"})
    assert "within 90 days" in text(far)
    until = (TODAY + timedelta(days=3)).isoformat()
    told = {"kinds": ["LATE", "UNTOUCHED"], "text": "Waits for the board.", "until": until}
    done = browser.post(address, told, follow=True)
    assert "off the list" in text(done)
    assert "It came out empty" in text(done)
    again = browser.get(address, follow=True)
    assert "Nothing about this request needs an explanation now." in text(again)


@pytest.mark.parametrize("who", ["emma", "sam", "luc", "olive", "ada", "audrey", "rene"])
def test_explaining_is_for_the_lead_and_the_holder(people, client_of, late, who):
    assert client_of(getattr(people, who)).get(path("explain", late.pk)).status_code == 404
    assert client_of(leads(people.rene, people.organization)).get(path("explain", late.pk)).status_code == 200


def test_walks_page_by_page_at_a_constant_price(people, client_of, late, monkeypatch):
    browser = client_of(people.rita)
    browser.get(path("safety_net"))
    with queries() as few:
        browser.get(path("safety_net"))
    for _ in range(5):
        make_case(people.emma, people.organization)
        make_case(people.luc, people.organization)
    with queries() as many:
        browser.get(path("safety_net"))
    assert len(few) == len(many)
    assert len(many) <= 9
    monkeypatch.setattr(paging, "PAGE", 3)
    page = text(browser.get(path("safety_net"), {"after": late.pk}))
    assert late.number not in page
    assert "after=" in page
