"""Taking up a case, asking the employee for what is missing, and their answer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import advance
from cases.enums import CaseAction
from cases.models import Case, InformationRequest
from cases.notices import requests as notices
from polact.access.models import Person
from polact.base.errors import Invalid


@transaction.atomic
def take_up(*, case: Case, taken_by: Person, at: datetime, version: int | None = None) -> Case:
    """Begin the review; whoever takes it up is its assignee from then on."""
    return advance(case=case, action=CaseAction.TAKE_UP, by=taken_by, at=at, version=version, assigned_to=taken_by)


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
