"""My requests, and one request: where it stands, what is asked, the answer first; at a constant price."""

import pytest

from cases.enums import CaseStatus
from cases.operations.triage import provide_information, request_information
from polact.audit.queries import trail_of
from tests.cases.views.pages import path, queries, text
from tests.factories import NOON, acting, make_case, make_draft

pytestmark = pytest.mark.django_db

LIST_QUERIES = 6
"""Session, binding, person, requests, people, unread messages."""
PAGE_QUERIES = 15  # each panel of the page may cost one


def test_says_what_will_appear_where_there_is_nothing_yet(people, client_of):
    page = text(client_of(people.emma).get(path("mine")))
    assert "No request yet" in page
    assert path("new") in page


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (CaseStatus.SUBMITTED, "The representative will take it up"),
        (CaseStatus.IN_REVIEW, "Rita Sample"),
        (CaseStatus.AWAITING_INFORMATION, "Answer the question"),
        (CaseStatus.ANSWERED, "Read the answer"),
    ],
)
def test_tells_where_each_request_stands(people, client_of, status, said):
    case = make_case(people.emma, people.organization, status=status, by=people.rita)
    page = text(client_of(people.emma).get(path("mine")))
    assert case.number in page
    assert said in page


def test_lists_only_ones_own(people, client_of):
    case = make_case(people.emma, people.organization)
    for person in (people.luc, people.rita, people.ada):
        assert case.number not in text(client_of(person).get(path("mine")))


def test_lists_at_a_constant_price(people, client_of):
    browser = client_of(people.emma)
    make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    browser.get(path("mine"))
    with queries() as few:
        browser.get(path("mine"))
    for status in (CaseStatus.SUBMITTED, CaseStatus.IN_REVIEW, CaseStatus.ANSWERED) * 3:
        make_case(people.emma, people.organization, status=status, by=people.rita)
    with queries() as many:
        browser.get(path("mine"))
    assert len(few) == len(many)
    assert len(many) <= LIST_QUERIES


def test_puts_the_answer_before_everything_else(people, client_of):
    case = make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    page = text(client_of(people.emma).get(path("request", case.pk)))
    order = [page.index(said) for said in ("Compatible as described", "Own time, own lawn.", "What you sent")]
    assert order == sorted(order)
    assert "Whether to take part is your decision" in page


def test_shows_the_open_question_with_its_door(people, client_of):
    case = make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rita)
    page = text(client_of(people.emma).get(path("request", case.pk)))
    assert "Which weeks?" in page
    assert path("request_action", case.pk, "provide-information") in page


def test_shows_a_draft_as_the_first_point_of_the_time_line(people, client_of):
    draft = make_draft(people.emma, people.organization)
    page = text(client_of(people.emma).get(path("request", draft.pk)))
    assert 'class="current"' in page
    assert page.count('class="todo"') == 3


def test_leads_each_side_to_its_own_page(people, client_of):
    case = make_case(people.emma, people.organization)
    assert client_of(people.rita).get(path("request", case.pk)).headers["Location"] == path("case", case.pk)
    assert client_of(people.emma).get(path("case", case.pk)).headers["Location"] == path("request", case.pk)


@pytest.mark.parametrize(("who", "status"), [("olive", 200), ("ada", 200), ("audrey", 200), ("sam", 404), ("luc", 404)])
def test_opens_the_case_for_those_who_may_read_it(people, client_of, who, status):
    case = make_case(people.emma, people.organization)
    assert client_of(getattr(people, who)).get(path("case", case.pk)).status_code == status


def test_offers_no_action_to_those_who_only_read(people, client_of):
    case = make_case(people.emma, people.organization)
    assert "button-row page-actions" not in text(client_of(people.audrey).get(path("case", case.pk)))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_tells_the_trail_in_the_language_of_the_reader(people, client_of, language):
    case = make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    page = text(client_of(people.rita).get(path("case", case.pk, language=language)))
    outcome = {"en": "Compatible as described", "fr": "Compatible telle que décrite"}[language]
    assert page.count(outcome) >= 2  # the advice, and its sentence in the trail
    from django.utils.html import escape
    from django.utils.translation import override

    with override(language):
        for entry in trail_of(case.ref):
            assert escape(str(entry)) in page


def more_history(case, people, rounds):
    for number in range(rounds):
        request_information(case=case, asked_by=acting(people.rita), question=f"Question {number}?", at=NOON)
        provide_information(case=case, provided_by=acting(people.emma), answer=f"Answer {number}.", at=NOON)


@pytest.mark.parametrize(("who", "name"), [("rita", "case"), ("emma", "request")])
def test_costs_the_same_whatever_the_length_of_the_history(people, client_of, who, name):
    case = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    more_history(case, people, 1)
    browser, address = client_of(getattr(people, who)), path(name, case.pk)
    browser.get(address)
    with queries() as short:
        browser.get(address)
    more_history(case, people, 6)
    with queries() as long:
        page = browser.get(address)
    assert "Answer 5." in text(page)
    assert len(short) == len(long)
    assert len(long) <= PAGE_QUERIES
