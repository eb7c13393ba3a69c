"""Stepping aside and expert opinions through the API: the same rules, and 404 for whoever may not know."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cases.enums import CaseStatus
from cases.models import Case
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from polact.base import clock
from tests import factories
from tests.api.conftest import Caller
from tests.factories import People

Calling = Callable[[Person | None], Caller]
TODAY = clock.local_date(clock.now())
SOON = (TODAY + timedelta(days=7)).isoformat()
OUTSIDE = ("sam", "luc")


@pytest.fixture
def case(people: People) -> Case:
    return factories.make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


@pytest.fixture
def mia(people: People) -> Person:
    mia = factories.make_person("Mia", people.organization, Role.EMPLOYEE)
    with as_system():
        Appointment.objects.filter(person=people.emma).update(reports_to=mia)
    return mia


def asked(caller: Caller, case: Case, **body: object) -> dict:
    answer = caller.post(f"requests/{case.pk}/opinions/", {"question": "Is it usual?", "until": SOON, **body})
    assert answer.status_code == 201, answer.content
    return answer.json()


# Stepping aside -----------------------------------------------------------------------------------------------


def test_recused_caller_gets_not_found_from_then_on(people: People, case: Case, calling: Calling) -> None:
    rita = calling(people.rita)
    assert rita.post(f"requests/{case.pk}/recuse/", {"reason": " "}).status_code == 422
    stale = rita.post(f"requests/{case.pk}/recuse/", {"reason": "Friends."}, headers={"if-match": '"1"'})
    assert stale.status_code == 409
    assert rita.post(f"requests/{case.pk}/recuse/", {"reason": "Friends."}).status_code == 204
    assert rita.get(f"requests/{case.pk}/").status_code == 404
    assert rita.post(f"requests/{case.pk}/recuse/", {"reason": "Friends."}).status_code == 404
    assert rita.get("requests/").json()["results"] == []
    assert calling(people.rene).get(f"requests/{case.pk}/").json()["assigned_to"] is None


def test_nobody_else_recuses_anybody(people: People, case: Case, calling: Calling) -> None:
    for name in ("emma", *OUTSIDE):
        answer = calling(getattr(people, name)).post(f"requests/{case.pk}/recuse/", {"reason": "Friends."})
        assert answer.status_code == 404, name
    assert calling(None).post(f"requests/{case.pk}/recuse/", {"reason": "x"}).status_code == 401


def test_lead_reads_that_a_recusal_exists(people: People, case: Case, calling: Calling) -> None:
    with as_system():
        Appointment.objects.filter(person=people.rene, role=Role.REPRESENTATIVE).update(is_lead=True)
    calling(people.rita).post(f"requests/{case.pk}/recuse/", {"reason": "She is my cousin."})
    told = calling(people.rene).get("recusals/")
    assert b"cousin" not in told.content
    assert b"Emma" not in told.content
    (row,) = told.json()["results"]
    assert (row["person"], row["ground"], row["number"], row["holder"]) == ("Rita Sample", "DECLARED", case.number, "")
    assert len(calling(people.olive).get("recusals/").json()["results"]) == 1
    for name in ("emma", "rita", "ada", "audrey", *OUTSIDE):
        assert calling(getattr(people, name)).get("recusals/").status_code == 404, name
    assert calling(people.rene).get("recusals/?before=2020-01-01T00:00:00Z").json()["results"] == []
    assert len(calling(people.rene).get("recusals/?before=yesterday").json()["results"]) == 1


# Naming -------------------------------------------------------------------------------------------------------


def test_named_representative_is_walled_off_and_the_others_are_not_told(people: People, calling: Calling) -> None:
    emma = calling(people.emma)
    offered = emma.get(f"organizations/{people.organization.pk}/representatives/").json()
    assert {one["id"] for one in offered} == {people.rita.pk, people.rene.pk}
    body = {
        "organization": people.organization.pk, "language": "en", "subject": "A sign", "question": "May I?",
        "named": [people.rita.pk], "submit": True,
    }  # fmt: skip
    made = emma.post("requests/", body).json()
    assert made["named"] == [people.rita.pk]
    assert calling(people.rita).get(f"requests/{made['id']}/").status_code == 404
    assert calling(people.rene).get(f"requests/{made['id']}/").json()["named"] == []
    assert emma.post("requests/", {**body, "named": [people.sam.pk]}).status_code == 422


def test_named_people_of_a_draft_change_with_it(people: People, calling: Calling) -> None:
    emma, draft = calling(people.emma), factories.make_draft(people.emma, people.organization)
    changed = emma.patch(f"requests/{draft.pk}/", {"named": [people.rita.pk]})
    assert changed.json()["named"] == [people.rita.pk]
    assert emma.patch(f"requests/{draft.pk}/", {"subject": "New"}).json()["named"] == [people.rita.pk]
    assert emma.patch(f"requests/{draft.pk}/", {"organization": people.elsewhere.pk}).json()["named"] == []


# Opinions -----------------------------------------------------------------------------------------------------


def test_opinion_goes_from_the_question_to_the_case(people: People, case: Case, mia: Person, calling: Calling) -> None:
    rita, expert = calling(people.rita), calling(mia)
    told = asked(rita, case, kind="LABOUR_RELATIONS", email=mia.email, shown=["QUESTION"])
    assert (told["state"], told["expert"], told["opinion"]) == ("OPEN", "Mia Sample", None)
    (awaited,) = expert.get("consultations/").json()
    assert set(awaited) == {"id", "kind", "question", "shown", "until"}
    assert awaited["shown"] == {"QUESTION": "May I put an election sign on my lawn?"}
    assert expert.get(f"requests/{case.pk}/").status_code == 404
    assert expert.get(f"requests/{case.pk}/opinions/").status_code == 404
    assert expert.post(f"consultations/{told['id']}/opinion/", {"text": "It is."}).status_code == 204
    assert expert.get(f"consultations/{told['id']}/").status_code == 404
    assert expert.post(f"consultations/{told['id']}/opinion/", {"text": "Or not."}).status_code == 404
    (given,) = rita.get(f"requests/{case.pk}/opinions/").json()
    assert (given["state"], given["opinion"]["text"]) == ("ANSWERED", "It is.")
    assert calling(people.emma).get(f"requests/{case.pk}/opinions/").status_code == 404


def test_manager_waits_for_consent(people: People, case: Case, mia: Person, calling: Calling) -> None:
    told = asked(calling(people.rita), case, kind="MANAGER")
    assert told["state"] == "AWAITING_CONSENT"
    assert calling(mia).get("consultations/").json() == []
    consent = f"requests/{case.pk}/opinions/{told['id']}/consent/"
    for name in ("rita", "rene", *OUTSIDE):
        assert calling(getattr(people, name)).post(consent, {"agrees": True}).status_code == 404, name
    assert calling(people.emma).post(consent, {"agrees": True}).status_code == 204
    assert len(calling(mia).get("consultations/").json()) == 1
    assert calling(people.emma).post(consent, {"agrees": True}).status_code == 409


def test_question_of_yesterday_is_gone(people: People, case: Case, mia: Person, calling: Calling) -> None:
    told = asked(calling(people.rita), case, kind="LABOUR_RELATIONS", email=mia.email)
    with as_system():
        Case.objects.get(pk=case.pk).consultations.update(until=TODAY - timedelta(days=1))
    assert calling(mia).get("consultations/").json() == []
    assert calling(mia).get(f"consultations/{told['id']}/").status_code == 404
    assert calling(mia).post(f"consultations/{told['id']}/opinion/", {"text": "x"}).status_code == 404
    assert calling(people.rita).post(f"requests/{case.pk}/opinions/{told['id']}/withdraw/").status_code == 409


def test_handlers_extend_and_withdraw_and_strangers_do_not(
    people: People, case: Case, mia: Person, calling: Calling
) -> None:
    told = asked(calling(people.rita), case, kind="LABOUR_RELATIONS", email=mia.email)
    base, later = f"requests/{case.pk}/opinions/{told['id']}", {"until": (TODAY + timedelta(days=9)).isoformat()}
    for name in ("emma", "olive", "ada", *OUTSIDE):
        caller = calling(getattr(people, name))
        assert caller.post(f"{base}/extend/", later).status_code == 404, name
        assert caller.post(f"{base}/withdraw/").status_code == 404, name
        ask = {"kind": "COMMISSION", "question": "?", "until": SOON}
        assert caller.post(f"requests/{case.pk}/opinions/", ask).status_code == 404, name
    rene = calling(people.rene)
    assert rene.post(f"{base}/extend/", later).json()["until"] == later["until"]
    assert rene.post(f"{base}/withdraw/").json()["state"] == "WITHDRAWN"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"kind": "FRIEND", "question": "?", "until": SOON}, 400),
        ({"kind": "COMMISSION", "question": " ", "until": SOON}, 422),
        ({"kind": "COMMISSION", "question": "?", "until": "2099-01-01"}, 422),
        ({"kind": "COMMISSION", "question": "?", "until": SOON, "shown": ["EVERYTHING"]}, 400),
        ({"kind": "LABOUR_RELATIONS", "question": "?", "until": SOON, "email": "nobody@polact.example"}, 422),
    ],
)
def test_bad_questions_are_refused(people: People, case: Case, calling: Calling, body: dict, status: int) -> None:
    assert calling(people.rita).post(f"requests/{case.pk}/opinions/", body).status_code == status
