"""Every action × every status × everybody, through the API: allowed exactly when the table says so.

Whoever cannot see a case is told the same as for one that there is not.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import transaction

from cases.enums import CaseAction, CaseStatus, Queue
from cases.models import Case, InformationRequest
from cases.operations.ending import close_request, redirect_request, withdraw_request
from cases.permissions import may_read
from cases.workflow import ROWS
from polact.access.models import Person
from polact.base import clock
from tests.api.conftest import Caller
from tests.factories import NOON, People, acting, make_case, make_draft, nobody_answers

BODIES: dict[CaseAction, dict[str, str]] = {
    CaseAction.REQUEST_INFORMATION: {"question": "Which weeks?"},
    CaseAction.PROVIDE_INFORMATION: {"answer": "The last two."},
    CaseAction.REMIND_AGAIN: {"answer_by": (clock.local_date(clock.now()) + timedelta(days=30)).isoformat()},
    CaseAction.GO_ON: {"reasons": "Enough is known."},
    CaseAction.CLOSE_UNANSWERED: {"reasons": "No reply came."},
    CaseAction.RECORD_ADVICE: {"outcome": "COMPATIBLE", "reasons": "Own time, own lawn."},
    CaseAction.PROPOSE_ADVICE: {"outcome": "COMPATIBLE", "reasons": "Own time, own lawn."},
    CaseAction.RETURN_ADVICE: {"comment": "Say more on perception."},
    CaseAction.REOPEN: {"reasons": "The work changed."},
    CaseAction.REDIRECT: {"destination": "OUTSIDE_PART_7", "reasons": "A municipal matter."},
}
REQUESTERS = {CaseAction.SUBMIT, CaseAction.PROVIDE_INFORMATION, CaseAction.WITHDRAW}
HANDLERS = {Queue.ORGANIZATION: {"rita", "rene"}, Queue.CENTRAL: {"rita", "rene", "olive"}}
CENTRALLY = ("emma", "rita", "olive", "ada")  # those for whom the central queue could make a difference
READERS = {"emma", "rita", "rene", "olive", "ada", "audrey"}


def everybody(people: People) -> dict[str, Person]:
    named = {field.name: getattr(people, field.name) for field in fields(people)}
    return {name: person for name, person in named.items() if isinstance(person, Person)}


def case_in(status: CaseStatus, people: People) -> Case:
    """Emma's case in a status, brought there by the product's own steps."""
    emma, rita = people.emma, people.rita
    if status == CaseStatus.DRAFT:
        return make_draft(emma, people.organization)
    if status not in (CaseStatus.CLOSED, CaseStatus.WITHDRAWN, CaseStatus.REDIRECTED):
        case = make_case(emma, people.organization, status=status, by=rita)
        InformationRequest.objects.update(answer_by=NOON.date() - timedelta(days=1))  # the day has passed
        return case
    if status == CaseStatus.CLOSED:
        case = make_case(emma, people.organization, status=CaseStatus.ANSWERED, by=rita)
        close_request(case=case, closed_by=acting(rita), at=NOON)
    elif status == CaseStatus.WITHDRAWN:
        case = make_case(emma, people.organization)
        withdraw_request(case=case, withdrawn_by=acting(emma), at=NOON)
    else:
        case = make_case(emma, people.organization)
        redirect_request(case=case, redirected_by=acting(rita), destination="OUTSIDE_PART_7", reasons="Local.", at=NOON)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("queue", Queue)
@pytest.mark.parametrize("status", CaseStatus)
def test_everybody_can_do_exactly_what_the_table_allows(
    people: People, calling: Callable[[Person | None], Caller], status: CaseStatus, queue: Queue
) -> None:
    with nobody_answers() if queue == Queue.CENTRAL else nullcontext():
        case = case_in(status, people)
    assert (case.status, case.queue) == (status, queue if status != CaseStatus.DRAFT else "")
    those = everybody(people) if queue == Queue.ORGANIZATION else {name: getattr(people, name) for name in CENTRALLY}
    callers = {name: calling(person) for name, person in those.items()}
    wrong = []
    for row in ROWS:
        allowed = {"emma"} if row.action in REQUESTERS else HANDLERS[queue]
        if (row.action, status) == (CaseAction.APPROVE_ADVICE, CaseStatus.AWAITING_APPROVAL):
            allowed = allowed - {"rita"}  # who wrote what waits
        for name, caller in callers.items():
            point = transaction.savepoint()
            answer = caller.act(case.pk, row.action.value, BODIES.get(row.action))
            transaction.savepoint_rollback(point)
            sees = name == "emma" or (status != CaseStatus.DRAFT and name in READERS)
            may = name in allowed and status in row.before
            expected = 404 if not sees else 200 if may else 409 if name in allowed else 403
            if answer.status_code != expected:
                wrong.append((row.action.value, name, answer.status_code, expected))
    assert wrong == []


@pytest.mark.parametrize("status", CaseStatus)
def test_list_page_trail_and_offered_actions_agree_with_the_predicates(
    people: People, calling: Callable[[Person | None], Caller], status: CaseStatus
) -> None:
    case = case_in(status, people)
    for person in everybody(people).values():
        caller = calling(person)
        sees = may_read(person, case)
        assert [row["id"] for row in caller.get("requests/").json()["results"]] == ([case.pk] if sees else [])
        answer = caller.get(f"requests/{case.pk}/")
        assert answer.status_code == caller.get(f"requests/{case.pk}/trail/").status_code == (200 if sees else 404)
        if sees:
            offered = [action["action"] for action in answer.json()["available_actions"]]
            assert offered == [row.action.value for row in ROWS if row.allows(person, case)]


@pytest.mark.parametrize("action", [row.action for row in ROWS])
def test_nobody_acts_without_signing_in(
    people: People, calling: Callable[[Person | None], Caller], action: CaseAction
) -> None:
    case = make_case(people.emma, people.organization)
    assert calling(None).act(case.pk, action.value, BODIES.get(action)).status_code == 401


def test_own_request_is_never_handled_by_oneself(people: People, calling: Callable[[Person | None], Caller]) -> None:
    own = make_case(people.rita, people.organization)
    assert calling(people.rita).act(own.pk, "take-up").status_code == 403
    assert calling(people.rene).act(own.pk, "take-up").status_code == 200


def test_actor_named_in_the_body_is_ignored(people: People, calling: Callable[[Person | None], Caller]) -> None:
    case = make_case(people.emma, people.organization)
    body = {"taken_by": people.rene.pk, "by": people.rene.pk, "case": 1, "at": "2020-01-01T00:00:00Z"}
    answer = calling(people.rita).act(case.pk, "take-up", body)
    assert answer.json()["assigned_to"] == {"id": people.rita.pk, "name": "Rita Sample"}


def test_representative_of_the_organization_asked_handles_a_case_from_outside(
    people: People, calling: Callable[[Person | None], Caller]
) -> None:
    case = make_case(people.emma, people.elsewhere)
    sam = calling(people.sam)
    assert [row["id"] for row in sam.get("requests/").json()["results"]] == [case.pk]
    assert sam.get(f"requests/{case.pk}/").status_code == 200
    assert sam.act(case.pk, "take-up").status_code == 200
