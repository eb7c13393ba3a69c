"""The table, walked whole: every action by every person in every status is allowed exactly where a row says so."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cases.enums import CaseAction, CaseStatus
from cases.models import Case
from cases.operations.advising import approve_advice, propose_advice, record_advice, return_advice
from cases.operations.ending import close_request, close_unanswered, redirect_request, withdraw_request
from cases.operations.reopening import reopen_request
from cases.operations.submission import submit_request
from cases.operations.triage import go_on, provide_information, remind_again, request_information, take_up
from cases.workflow import BY_ACTION, ROWS, available_actions
from polact.access.models import Person
from polact.base.errors import NotNow, NotPermitted
from tests import factories
from tests.conftest import NOON

PEOPLE = ("emma", "rita", "rene", "luc", "sam", "olive", "ada", "audrey")
DEEDS: dict[CaseAction, Callable[[Case, Person], Any]] = {
    CaseAction.SUBMIT: lambda case, person: submit_request(case=case, submitted_by=person, at=NOON),
    CaseAction.TAKE_UP: lambda case, person: take_up(case=case, taken_by=person, at=NOON),
    CaseAction.REQUEST_INFORMATION: lambda case, person: request_information(
        case=case, asked_by=person, question="Which weeks?", at=NOON
    ),
    CaseAction.PROVIDE_INFORMATION: lambda case, person: provide_information(
        case=case, provided_by=person, answer="October.", at=NOON
    ),
    CaseAction.REMIND_AGAIN: lambda case, person: remind_again(
        case=case, reminded_by=person, answer_by=NOON.date() + timedelta(days=30), at=NOON
    ),
    CaseAction.GO_ON: lambda case, person: go_on(case=case, gone_on_by=person, reasons="Enough is known.", at=NOON),
    CaseAction.CLOSE_UNANSWERED: lambda case, person: close_unanswered(
        case=case, closed_by=person, reasons="No reply.", at=NOON + timedelta(days=30)
    ),
    CaseAction.RECORD_ADVICE: lambda case, person: record_advice(
        case=case, decided_by=person, outcome="COMPATIBLE", reasons="Own time.", at=NOON
    ),
    CaseAction.PROPOSE_ADVICE: lambda case, person: propose_advice(
        case=case, proposed_by=person, outcome="COMPATIBLE", reasons="Own time.", at=NOON
    ),
    CaseAction.APPROVE_ADVICE: lambda case, person: approve_advice(case=case, approved_by=person, at=NOON),
    CaseAction.RETURN_ADVICE: lambda case, person: return_advice(
        case=case, returned_by=person, comment="Say more.", at=NOON
    ),
    CaseAction.REDIRECT: lambda case, person: redirect_request(
        case=case, redirected_by=person, destination="OUTSIDE_PART_7", reasons="Issue speech.", at=NOON
    ),
    CaseAction.WITHDRAW: lambda case, person: withdraw_request(case=case, withdrawn_by=person, at=NOON),
    CaseAction.CLOSE: lambda case, person: close_request(case=case, closed_by=person, at=NOON),
    CaseAction.REOPEN: lambda case, person: reopen_request(
        case=case, reopened_by=person, reasons="The work changed.", at=NOON
    ),
}
HANDLERS = ("rita", "rene")
ALLOWED = {
    (CaseStatus.DRAFT, CaseAction.SUBMIT): ("emma",),
    (CaseStatus.SUBMITTED, CaseAction.TAKE_UP): HANDLERS,
    (CaseStatus.SUBMITTED, CaseAction.REDIRECT): HANDLERS,
    (CaseStatus.SUBMITTED, CaseAction.WITHDRAW): ("emma",),
    (CaseStatus.IN_REVIEW, CaseAction.REQUEST_INFORMATION): HANDLERS,
    (CaseStatus.IN_REVIEW, CaseAction.RECORD_ADVICE): HANDLERS,
    (CaseStatus.IN_REVIEW, CaseAction.PROPOSE_ADVICE): HANDLERS,
    (CaseStatus.AWAITING_APPROVAL, CaseAction.APPROVE_ADVICE): ("rene",),  # Rita wrote it
    (CaseStatus.AWAITING_APPROVAL, CaseAction.RETURN_ADVICE): HANDLERS,
    (CaseStatus.AWAITING_APPROVAL, CaseAction.WITHDRAW): ("emma",),
    (CaseStatus.IN_REVIEW, CaseAction.REDIRECT): HANDLERS,
    (CaseStatus.IN_REVIEW, CaseAction.WITHDRAW): ("emma",),
    (CaseStatus.AWAITING_INFORMATION, CaseAction.PROVIDE_INFORMATION): ("emma",),
    (CaseStatus.AWAITING_INFORMATION, CaseAction.REMIND_AGAIN): HANDLERS,
    (CaseStatus.AWAITING_INFORMATION, CaseAction.GO_ON): HANDLERS,
    (CaseStatus.AWAITING_INFORMATION, CaseAction.CLOSE_UNANSWERED): HANDLERS,
    (CaseStatus.AWAITING_INFORMATION, CaseAction.WITHDRAW): ("emma",),
    (CaseStatus.ANSWERED, CaseAction.CLOSE): HANDLERS,
    (CaseStatus.REDIRECTED, CaseAction.CLOSE): HANDLERS,
    (CaseStatus.ANSWERED, CaseAction.REOPEN): HANDLERS,
    (CaseStatus.REDIRECTED, CaseAction.REOPEN): HANDLERS,
    (CaseStatus.CLOSED, CaseAction.REOPEN): HANDLERS,
}


def case_in(people: factories.People, status: CaseStatus) -> Case:
    if status == CaseStatus.DRAFT:
        return factories.make_draft(people.emma, people.organization)
    if status in {CaseStatus.REDIRECTED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED}:
        before = {CaseStatus.CLOSED: CaseStatus.ANSWERED}.get(status, CaseStatus.SUBMITTED)
        case = factories.make_case(people.emma, people.organization, status=before, by=people.rita)
        action = {CaseStatus.REDIRECTED: CaseAction.REDIRECT, CaseStatus.WITHDRAWN: CaseAction.WITHDRAW}.get(
            status, CaseAction.CLOSE
        )
        actor = people.emma if action == CaseAction.WITHDRAW else people.rita
        DEEDS[action](case, factories.acting(actor))
        return Case.objects.select_related("organization").get(pk=case.pk)
    return factories.make_case(people.emma, people.organization, status=status, by=people.rita)


@pytest.mark.parametrize("status", CaseStatus.values)
def test_matrix_of_actions_and_people(people: factories.People, status: str) -> None:
    """The literal expectation above, not the table, says what is right; both must agree in every cell."""
    case = case_in(people, CaseStatus(status))
    for action, name in itertools.product(CaseAction, PEOPLE):
        person = getattr(people, name)
        expected = name in ALLOWED.get((CaseStatus(status), action), ())
        factories.acting(person)
        assert (action in available_actions(person, case)) == expected, (status, action, name)
        if not expected:
            with pytest.raises((NotPermitted, NotNow, Case.DoesNotExist)):
                DEEDS[action](case, person)
    factories.acting(people.emma)
    assert Case.objects.get(pk=case.pk).status == status


@pytest.mark.parametrize(("status", "action"), ALLOWED)
def test_action_leads_where_the_table_says(people: factories.People, status: CaseStatus, action: CaseAction) -> None:
    case = case_in(people, status)
    DEEDS[action](case, factories.acting(getattr(people, ALLOWED[status, action][0])))
    assert Case.objects.get(pk=case.pk).status == BY_ACTION[action].after


def test_every_action_has_one_row_and_one_deed() -> None:
    assert sorted(row.action for row in ROWS) == sorted(CaseAction) == sorted(DEEDS)


def test_representative_cannot_handle_their_own_request(people: factories.People) -> None:
    case = factories.make_case(people.rita, people.organization)
    assert available_actions(factories.acting(people.rita), case) == [CaseAction.WITHDRAW]
    with pytest.raises(NotPermitted):
        take_up(case=case, taken_by=people.rita, at=NOON)


def test_central_queue_is_worked_by_the_commission(people: factories.People) -> None:
    with factories.nobody_answers():
        case = factories.make_case(people.emma, people.organization)
    assert case.queue == "CENTRAL"
    assert CaseAction.TAKE_UP in available_actions(factories.acting(people.olive), case)
    assert take_up(case=case, taken_by=people.olive, at=NOON).status == CaseStatus.IN_REVIEW
