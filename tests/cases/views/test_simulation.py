"""The pages and the API of simulations: for administrators, in both languages, with what they say."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.models import RulebookDraft, Simulation
from assessments.operations.drafting import start_draft
from cases.operations.simulating import evaluate_part, start_replay, start_simulation
from polact.access.acting import as_system
from tests.cases.operations.test_simulating import STRICTER, run_to_the_end, stored
from tests.factories import NOON, People, acting

__all__ = ["stored"]
ClientOf = Callable[..., Client]
PAGE, API = "/en/simulations/", "/api/v1/simulations/"


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
def test_others_find_nothing(people: People, client_of: ClientOf, name: str) -> None:
    run = start_replay(started_by=acting(people.ada), at=NOON)
    client = client_of(getattr(people, name))
    assert {client.get(page).status_code for page in (PAGE, f"{PAGE}{run.pk}/", API, f"{API}{run.pk}/")} == {404}
    assert client.post(f"{PAGE}replay/").status_code == client.post(PAGE, {"draft": "0.2.0"}).status_code == 404
    assert client.post(API, {"replay": True}, content_type="application/json").status_code == 404


def test_visitors_are_asked_to_sign_in(db: None, client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    assert client.get(API).status_code == 401


def test_an_empty_list_says_what_will_appear(people: People, client_of: ClientOf) -> None:
    assert "Each run will be listed here" in client_of(people.ada).get(PAGE).content.decode()


def test_a_draft_is_started_and_its_page_says_how_far_it_is(stored: People, client_of: ClientOf) -> None:
    client = client_of(stored.ada)
    response = client.post(PAGE, {"draft": "0.2.0"}, follow=True)
    assert "0 of 1 parts are done" in response.content.decode()
    with as_system():
        run = Simulation.objects.get()
        evaluate_part(simulation_id=run.pk, at=NOON)
    page = client.get(f"/fr/simulations/{run.pk}/").content.decode()
    assert "Comment lire ces nombres" in page
    assert "masqué" in page


def test_a_draft_of_the_editor_is_offered_by_its_page_and_tried(stored: People, client_of: ClientOf) -> None:
    draft = start_draft(based_on="0.1.0", started_by=acting(stored.ada), at=NOON)
    RulebookDraft.objects.filter(pk=draft.pk).update(content=STRICTER)
    client = client_of(stored.ada)
    assert f'href="{PAGE}?draft={draft.pk}"' in client.get(f"/en/rulebooks/drafts/{draft.pk}/").content.decode()
    page = client.get(f"{PAGE}?draft={draft.pk}").content.decode()
    assert f'<option value="{draft.pk}" selected>0.9.0, made from 0.1.0, edited by Ada Sample</option>' in page
    assert '<option value="0.2.0">0.2.0, proposed with polact</option>' in page
    assert client.post(PAGE, {"draft": str(draft.pk)}).status_code == 302
    with as_system():
        run = Simulation.objects.get()
    assert (run.name, run.content) == ("0.9.0", STRICTER.decode())


def test_a_draft_with_problems_is_refused_with_them(people: People, client_of: ClientOf) -> None:
    draft = start_draft(based_on="0.1.0", started_by=acting(people.ada), at=NOON)
    RulebookDraft.objects.filter(pk=draft.pk).update(content=STRICTER.replace(b"P1: ", b"P9: ").replace(b"A1:", b"A9:"))
    client = client_of(people.ada)
    assert "Try it on what is stored" not in client.get(f"/en/rulebooks/drafts/{draft.pk}/").content.decode()
    response = client.post(PAGE, {"draft": str(draft.pk)})
    assert response.status_code == 422
    page = response.content.decode()
    assert "This rulebook cannot be used" in page
    assert 'id="id_draft_error"' in page
    assert f'<option value="{draft.pk}" selected>' in page


def test_a_file_is_tried(stored: People, client_of: ClientOf) -> None:
    client = client_of(stored.ada)
    file = SimpleUploadedFile("draft.yaml", STRICTER)
    assert client.post(PAGE, {"file": file}).status_code == 302
    with as_system():
        assert Simulation.objects.get().rulebook_version == "0.9.0"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "one of the two"),
        ({"file": SimpleUploadedFile("a.yaml", b"model: 1")}, "This rulebook cannot be used"),
        ({"file": SimpleUploadedFile("a.yaml", b" " * 1_100_000)}, "too large"),
        ({"draft": "9.9.9"}, "9.9.9 is not one of the available choices"),
    ],
)
def test_says_what_is_wrong(people: People, client_of: ClientOf, given: dict, words: str) -> None:
    response = client_of(people.ada).post(PAGE, given)
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert "<title>Error: Simulations" in page


def test_a_small_run_hides_its_counts(stored: People, client_of: ClientOf) -> None:
    run = run_to_the_end(start_simulation(content=STRICTER, started_by=acting(stored.ada), at=NOON))
    client = client_of(stored.ada)
    found = client.get(f"{API}{run.pk}/").json()["found"]
    assert found["evaluated"] is None
    assert found["totals"] == [["The same", None], ["Stricter", None]]
    assert all(count in (None, 0) for table in found["tables"] for row in table["rows"] for count in row["counts"])


def test_a_replay_says_that_all_is_well(stored: People, client_of: ClientOf) -> None:
    run = run_to_the_end(start_replay(started_by=acting(stored.ada), at=NOON))
    client = client_of(stored.ada)
    assert "Everything came out as it is stored" in client.get(f"{PAGE}{run.pk}/").content.decode()
    assert client.get(f"{API}{run.pk}/").json()["found"] == {"evaluated": 4, "differing": 0, "different": []}


def test_an_alarm_names_what_differs(stored: People, client_of: ClientOf) -> None:
    run = run_to_the_end(start_replay(started_by=acting(stored.ada), at=NOON))
    Simulation.objects.filter(pk=run.pk).update(counts=run.counts | {"differing": 1, "different": ["0badc0de"]})
    page = client_of(stored.ada).get(f"{PAGE}{run.pk}/").content.decode()
    assert "1 result does not come out as it is stored" in page
    assert "0badc0de" in page


def test_api_starts_a_run(people: People, client_of: ClientOf) -> None:
    client = client_of(people.ada)
    answer = client.post(API, {"draft": "0.2.0"}, content_type="application/json")
    assert answer.status_code == 201
    assert client.get(answer["Location"]).json()["name"] == "0.2.0"
    assert client.post(API, {"draft": "no"}, content_type="application/json").status_code == 422
    assert [run["name"] for run in client.get(API).json()] == ["0.2.0"]


@pytest.mark.parametrize("runs", [1, 12])
def test_list_costs_the_same_however_many_runs(
    people: People, client_of: ClientOf, runs: int, django_assert_num_queries: Callable
) -> None:
    for _ in range(runs):
        start_replay(started_by=acting(people.ada), at=NOON)
    client = client_of(people.ada)
    with django_assert_num_queries(8):
        client.get(PAGE)


def test_a_finished_run_costs_the_same_however_many_organizations(
    stored: People, client_of: ClientOf, django_assert_num_queries: Callable
) -> None:
    run = run_to_the_end(start_simulation(content=STRICTER, started_by=acting(stored.ada), at=NOON))
    client = client_of(stored.ada)
    with django_assert_num_queries(8):
        client.get(f"{PAGE}{run.pk}/")
