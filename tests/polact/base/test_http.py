"""Refusals become pages and problem documents; a database that is away becomes a 503 that loses nothing."""

from collections.abc import Callable, Iterator

import pytest
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from polact.access.models import Organization, Person
from polact.base.errors import Conflict, NotPermitted
from tests import factories


def refuse(request: HttpRequest) -> HttpResponse:
    Organization.objects.filter(abbreviation_en="ESDC").update(note="half a deed")
    raise Conflict("Somebody was first.", current_version=7)


def forbid(request: HttpRequest) -> HttpResponse:
    raise NotPermitted()


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the server closed the connection")


@pytest.fixture
def urls() -> Iterator[None]:
    from polact.urls import urlpatterns

    added = [
        path("test/refuse/", refuse),
        path("api/test/refuse/", refuse),
        path("test/forbid/", forbid),
        path("test/away/", away),
    ]
    with override_settings(ROOT_URLCONF=type("Urls", (), {"urlpatterns": added + urlpatterns})):
        yield


@pytest.mark.usefixtures("urls")
def test_refusal_is_a_page_with_its_sentence_and_status(
    people: factories.People, client_of: Callable[[Person], Client]
) -> None:
    answer = client_of(people.emma).get("/test/refuse/")
    assert answer.status_code == 409
    assert "Somebody was first." in answer.content.decode()


@pytest.mark.usefixtures("urls")
def test_refusal_in_the_api_is_a_problem_document(
    people: factories.People, client_of: Callable[[Person], Client]
) -> None:
    answer = client_of(people.emma).get("/api/test/refuse/")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:polact:conflict",
        "title": "conflict",
        "status": 409,
        "detail": "Somebody was first.",
        "current_version": 7,
    }


def test_refusal_undoes_what_was_begun(committed_db: None, urls: None) -> None:
    with transaction.atomic():
        people = factories.make_people()
    client = Client()
    client.force_login(people.emma, backend="polact.access.backends.PersonBackend")
    client.get("/test/refuse/")
    assert Organization.objects.get(abbreviation_en="ESDC").note != "half a deed"


@pytest.mark.usefixtures("urls")
def test_refusal_speaks_the_persons_language(people: factories.People, client_of: Callable[[Person], Client]) -> None:
    client = client_of(people.luc)
    client.cookies["django_language"] = "fr"
    answer = client.get("/test/forbid/", headers={"accept-language": "fr"})
    assert answer.status_code == 403
    assert 'lang="fr"' in answer.content.decode()


@pytest.mark.usefixtures("urls")
def test_absent_database_is_a_503_with_a_time_to_come_back(
    people: factories.People, client_of: Callable[[Person], Client]
) -> None:
    answer = client_of(people.emma).get("/test/away/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_pages_of_a_signed_in_person_are_not_kept(
    people: factories.People, client_of: Callable[[Person], Client]
) -> None:
    assert client_of(people.emma).get("/en/").headers["Cache-Control"] == "no-store, private"


def test_probes_answer(db: None) -> None:
    assert Client().get("/healthz").json() == {"ok": True}
    assert Client().get("/readyz").json()["database"] == "answers"
