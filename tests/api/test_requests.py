"""The journey of a request through the API, its refusals, and what each caller gets to see."""

from collections.abc import Callable

import pytest
from django.test import Client

from cases.enums import CaseStatus
from cases.models import Case
from polact.access.models import Person
from tests.api.conftest import Caller
from tests.assessments.own_rules import publish_rules
from tests.factories import People, make_case, make_draft

Calling = Callable[[Person | None], Caller]
LAWN = {"language": "en", "subject": "A sign on my lawn", "question": "May I put an election sign on my lawn?"}
ASSESSED = {"activity": "DIS.LAWN", "answers": {"M.IDENT": "i1"}}


def lawn(people: People, **more: object) -> dict[str, object]:
    return {"organization": people.organization.pk, **LAWN, **more}


def test_request_goes_all_the_way_from_draft_to_close(people: People, calling: Calling) -> None:
    emma, rita = calling(people.emma), calling(people.rita)
    made = emma.post("requests/", lawn(people))
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    pk = made.json()["id"]
    assert made.headers["Location"] == f"/api/v1/requests/{pk}/"
    assert [action["action"] for action in made.json()["available_actions"]] == ["submit"]
    assert rita.get(f"requests/{pk}/").status_code == 404

    assert emma.act(pk, "submit").json()["status"] == "SUBMITTED"
    assert rita.act(pk, "take-up").json()["assigned_to"]["name"] == "Rita Sample"
    assert rita.act(pk, "request-information", {"question": "Which weeks?"}).status_code == 200
    asked = emma.get(f"requests/{pk}/").json()
    assert [action["action"] for action in asked["available_actions"]] == ["provide-information", "withdraw"]
    assert emma.act(pk, "provide-information", {"answer": "The last two."}).status_code == 200
    advised = rita.act(pk, "record-advice", {"outcome": "COMPATIBLE", "reasons": "Own time, own lawn."})
    assert advised.json()["advice"]["outcome_label"] == "Compatible as described"
    assert rita.act(pk, "close").json()["status"] == "CLOSED"

    told = emma.get(f"requests/{pk}/").json()
    assert told["clock"]["due_on"] == told["due_on"]
    assert told["information_requests"][0]["answer"] == "The last two."
    verbs = [entry["verb"] for entry in emma.get(f"requests/{pk}/trail/").json()]
    assert verbs == [
        "case.submitted", "case.routed", "case.taken-up", "case.information-requested", "case.information-provided",
        "case.advice-recorded", "case.closed",
    ]  # fmt: skip


def test_request_is_sent_at_once_with_its_assessment(people: People, calling: Calling) -> None:
    answer = calling(people.emma).post("requests/", lawn(people, submit=True, assessment=ASSESSED))
    told = answer.json()
    assert (answer.status_code, told["status"], told["activity"]) == (201, "SUBMITTED", "DIS.LAWN")
    assert told["assessment"]["answers"] == ASSESSED["answers"]
    assert told["assessment"]["result"]["activity"] == "DIS.LAWN"


def test_request_carries_the_own_rules_of_where_the_person_works(people: People, calling: Calling) -> None:
    rules = publish_rules(people)
    for organization, overlay in ((people.organization.pk, rules.content_hash), (people.elsewhere.pk, None)):
        assessed = {"activity": "DIS.LAWN", "answers": {"P.PUB": "b2"}, "organization": organization}
        told = calling(people.emma).post("requests/", lawn(people, assessment=assessed)).json()["assessment"]
        assert told["result"]["rulebook"].get("overlay", {}).get("hash") == overlay
        assert ("OR1" in told["result"]["rules"]) == bool(overlay)
    wrong = {**assessed, "organization": people.organization.pk, "rulebook_version": "9.9.9"}
    assert calling(people.emma).post("requests/", lawn(people, assessment=wrong)).status_code == 422


def test_nothing_is_kept_of_a_request_that_cannot_be_sent(people: People, calling: Calling) -> None:
    answer = calling(people.emma).post("requests/", lawn(people, submit=True, question="", assessment=ASSESSED))
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["question"])
    assert calling(people.emma).get("requests/").json()["results"] == []


def test_draft_is_changed_only_from_the_version_that_stands(people: People, calling: Calling) -> None:
    pk = make_draft(people.emma, people.organization).pk
    emma = calling(people.emma)
    changed = emma.patch(f"requests/{pk}/", {"subject": "Two signs"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["ETag"], changed.json()["subject"]) == (200, '"2"', "Two signs")
    assert changed.json()["question"] == LAWN["question"]
    for stale in ({"headers": {"If-Match": '"1"'}}, {"headers": {"If-Match": "nonsense"}}):
        refused = emma.patch(f"requests/{pk}/", {"subject": "Three signs"}, **stale)
        assert (refused.status_code, refused.json()["current_version"]) == (409, 2)
    refused = emma.patch(f"requests/{pk}/", {"subject": "Three signs", "version": 1})
    assert (refused.status_code, refused.json()["title"]) == (409, "conflict")
    assert Case.objects.get(pk=pk).subject == "Two signs"


def test_draft_is_discarded_and_a_submitted_request_is_not(people: People, calling: Calling) -> None:
    emma = calling(people.emma)
    draft = make_draft(people.emma, people.organization).pk
    assert emma.delete(f"requests/{draft}/").status_code == 204
    assert emma.get(f"requests/{draft}/").status_code == 404
    submitted = make_case(people.emma, people.organization).pk
    assert emma.delete(f"requests/{submitted}/").status_code == 409
    assert emma.get(f"requests/{submitted}/").status_code == 200


@pytest.mark.parametrize("version", [{"headers": {"If-Match": '"1"'}}, {"body": {"version": 1}}])
def test_action_on_a_stale_version_is_refused_and_says_which_stands(
    people: People, calling: Calling, version: dict[str, dict[str, object]]
) -> None:
    case = make_case(people.emma, people.organization)
    refused = calling(people.rita).act(case.pk, "take-up", **version)
    assert (refused.status_code, refused.headers["Content-Type"]) == (409, "application/problem+json")
    assert refused.json()["current_version"] == 2
    assert calling(people.rita).get(f"requests/{case.pk}/").json()["status"] == "SUBMITTED"


def test_unknown_and_invisible_requests_are_told_alike(people: People, calling: Calling) -> None:
    hidden = make_case(people.emma, people.organization).pk
    sam = calling(people.sam)
    bodies = {
        sam.get(f"requests/{address}").content
        for address in (
            f"{hidden}/",
            "987654321/",
            f"{2**63}/",
            f"{2**70}/",
            f"{hidden}/trail/",
            "x/",
            f"{'9' * 5000}/",
        )
    }
    assert len(bodies) == 1
    assert sam.act(hidden, "take-up").content in bodies
    assert sam.act(hidden, "dance").content in bodies
    assert sam.patch(f"requests/{hidden}/", {"subject": "x"}).content in bodies
    assert sam.delete(f"requests/{hidden}/").content in bodies
    assert b'"status":404' in bodies.pop()


def test_anonymous_caller_is_asked_to_sign_in(people: People, calling: Calling) -> None:
    nobody = calling(None)
    assert nobody.get("organizations/").status_code == nobody.get("request-types/").status_code == 200
    for answer in (nobody.get("me/"), nobody.get("requests/"), nobody.post("requests/", lawn(people))):
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_change_without_csrf_token_is_refused(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.emma, backend="polact.access.backends.PersonBackend")
    refused = client.post("/api/v1/requests/", lawn(people), content_type="application/json")
    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/problem+json")
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fr-CA", "La taille de page demandée est hors limites."), ("en", "The page size is out of range.")],
)
def test_refusals_speak_the_callers_language(people: People, calling: Calling, language: str, sentence: str) -> None:
    refused = calling(people.emma).get("requests/?page_size=0", headers={"Accept-Language": language})
    assert (refused.status_code, refused.json()["detail"]) == (400, sentence)
    assert refused.headers["Content-Language"] == language[:2]
    assert "Accept-Language" in refused.headers["Vary"]


def test_labels_and_trail_speak_the_callers_language(people: People, calling: Calling) -> None:
    case = make_case(people.emma, people.organization)
    french = {"headers": {"Accept-Language": "fr"}}
    told = calling(people.emma).get(f"requests/{case.pk}/", **french).json()
    assert told["organization"]["name"] == "Emploi et Développement social Canada"
    assert told["available_actions"][0]["label"] == "Retirer la demande"
    assert (
        calling(people.emma)
        .get(f"requests/{case.pk}/trail/", **french)
        .json()[0]["sentence"]
        .startswith("Emma Sample a ")
    )


def test_list_is_narrowed_and_ordered_as_asked(people: People, calling: Calling) -> None:
    draft = make_draft(people.emma, people.organization)
    asked = make_case(people.emma, people.organization, subject="Asked")
    taken = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita, subject="Taken")
    own = make_case(people.rita, people.organization, subject="Her own")

    def found(person: Person, query: str) -> list[int]:
        return [row["id"] for row in calling(person).get(f"requests/?{query}").json()["results"]]

    assert found(people.emma, "") == [taken.pk, asked.pk, draft.pk]
    assert found(people.emma, "order=oldest&status=SUBMITTED") == [asked.pk]
    assert found(people.emma, "order=due") == [asked.pk, taken.pk]
    assert found(people.rita, "mine=true") == [own.pk]
    assert found(people.rita, "mine=false") == [taken.pk, asked.pk]
    assert found(people.sam, "") == found(people.sam, f"organization={people.organization.pk}") == []
    assert set(found(people.audrey, "")) == {asked.pk, taken.pk, own.pk}


@pytest.mark.parametrize(
    "query",
    ["status=LOST", "organization=x", f"organization={2**63}", "order=subject", "page_size=0", "page_size=101",
     "page_size=٣", "cursor=x", "cursor=W10=", "cursor=WyJuZXdlc3QiLCAieCJd", "cursor=%00", "status=%00", "mine=maybe",
     "cursor=é", "cursor=WyJvbGRlc3QiLCAiNSJd"],
)  # fmt: skip
def test_list_refuses_what_it_does_not_understand(people: People, calling: Calling, query: str) -> None:
    refused = calling(people.emma).get(f"requests/?{query}")
    assert (refused.status_code, refused.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("order", ["newest", "oldest", "due"])
def test_pages_follow_each_other_without_gap_or_repetition(people: People, calling: Calling, order: str) -> None:
    made = {make_case(people.emma, people.organization).pk for _ in range(7)}
    emma, address, seen = calling(people.emma), f"requests/?page_size=3&order={order}", []
    while address:
        page = emma.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
        make_case(people.emma, people.organization) if order == "newest" and len(seen) == 3 else None
    assert len(seen) == 7
    assert set(seen) == made
