"""The same through the API: made by anybody, entered, examined and decided by those inside."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from tests.allegations.factories import make_inside
from tests.factories import NOON, People


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polact.base.clock.now", lambda: NOON)


def test_allegation_is_made_listed_examined_and_decided(
    people: People, client: Client, client_of: Callable[..., Client]
) -> None:
    inside = make_inside(people)
    ines, dorothee = client_of(inside.ines), client_of(inside.dorothee)

    def post(who: Client, path: str, **body: object) -> tuple[int, dict[str, object]]:
        with transaction.atomic():  # a refusal undoes what the call began
            answer = who.post(f"/api/v1/allegations/{path}", body, content_type="application/json")
        return answer.status_code, answer.json()

    said = {"subject_kind": "EMPLOYEE", "named": "Emma Sample", "description": "At the door.", "language": "fr"}
    assert list(post(client, "make/", **said)[1]["errors"]) == ["provisions"]  # type: ignore[call-overload]
    made = post(client, "make/", **said, provisions=["113(1)"], aware_on="2026-11-20", began_on="2026-11-19")
    paper = {"channel": "MAIL", "received_on": "2026-11-20", "postmarked_on": "2026-11-12", "in_writing": False}
    status, entered = post(ines, "", **said, provisions=["114(1)"], **paper)
    assert (status, entered["deemed_on"], entered["timeliness"]) == (201, "2026-11-18", "UNKNOWN")
    rows = dorothee.get("/api/v1/allegations/?page_size=1").json()
    assert [row["number"] for row in rows["results"]] == [entered["number"]]
    (row,) = dorothee.get(rows["next"]).json()["results"]
    assert made == (201, {"number": row["number"]})

    address = f"{row['id']}/actions"
    without = {"began_on": "2026-11-19", "aware_on": "2026-11-20"}
    assert post(ines, f"{address}/examine/", **without)[0] == 200
    assert post(dorothee, f"{address}/investigate/", reasons="Seen by many.")[0] == 409  # whose deputy head?
    facts = {"organization": people.organization.pk, "began_on": "2026-11-19", "aware_on": "2026-11-20", "version": 5}
    assert post(ines, f"{address}/correct/", **facts)[1]["current_version"] == 2
    status, examined = post(ines, f"{address}/correct/", **{**facts, "version": 2})
    offered = [action["action"] for action in examined["available_actions"]]  # type: ignore[attr-defined]
    assert (status, examined["status"], offered) == (200, "EXAMINED", ["correct", "record-withdrawal"])
    assert post(ines, f"{address}/investigate/", reasons="x")[0] == 403
    assert list(post(dorothee, f"{address}/investigate/", reasons=" ")[1]["errors"]) == ["reasons"]  # type: ignore[call-overload]
    status, told = post(dorothee, f"{address}/investigate/", reasons="Seen by many.")
    assert (status, told["status"], told["decision"]["investigates"]) == (200, "INVESTIGATING", True)  # type: ignore[index]
    assert [letter["recipient"] for letter in told["notices"]] == ["DEPUTY_HEAD", "EMPLOYEE"]  # type: ignore[attr-defined]
