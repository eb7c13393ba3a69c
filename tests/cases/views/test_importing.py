"""The page and the API of the import: preview, problems to take along, confirmation; strangers find nothing."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import HistoryFile, ImportedRequest
from cases.operations.importing import MOST_BY_A_PERSON
from polact.access.acting import as_system
from tests.cases.history.registers import register
from tests.conftest import acting_as
from tests.factories import People

ClientOf = Callable[..., Client]
PAGE, API = "/en/history-import/", "/api/v1/history/"
GOOD = register({}, {"reference": "H-2", "outcome": "refused"})
BAD = register({}, {"reference": "H-2", "jurisdiction": "CA"})


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("history.csv", content, "text/csv")


def imported() -> int:
    with as_system():
        return ImportedRequest.objects.count()


@pytest.mark.parametrize("name", ["emma", "rita", "olive", "audrey"])
def test_others_find_nothing(people: People, client_of: ClientOf, name: str) -> None:
    preview = client_of(people.ada).post(PAGE, {"file": file(BAD)}).url
    client = client_of(getattr(people, name))
    assert {client.get(page).status_code for page in (PAGE, preview, f"{preview}problems.csv")} == {404}
    assert {client.post(page, {"file": file(GOOD)}).status_code for page in (PAGE, preview, API)} == {404}
    with acting_as(getattr(people, name)):
        assert HistoryFile.objects.count() == 0


def test_visitors_are_asked_to_sign_in(db: None, client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    assert client.post(API, {"file": file(GOOD)}).status_code == 401


def test_a_file_is_shown_first_and_imported_once_it_is_confirmed(people: People, client_of: ClientOf) -> None:
    client = client_of(people.ada)
    assert client.post(PAGE, {}).status_code == 422
    preview = client.post(PAGE, {"file": file(GOOD)}).url
    page = client.get(preview).content.decode()
    assert "Import 2 requests" in page
    assert "Not granted" in page
    assert imported() == 0
    assert (
        "Importer 2 demandes"
        in client.get(preview.replace("/en/history-import", "/fr/import-historique")).content.decode()
    )
    page = client.post(preview, follow=True).content.decode()
    assert "Imported: 2 requests." in page
    assert imported() == 2
    assert client.get(preview).status_code == 404
    again = client.post(PAGE, {"file": file(GOOD)}, follow=True).content.decode()
    assert "There is nothing to import" in again


def test_problems_are_shown_and_can_be_taken_along_and_nothing_is_imported(people: People, client_of: ClientOf) -> None:
    client = client_of(people.ada)
    preview = client.post(PAGE, {"file": file(BAD)}).url
    page = client.get(preview).content.decode()
    assert "CA stands for federal elections only." in page
    assert "Import 1 request" not in page
    taken = client.get(f"{preview}problems.csv")
    assert taken.content.decode("utf-8-sig").splitlines()[1] == "3,jurisdiction,CA stands for federal elections only."
    assert client.post(preview).status_code == 422
    assert imported() == 0


def test_the_api_tries_refuses_and_imports(people: People, client_of: ClientOf) -> None:
    client = client_of(people.ada)
    tried = client.post(API, {"file": file(BAD), "dry_run": "true"}).json()
    assert (tried["imported"], tried["rows"], tried["problem_count"]) == (False, 2, 1)
    refused = client.post(API, {"file": file(BAD)})
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["column"] == "jurisdiction"
    assert client.post(API, {}).json()["errors"] == {"file": ["Choose a file."]}
    assert imported() == 0
    done = client.post(API, {"file": file(GOOD)}).json()
    assert (done["imported"], done["new"], done["known"]) == (True, 2, 0)
    assert client.post(API, {"file": file(GOOD)}).json()["known"] == 2
    assert imported() == 2
    many = b"\n".join([GOOD.splitlines()[0], *[b"x"] * (MOST_BY_A_PERSON + 1)])
    assert "20,000" in client.post(API, {"file": file(many), "dry_run": "true"}).json()["problems"][0]["message"]
