"""A planted internal note never reaches whoever asked: not on a page, not through the API, not by mail, export or search.

Asked by three people: an employee, a representative of the same organization, and an officer who sees everything.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator

from cases.enums import CaseStatus
from cases.models import Case
from cases.operations.advising import record_advice
from cases.operations.conversing import send_message, write_note
from cases.operations.reminding import remind_of_questions
from cases.operations.replaying import replay_clocks
from cases.operations.triage import go_on, request_information
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base import clock
from polact.reports import registry
from tests.cases.views.pages import without_noise
from tests.factories import NOON, People, acting, make_case

pytestmark = pytest.mark.django_db
PLANTED = "zyqqrwald"
ASKERS = ("emma", "rene", "olive")


@pytest.fixture(params=ASKERS)
def asker(request: pytest.FixtureRequest, people: People) -> Person:
    person: Person = getattr(people, request.param)
    return person


@pytest.fixture
def case(people: People, asker: Person) -> Case:
    """A case that lived through every occasion of telling somebody something, with a note before each."""
    case = make_case(asker, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    rita = acting(people.rita)
    write_note(case=case, written_by=rita, text=f"{PLANTED} one", at=NOON)
    request_information(case=case, asked_by=rita, question="Which?", items=["The dates"], at=NOON)
    write_note(case=case, written_by=rita, text=f"{PLANTED} two", at=NOON)
    remind_of_questions(at=clock.now())
    go_on(case=case, gone_on_by=acting(people.rita), reasons="Enough is known.", at=NOON)
    send_message(case=case, sent_by=rita, text="A message", at=NOON)
    replay_clocks(at=NOON)
    record_advice(case=case, decided_by=acting(people.rita), outcome="COMPATIBLE", reasons="Own time.", at=NOON)
    write_note(case=case, written_by=rita, text=f"{PLANTED} three", at=NOON)
    return case


def addresses(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """The name of every page of the product that can be reached with no or one number."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace in {"admin", "api"}:
                continue
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"


def pages(case: Case, language: str) -> list[str]:
    found = {f"/{language}/"}
    with override(language):
        for name in set(addresses(get_resolver().url_patterns)):
            for args in ([], [case.pk], [case.pk, "provide-information"], [case.pk, "withdraw"], [case.pk, "go-on"]):
                try:
                    found.add(reverse(name, args=args))
                except NoReverseMatch:
                    continue
    return sorted(found)


def clean(answer: Any) -> bool:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return PLANTED.encode() not in body and PLANTED not in str(answer.headers)


def test_the_plant_is_seen_by_those_who_handle_the_case(
    people: People, client_of: Callable[[Person], Client], case: Case
) -> None:
    """Without this, the rest proves nothing."""
    assert not clean(client_of(people.rita).get(reverse("cases:case", args=[case.pk])))
    assert not clean(client_of(people.rita).get(f"/api/v1/requests/{case.pk}/notes/"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_shows_it(client_of: Callable[[Person], Client], asker: Person, case: Case, language: str) -> None:
    browser = client_of(asker)
    known = pages(case, language)
    assert len(known) > 30
    assert [page for page in known if not clean(browser.get(page, follow=True))] == []


def test_no_form_shown_again_in_the_other_language_shows_it(
    client_of: Callable[[Person], Client], asker: Person, case: Case
) -> None:
    browser = client_of(asker)
    for name, args in {
        "request_message": [case.pk],
        "note": [case.pk],
        "settle": [case.pk],
        "request_action": [case.pk, "provide-information"],
        "case_action": [case.pk, "close"],
    }.items():
        for language in ("en", "fr"):
            with override(language):
                address = reverse(f"cases:{name}", args=args)
            assert clean(browser.post(address, {"_language": language, "text": "Typed", "answer": "Typed"}))


def test_no_operation_of_the_api_tells_it(client_of: Callable[[Person], Client], asker: Person, case: Case) -> None:
    """Every operation of the description that takes the number of a request, and all that take nothing; by every method."""
    browser, called = client_of(asker), 0
    for path, operations in SchemaGenerator().get_schema(request=None, public=True)["paths"].items():
        address = path.replace("{id}", str(case.pk)).replace("{pk}", str(case.pk))
        if "{" in address:
            address = address.split("{")[0]
        for method in operations:
            body = json.dumps({"text": "x", "answer": "x"}) if method != "get" else None
            ask = getattr(browser, method)
            answer = ask(address) if body is None else ask(address, body, content_type="application/json")
            assert clean(answer), (method, address)
            called += 1
    assert called > 60
    assert browser.get(f"/api/v1/requests/{case.pk}/notes/").status_code == 404
    note = browser.post(f"/api/v1/requests/{case.pk}/notes/", {"text": "x"}, content_type="application/json")
    assert note.status_code == 404


def test_no_message_holds_it(asker: Person, case: Case) -> None:
    with as_system():
        sent = list(Message.objects.all())
    assert len(sent) >= 6
    assert [message for message in sent if PLANTED in f"{message.subject}{message.body}{message.link}"] == []
    assert not [message for message in mail.outbox if PLANTED in str(message.message())]


def test_the_trail_says_that_there_is_a_note_and_nothing_of_it(asker: Person, case: Case) -> None:
    acting(asker)
    entries = trail_of(case.ref)
    assert sum("internal note" in str(entry) for entry in entries) == 3
    for language in ("en", "fr"):
        with override(language):
            assert PLANTED not in " ".join(f"{entry} {entry.facts} {entry.told_facts()}" for entry in entries)


def test_no_report_or_export_holds_it(client_of: Callable[[Person], Client], asker: Person, case: Case) -> None:
    browser = client_of(asker)
    for report in registry.REPORTS:
        for form in ("", "?format=csv", "?format=json", "?export=csv"):
            assert clean(browser.get(f"/en/reports/{report.slug}/{form}", follow=True))
            assert clean(browser.get(f"/api/v1/reports/{report.slug}/{form}"))


def test_search_does_not_find_by_it(client_of: Callable[[Person], Client], asker: Person, case: Case) -> None:
    acting(asker)
    with connection.cursor() as cursor:
        cursor.execute("select cases_search(%s, 10)", [PLANTED])
        assert cursor.fetchall() == []
    browser, neither = client_of(asker), "zyqqrwile"  # a word that nobody ever wrote
    found, nothing = (browser.get(f"/en/desk/?words={word}") for word in (PLANTED, neither))
    assert without_noise(found).replace(PLANTED, neither) == without_noise(nothing)


def test_no_table_shows_it_to_whoever_asked(asker: Person, case: Case) -> None:
    """Whatever a page, an export or a document may read later: every readable row of every table, as text."""
    acting(asker)
    with connection.cursor() as cursor:
        cursor.execute(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'public' "
            "and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert "public.cases_internalnote" in tables
        for table in tables:
            cursor.execute(f"select count(*) from {table} row where row::text like %s", [f"%{PLANTED}%"])
            assert cursor.fetchone()[0] == 0, table
