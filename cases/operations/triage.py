"""Taking up a case, asking the employee for what is missing, and their answer."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import advance
from cases.enums import CaseAction, Handover
from cases.hands import is_free
from cases.models import Assignment, Case, InformationRequest
from cases.notices import requests as notices
from cases.permissions import may_direct, may_handle
from cases.queries.covering import stands_in
from cases.refusals import HeldByAnother
from polact.access.models import Person
from polact.access.queries import roster
from polact.base import clock
from polact.base.errors import Invalid


@transaction.atomic
def take_up(*, case: Case, taken_by: Person, at: datetime, version: int | None = None) -> Case:
    """Begin the review; whoever takes it up is its assignee from then on, a stand-in for whoever is away.

    Raises HeldByAnother when a colleague who is there has the request, and says who; the lead may take it all the same.
    """
    held = Case.objects.select_for_update().get(pk=case.pk)
    holder = _holder_to_respect(held, taken_by, clock.local_date(at))
    case = advance(
        case=case, action=CaseAction.TAKE_UP, by=taken_by, at=at, version=version, assigned_to=holder or taken_by
    )
    if held.assigned_to_id != case.assigned_to_id:
        Assignment.objects.create(case=case, kind=Handover.TAKEN, person=taken_by, by=taken_by, at=at)
    return case


def _holder_to_respect(case: Case, person: Person, on: date) -> Person | None:
    """The absent holder for whom the person begins; None where the request becomes their own. Raises HeldByAnother."""
    if case.assigned_to is None or case.assigned_to_id == person.pk or not may_handle(person, case):
        return None
    known = roster(case.organization_id, on)
    if stands_in(known, case, person):
        return case.assigned_to
    if case.is_open and not may_direct(person, case) and not is_free(case, known):
        raise HeldByAnother.by(case.assigned_to)
    return None


@transaction.atomic
def request_information(
    *, case: Case, asked_by: Person, question: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Put one question to the employee; the case waits for the answer. Raises Invalid for an empty question."""
    if not question.strip():
        raise Invalid(_("Write the question."), field="question")
    case = advance(
        case=case,
        action=CaseAction.REQUEST_INFORMATION,
        by=asked_by,
        at=at,
        version=version,
        facts={"question": question},
    )
    asked = InformationRequest.objects.create(case=case, asked_by=asked_by, asked_at=at, question=question)
    notices.information_requested(case=case, at=at)
    return asked


@transaction.atomic
def provide_information(
    *, case: Case, provided_by: Person, answer: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """The employee's answer to the open question; the review goes on. Raises Invalid for an empty answer."""
    if not answer.strip():
        raise Invalid(_("Write your answer."), field="answer")
    case = advance(
        case=case,
        action=CaseAction.PROVIDE_INFORMATION,
        by=provided_by,
        at=at,
        version=version,
        facts={"answer": answer},
    )
    asked = case.information_requests.get(answered_at=None)
    asked.answer, asked.answered_at = answer, at
    asked.save(update_fields=["answer", "answered_at"])
    notices.information_provided(case=case, at=at)
    return asked
