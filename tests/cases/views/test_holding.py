"""Who holds a case: the panel, the pages of the changes of hands, and the lead's table."""

import pytest

from cases.enums import CaseStatus
from cases.models import Case
from polact.access.acting import as_system
from polact.access.enums import Role
from tests.cases.away import away, leads, left
from tests.cases.views.pages import hidden, path, queries, text
from tests.factories import make_case, make_person, nobody_answers

pytestmark = pytest.mark.django_db
PAGES = ("hand_over", "take", "release", "send_back", "history")


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch, noon):
    """Absences begin on the day of the tests, whatever day it is."""
    monkeypatch.setattr("polact.base.clock.now", lambda: noon)


@pytest.fixture
def held(people):
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def holder_of(case):
    with as_system():
        return Case.objects.get(pk=case.pk).assigned_to


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["emma", "sam", "luc", "ada", "audrey"])
def test_is_not_there_for_strangers_readers_and_whoever_asked(people, client_of, held, name, who):
    answer = client_of(getattr(people, who)).get(path(name, held.pk))
    assert answer.status_code == (200 if name == "history" and who in ("ada", "audrey") else 404)


def test_panel_offers_what_one_may_do(people, client_of, held):
    leads(people.rita, people.organization)
    page = text(client_of(people.rita).get(path("case", held.pk)))
    assert path("hand_over", held.pk) in page
    assert path("release", held.pk) in page
    assert path("take", held.pk) not in page
    page = text(client_of(people.rene).get(path("case", held.pk)))
    assert not any(path(name, held.pk) in page for name in PAGES if name != "history")
    assert path("history", held.pk) in page


def test_passing_on_asks_why_and_loses_nothing(people, client_of, held):
    browser, address = client_of(people.rita), path("hand_over", held.pk)
    form = browser.get(address)
    version = hidden(form)
    refused = browser.post(address, {"version": version, "person": people.rene.pk, "reason": ""})
    assert refused.status_code == 422
    assert "Say why: your colleague reads it." in text(refused)
    assert f'value="{people.rene.pk}" selected' in text(refused)
    done = browser.post(address, {"version": version, "person": people.rene.pk, "reason": "Your field."}, follow=True)
    assert "René Sample has the request now" in text(done)
    assert holder_of(held) == people.rene
    assert "Your field." in text(browser.get(path("history", held.pk)))
    assert "Your field." not in text(client_of(people.emma).get(path("request", held.pk)))


def test_stale_page_is_told_who_has_it(people, client_of, held):
    browser, address = client_of(people.rita), path("hand_over", held.pk)
    version = hidden(browser.get(address))
    browser.post(address, {"version": version, "person": people.rene.pk, "reason": "r"})
    again = browser.post(address, {"version": version, "person": people.rene.pk, "reason": "r"})
    assert again.status_code == 409
    assert "René Sample has" in text(again)


def test_page_of_what_is_not_possible_leads_back_and_says_why(people, client_of, held):
    leads(people.rita, people.organization)
    page = client_of(people.rene).get(path("take", held.pk), follow=True)
    assert page.redirect_chain == [(path("case", held.pk), 302)]
    assert "Rita Sample has this request." in text(page)


def test_taking_and_giving_back(people, client_of):
    case = make_case(people.emma, people.organization)
    browser = client_of(people.rene)
    browser.post(path("take", case.pk), {"version": case.version, "reason": ""})
    assert holder_of(case) == people.rene
    browser.post(path("release", case.pk), {"reason": ""})
    assert holder_of(case) is None


def test_nobody_to_pass_on_to_is_said(people, client_of, held):
    left(people.rene, people.organization)
    assert "Nobody else can have it now" in text(client_of(people.rita).get(path("hand_over", held.pk)))


def test_commission_sends_back(people, client_of):
    with nobody_answers():
        case = make_case(people.emma, people.organization)
    browser = client_of(people.olive)
    page = browser.get(path("send_back", case.pk))
    browser.post(path("send_back", case.pk), {"version": hidden(page)})
    with as_system():
        assert Case.objects.get(pk=case.pk).queue == "ORGANIZATION"


def test_desk_shows_the_absents_cases_as_ones_own_and_for_whom(people, client_of, held):
    away(people.rita, people.rene, people.organization)
    page = text(client_of(people.rene).get(path("desk"), {"tab": "mine"}))
    assert held.number in page
    assert "for Rita Sample" in page
    assert 'Mine <span class="count">1</span>' in page
    assert "for Rita Sample" not in text(client_of(people.rita).get(path("desk")))
    assert "René Sample stands in" in text(client_of(people.rene).get(path("case", held.pk)))


def test_case_page_stays_flat(people, client_of, held):
    browser = client_of(people.rita)
    browser.get(path("case", held.pk))
    with queries() as few:
        browser.get(path("case", held.pk))
    for number in range(4):
        person = make_person(f"Colleague{number}", people.organization, Role.REPRESENTATIVE)
        if number:
            away(person, people.rita, people.organization)
    with queries() as many:
        browser.get(path("case", held.pk))
    assert len(few) == len(many)


# Who holds what --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["rene", "emma", "sam", "ada", "audrey"])
def test_table_is_for_the_lead_and_the_commission(people, client_of, who):
    leads(people.rita, people.organization)
    assert client_of(getattr(people, who)).get(path("holdings")).status_code == 404


def test_table_tells_open_work_with_weights_and_no_requester(people, client_of, held):
    leads(people.rita, people.organization)
    make_case(people.emma, people.organization)
    make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rene)
    away(people.rene, people.rita, people.organization)
    page = text(client_of(people.rita).get(path("holdings")))
    assert "Rita Sample" in page
    assert "stands in for René Sample" in page
    assert "away, back on" in page
    assert "1 open request has nobody." in page
    assert "Emma" not in page
    assert "lawn" not in page


def test_table_names_whoever_left_with_open_work(people, client_of, held):
    leads(people.rene, people.organization)
    left(people.rita, people.organization)
    page = text(client_of(people.rene).get(path("holdings")))
    assert "left: assign these requests to somebody" in page


def test_wall_holds_in_the_table(people, client_of, held):
    leads(people.rene, people.organization)
    with as_system():
        Case.objects.filter(pk=held.pk).update(walled_from=[people.rene.pk])
    page = text(client_of(people.rene).get(path("holdings")))
    assert "<td>1</td>" not in page


def test_table_stays_flat(people, client_of, held):
    leads(people.rita, people.organization)
    browser = client_of(people.rita)
    browser.get(path("holdings"))
    with queries() as few:
        browser.get(path("holdings"))
    for number in range(5):
        person = make_person(f"Colleague{number}", people.organization, Role.EMPLOYEE, Role.REPRESENTATIVE)
        make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=person)
        make_case(people.emma, people.organization)
    with queries() as many:
        browser.get(path("holdings"))
    assert len(few) == len(many)
    assert len(many) <= 8


def test_commission_sees_its_queue(people, client_of):
    with nobody_answers():
        make_case(people.emma, people.organization)
    page = text(client_of(people.olive).get(path("holdings")))
    assert "Central queue" in page
    assert "Olive Sample" in page
