"""What is written about a case, on its pages: forms that lose nothing, marks, strangers, and what stands on the page."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from cases.enums import CaseStatus
from cases.models import Case, CaseMessage, InformationRequest, InternalNote
from cases.operations.conversing import send_message, write_note
from cases.operations.triage import request_information
from cases.queries import questions_of
from polact.access.acting import as_system
from polact.base import clock
from tests.cases.views.pages import path, queries, text
from tests.factories import NOON, acting, make_case

pytestmark = pytest.mark.django_db
CASE_QUERIES, REQUEST_QUERIES = 15, 12
"""Session, binding, person, case, questions, notes and messages, people, appointments (case only), trail, unread."""


@pytest.fixture
def case(people):
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def ask(case, people, *items, at=NOON):
    return request_information(case=case, asked_by=acting(people.rita), question="Which weeks?", items=items, at=at)


WRITING = {
    "note": {"rita", "rene"},
    "case_message": {"emma", "rita", "rene"},
    "request_message": {"emma", "rita", "rene"},
    "settle": {"rita", "rene"},
}


@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize("who", ["emma", "rita", "rene", "olive", "ada", "audrey", "sam", "luc"])
def test_pages_are_there_for_those_who_may_write(people, client_of, case, name, who):
    expected = 200 if who in WRITING[name] else 404
    assert client_of(getattr(people, who)).get(path(name, case.pk)).status_code == expected


@pytest.mark.parametrize("name", [*WRITING, "clock_differences"])
def test_asks_a_person_without_a_session_to_sign_in(people, client, case, name):
    address = path(name) if name == "clock_differences" else path(name, case.pk)
    assert client.get(address).headers["Location"].startswith("/en/sign-in/")


def test_note_leads_back_to_the_notes(people, client_of, case):
    answer = client_of(people.rita).post(path("note", case.pk), {"text": "To be asked again."})
    assert answer.headers["Location"] == path("case", case.pk) + "#notes"
    assert "To be asked again." in text(client_of(people.rene).get(path("case", case.pk)))


@pytest.mark.parametrize("name", ["note", "case_message"])
def test_says_what_is_missing_and_loses_nothing(people, client_of, case, name):
    answer = client_of(people.rita).post(path(name, case.pk), {"text": " "})
    assert answer.status_code == 422
    assert "error-summary" in text(answer)
    long = client_of(people.rita).post(path(name, case.pk), {"text": "x" * 20_001})
    assert long.status_code == 422
    assert "x" * 20_001 in text(long)


def test_message_to_a_closed_request_says_so_and_keeps_the_words(people, client_of):
    case = make_case(people.emma, people.organization)
    client_of(people.emma).post(path("request_action", case.pk, "withdraw"), {})
    page = text(client_of(people.emma).get(path("request", case.pk)))
    assert "only if it is reopened" in page
    assert "Send the message" not in page
    answer = client_of(people.emma).post(path("request_message", case.pk), {"text": "One thing more"})
    assert answer.status_code == 409
    assert "One thing more" in text(answer)


def test_unread_messages_are_marked_until_somebody_says_that_they_are_read(people, client_of, case):
    client_of(people.emma).post(path("request_message", case.pk), {"text": "Hello there"})
    rita = client_of(people.rita)
    assert "Mark as read" in text(rita.get(path("case", case.pk)))
    assert "not read yet" in text(client_of(people.emma).get(path("request", case.pk)))
    rita.post(path("messages_read", case.pk))
    assert "Mark as read" not in text(rita.get(path("case", case.pk)))
    assert "not read yet" not in text(client_of(people.emma).get(path("request", case.pk)))
    assert client_of(people.sam).post(path("messages_read", case.pk)).status_code == 404
    assert client_of(people.audrey).post(path("messages_read", case.pk)).status_code == 404


def test_settles_things_and_refuses_a_stale_list(people, client_of, case):
    ask(case, people, "The dates", "The place")
    first, second = (str(item.id) for item in questions_of(case)[0].checklist)
    rita, address = client_of(people.rita), path("settle", case.pk)
    stale = Case.objects.get(pk=case.pk).version
    assert rita.post(address, {"not_needed": [first], "version": stale}).status_code == 302
    conflict = rita.post(address, {"not_needed": [second], "version": stale})
    assert conflict.status_code == 409
    assert rita.post(address, {"not_needed": []}).status_code == 422
    assert rita.post(address, {"not_needed": [second]}).status_code == 302
    acting(people.rita)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.IN_REVIEW


def test_answer_page_keeps_sends_and_asks_for_something(people, client_of, case):
    ask(case, people, "The dates")
    (item,) = questions_of(case)[0].checklist
    emma, address = client_of(people.emma), path("request_action", case.pk, "provide-information")
    assert emma.post(address, {}).status_code == 422
    assert emma.post(address, {f"item-{item.id}": "In M", "keep": "1"}).status_code == 302
    assert "In M" in text(emma.get(address))
    switched = emma.post(
        address.replace("/en/", "/fr/").replace("requests", "demandes"), {"_language": "fr", "answer": "Typed"}
    )
    assert "Typed" in text(switched)
    assert emma.post(address, {f"item-{item.id}": "In May"}, follow=True).status_code == 200
    acting(people.emma)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.IN_REVIEW
    assert client_of(people.rita).get(address).status_code == 404


def test_page_tells_the_pause_and_the_finding(people, client_of, case):
    asked = ask(case, people, "The dates", at=clock.now() - timedelta(days=20))
    acting(people.rita)
    InformationRequest.objects.filter(pk=asked.pk).update(answer_by=clock.local_date(clock.now()) - timedelta(days=1))
    page = text(client_of(people.rita).get(path("case", case.pk)))
    assert "The employee has not replied" in page
    assert "paused since" in page
    own = text(client_of(people.emma).get(path("request", case.pk)))
    assert "If you answered today" in own
    assert "You can still give it." in own


def test_stored_day_that_the_facts_do_not_give_is_shown_and_not_explained_away(people, client_of, case):
    with as_system():
        Case.objects.filter(pk=case.pk).update(due_on=NOON.date() + timedelta(days=99))
    page = text(client_of(people.rita).get(path("case", case.pk)))
    assert "The recorded facts give another day" in page
    assert "How this date was found" not in page


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("olive", 404), ("rita", 404), ("emma", 404)])
def test_differences_of_clocks_are_for_administrators(people, client_of, who, status):
    assert client_of(getattr(people, who)).get(path("clock_differences")).status_code == status


@pytest.mark.parametrize(
    ("who", "name", "most"), [("rita", "case", CASE_QUERIES), ("emma", "request", REQUEST_QUERIES)]
)
def test_costs_the_same_whatever_is_written(people, client_of, case, who, name, most):
    ask(case, people, "The dates")
    browser, address = client_of(getattr(people, who)), path(name, case.pk)
    browser.get(address)
    with queries() as few:
        browser.get(address)
    for number in range(8):
        write_note(case=case, written_by=acting(people.rene), text=f"Note {number}", at=NOON)
        send_message(case=case, sent_by=acting(people.emma), text=f"Message {number}", at=NOON)
    with queries() as many:
        assert "Message 7" in text(browser.get(address))
    assert len(few) == len(many) == most, [sql[:90] for sql in many]


def test_headings_are_in_order(people, client_of, case):
    ask(case, people, "The dates")
    for who, name in (("rita", "case"), ("emma", "request")):
        page = text(client_of(getattr(people, who)).get(path(name, case.pk)))
        levels = [int(level) for level in re.findall(r"<h([1-6])", page.split("<main")[1])]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_notes_are_stored_as_written(people, client_of, case):
    client_of(people.rita).post(path("note", case.pk), {"text": "<b>bold</b>"})
    client_of(people.emma).post(path("request_message", case.pk), {"text": "<script>alert(1)</script>"})
    page = text(client_of(people.rita).get(path("case", case.pk)))
    assert "&lt;b&gt;bold" in page
    assert "<script>alert(1)" not in page
    acting(people.rita)
    assert (InternalNote.objects.get().text, CaseMessage.objects.count()) == ("<b>bold</b>", 1)


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("rita", 404), ("emma", 404), ("olive", 404)])
def test_standard_is_set_by_the_lead_and_administrators(people, client_of, who, status):
    address = reverse("access:standard", args=[people.organization.pk])
    browser = client_of(getattr(people, who))
    assert browser.get(address).status_code == status
    answer = browser.post(address, {"standard_days": "15", "answer_days": "7"})
    assert answer.status_code == (302 if status == 200 else 404)
    people.organization.refresh_from_db()
    assert people.organization.standard_days == (15 if status == 200 else 10)


def test_lead_sets_the_standard_for_what_is_sent_from_then_on(people, client_of, case):
    with as_system():
        people.rita.appointments.filter(role="REPRESENTATIVE").update(is_lead=True)
    address = reverse("access:standard", args=[people.organization.pk])
    rita = client_of(people.rita)
    assert rita.post(address, {"standard_days": "0", "answer_days": "7"}).status_code == 422
    assert rita.post(address, {"standard_days": "15", "answer_days": "7"}).status_code == 302
    assert address in text(rita.get(path("case", case.pk)))
    people.organization.refresh_from_db()
    later = make_case(people.emma, people.organization)
    assert (Case.objects.get(pk=case.pk).standard_days, Case.objects.get(pk=later.pk).standard_days) == (10, 15)
    assert client_of(people.sam).get(address).status_code == 404
