"""Information sessions through the API: who may do what, what repeats, what a stranger is told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from polact.access.acting import as_system
from polact.access.models import Person
from polact.base import clock
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.operations.sessions import cancel_session
from tests.api.conftest import Caller
from tests.api.test_authorization import everybody
from tests.factories import People, acting
from tests.polact.outreach.sessions import LINK, come, make_session

Calling = Callable[[Person | None], Caller]
OURS = {"emma", "rita", "rene"}
ORGANIZERS = {"rita", "rene", "olive", "ada"}


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def session(people: People, now: datetime) -> InformationSession:
    """Rita's, of Emma's organization, with one place, which is Emma's."""
    made = make_session(people.rita, people.organization, at=now, starts_at=now + timedelta(days=9), capacity=1)
    come(made, people.emma, at=now)
    return made


def body(now: datetime, **changes: Any) -> dict[str, Any]:
    starts_at = now + timedelta(days=9)
    return {
        "language": "EN",
        "title_en": "The rules in an hour",
        "description_en": "What you may do.",
        "url": LINK,
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(hours=1)).isoformat(),
        **changes,
    }


ACTIONS: dict[str, tuple[Callable[[Caller, int], Any], set[str], int]] = {
    # what is called, who succeeds, and what the others are told
    "sign-up": (lambda caller, pk: caller.client.put(f"/api/v1/sessions/{pk}/sign-up/"), OURS, 403),
    "change": (lambda caller, pk: caller.patch(f"sessions/{pk}/", {"title_en": "Shorter"}), ORGANIZERS, 403),
    "cancel": (
        lambda caller, pk: caller.post(f"sessions/{pk}/cancel/", {"reason_en": "Ill.", "reason_fr": "Maladie."}),
        ORGANIZERS,
        403,
    ),
    "participants": (lambda caller, pk: caller.get(f"sessions/{pk}/participants/"), ORGANIZERS, 404),
    "attendance": (
        lambda caller, pk: caller.client.put(
            f"/api/v1/sessions/{pk}/attendance/", {"present": []}, content_type="application/json"
        ),
        ORGANIZERS,
        404,
    ),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_everybody_can_do_exactly_what_they_may(
    people: People, calling: Calling, now: datetime, session: InformationSession, action: str
) -> None:
    call, allowed, otherwise = ACTIONS[action]
    if action == "attendance":
        with as_system():
            InformationSession.objects.update(starts_at=now - timedelta(minutes=5))
    found = {}
    for name, person in everybody(people).items():
        point = transaction.savepoint()
        found[name] = call(calling(person), session.pk).status_code
        transaction.savepoint_rollback(point)
    assert found == {name: 200 if name in allowed else otherwise for name in found}
    assert call(calling(None), session.pk).status_code == 401


def test_sessions_are_open_to_read_and_the_link_is_not(
    people: People, calling: Calling, session: InformationSession
) -> None:
    listed = calling(None).get("sessions/").json()["results"]
    assert [(row["id"], row["signed_up"], row["mine"], row["online"]) for row in listed] == [
        (session.pk, 1, None, True)
    ]
    assert "url" not in listed[0]
    links = {
        name: calling(person).get(f"sessions/{session.pk}/").json()["url"] for name, person in everybody(people).items()
    }
    assert {name for name, link in links.items() if link} == {"emma", *ORGANIZERS}
    assert calling(None).get(f"sessions/{session.pk}/").json()["url"] == ""
    assert calling(people.emma).get("sessions/").json()["results"][0]["mine"] == "SIGNED_UP"


def test_list_is_narrowed_and_walked(
    people: People, calling: Calling, now: datetime, session: InformationSession
) -> None:
    for number in range(3):
        make_session(people.olive, None, at=now, starts_at=now + timedelta(days=20 + number), language="EN")
    caller = calling(None)
    assert len(caller.get("sessions/", data={"language": "fr"}).json()["results"]) == 1
    assert len(caller.get("sessions/", data={"organization": people.organization.pk}).json()["results"]) == 1
    assert caller.get("sessions/", data={"past": "true"}).json()["results"] == []
    first = caller.get("sessions/", data={"page_size": 3}).json()
    second = caller.get(first["next"]).json()
    assert len({row["id"] for row in first["results"] + second["results"]}) == 4
    assert second["next"] is None


def test_session_is_announced_changed_and_called_off(people: People, calling: Calling, now: datetime) -> None:
    rita = calling(people.rita)
    made = rita.post("sessions/", body(now, organization=people.organization.pk, capacity=5))
    assert made.status_code == 201
    address, told = made.headers["Location"], made.json()
    assert (told["version"], made.headers["ETag"], told["url"]) == (0, '"0"', LINK)
    changed = rita.patch(address, {"capacity": 6, "version": 0})
    assert (changed.json()["capacity"], changed.json()["version"], changed.json()["url"]) == (6, 1, LINK)
    stale = rita.patch(address, {"capacity": 7, "version": 0})
    assert (stale.status_code, stale.json()["current_version"]) == (409, 1)
    assert rita.post(f"{address}cancel/", {"reason_en": "Ill."}).json()["reason_en"] == "Ill."
    assert rita.post(f"{address}cancel/", {"reason_en": "Ill."}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"title_en": ""}, 422, "title_en"),
        ({"organization": 10**9}, 422, "organization"),
        ({"starts_at": "2020-01-01T12:00:00Z"}, 422, "ends_at"),
        ({"starts_at": "tomorrow"}, 400, "starts_at"),
        ({"capacity": "12"}, 400, "capacity"),
        ({"time_zone": "Mars/Olympus"}, 400, "time_zone"),
    ],
)
def test_announcement_is_refused_with_its_field(
    people: People, calling: Calling, now: datetime, changes: dict[str, Any], status: int, field: str
) -> None:
    answer = calling(people.olive).post("sessions/", body(now, **changes))
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [field])


def test_announcing_for_all_is_not_for_representatives_or_strangers(
    people: People, calling: Calling, now: datetime
) -> None:
    for name in ("rita", "emma", "audrey"):
        assert calling(getattr(people, name)).post("sessions/", body(now)).status_code == 403
    assert calling(None).post("sessions/", body(now)).status_code == 401


def test_sign_up_and_giving_up_may_be_repeated(people: People, calling: Calling, session: InformationSession) -> None:
    rita, emma = calling(people.rita), calling(people.emma)
    address = f"/api/v1/sessions/{session.pk}/sign-up/"
    first, again = rita.client.put(address), rita.client.put(address)
    assert first.json() == again.json()
    assert first.json()["state"] == "WAITING"
    assert [emma.client.delete(address).status_code for _ in range(2)] == [204, 204]
    assert rita.get(f"sessions/{session.pk}/").json()["mine"] == "SIGNED_UP"
    with as_system():
        assert SignUp.objects.count() == 2


def test_nobody_signs_up_for_what_is_cancelled(
    people: People, calling: Calling, session: InformationSession, now: datetime
) -> None:
    cancel_session(session=session, reason_en="x", reason_fr="x", cancelled_by=acting(people.rita), at=now)
    assert calling(people.rita).client.put(f"/api/v1/sessions/{session.pk}/sign-up/").status_code == 409


def test_attendance_is_noted_and_told(
    people: People, calling: Calling, session: InformationSession, now: datetime
) -> None:
    with as_system():
        InformationSession.objects.update(starts_at=now - timedelta(minutes=5))
    rita = calling(people.rita)
    place = rita.get(f"sessions/{session.pk}/participants/").json()[0]
    assert (place["person"]["name"], place["state"], place["attended"]) == ("Emma Sample", "SIGNED_UP", None)

    def note(present: list[Any]) -> Any:
        return rita.client.put(
            f"/api/v1/sessions/{session.pk}/attendance/", {"present": present}, content_type="application/json"
        )

    assert note([place["id"]]).json()[0]["attended"] is True
    assert note([]).json()[0]["attended"] is False
    assert note([10**9]).status_code == 422
    assert note(["1"]).status_code == 400
