"""Taking up a case, asking the employee for what is missing, their answer, and going on without it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import advance, note, touch
from cases.enums import CaseAction, CaseStatus, Handover, ItemState
from cases.hands import is_free
from cases.models import AnswerDraft, Assignment, Case, InformationItem, InformationRequest
from cases.notices import information as notices
from cases.permissions import is_requester, may_direct, may_handle
from cases.queries.covering import stands_in
from cases.refusals import HeldByAnother
from cases.waiting import check_answer_by, cleaned, default_answer_by, resumed
from polact.access.models import Person
from polact.access.queries import roster
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted


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
    *,
    case: Case,
    asked_by: Person,
    question: str,
    at: datetime,
    items: Sequence[str] = (),
    answer_by: date | None = None,
    version: int | None = None,
) -> InformationRequest:
    """Put one question to the employee, with a list of what is needed; the case waits, and its clock stands still.

    `answer_by` is the last calendar day for the answer, at least one business day ahead; left out, it is as many
    business days ahead as the organization gives. Raises Invalid for an empty question, a day that is too near or more
    than a year ahead, and items that are too many or too long.
    """
    if not question.strip():
        raise Invalid(_("Write the question."), field="question")
    needed, today = cleaned(items), clock.local_date(at)
    last_day = answer_by or default_answer_by(case.organization, today)
    check_answer_by(last_day, today)
    case = advance(
        case=case,
        action=CaseAction.REQUEST_INFORMATION,
        by=asked_by,
        at=at,
        version=version,
        facts={"question": question, "items": needed, "answer_by": last_day.isoformat()},
    )
    asked = InformationRequest.objects.create(
        case=case, asked_by=asked_by, asked_at=at, question=question, answer_by=last_day
    )
    InformationItem.objects.bulk_create(
        InformationItem(information_request=asked, place=place, needed=text, changed_at=at, changed_by=asked_by)
        for place, text in enumerate(needed)
    )
    notices.information_requested(case=case, asked=asked, at=at)
    return asked


# The employee's side ------------------------------------------------------------------------------------------


@transaction.atomic
def provide_information(
    *,
    case: Case,
    provided_by: Person,
    answer: str,
    at: datetime,
    items: Mapping[UUID, str] | None = None,
    version: int | None = None,
) -> InformationRequest:
    """One text that answers all that is still needed, with some things answered by item; the review goes on.

    Raises Invalid for an empty answer.
    """
    if not answer.strip():
        raise Invalid(_("Write your answer."), field="answer")
    given = _written(items or {})
    facts = {"answer": answer, "items": list(given.values())}
    asked, case = _answer_is_complete(_locked(case), provided_by, at, facts, version)
    for item in _still_needed(asked, given, "answer").values():
        _settle(item, ItemState.RECEIVED, provided_by, at, given.get(item.pk, ""))
    asked.answer = answer
    asked.save(update_fields=["answer", "answered_at"])
    return asked


@transaction.atomic
def send_items(
    *, case: Case, sent_by: Person, answers: Mapping[UUID, str], at: datetime, version: int | None = None
) -> InformationRequest:
    """Answers to some of what is needed, by item. When nothing is needed any more, the review goes on by itself.

    Raises NotPermitted for anybody but the employee, NotNow when nothing is waited for, Conflict when the page was stale,
    Invalid when there is no answer at all or one to something that is not needed (any more).
    """
    case = _locked(case)
    if not is_requester(sent_by, case):
        raise NotPermitted()
    asked = _awaited(case, version)
    given = _written(answers)
    if not given:
        raise Invalid(_("Write an answer to at least one of them, or one text for all."), field="answers")
    items = _still_needed(asked, given, "answers")
    for key, text in given.items():
        _settle(items[key], ItemState.RECEIVED, sent_by, at, text)
    facts = {"items": [{"item": items[key].needed, "answer": text} for key, text in given.items()]}
    AnswerDraft.objects.filter(information_request=asked).delete()
    if len(given) == len(items):
        asked, case = _answer_is_complete(case, sent_by, at, facts)
        asked.save(update_fields=["answered_at"])
    else:
        touch(case=case, by=sent_by, at=at, fields=[])
        note(case=case, verb=Verb.INFORMATION_PART_PROVIDED, by=sent_by, at=at, facts=facts)
        notices.part_provided(case=case, at=at)
    return asked


@transaction.atomic
def save_answer_draft(
    *, case: Case, saved_by: Person, answer: str, items: Mapping[UUID, str], at: datetime
) -> AnswerDraft:
    """Keep what the employee has begun to write; nobody else sees it. It moves nothing and stands in no trail.

    Raises NotPermitted for anybody else, NotNow when nothing is waited for.
    """
    if not is_requester(saved_by, case):
        raise NotPermitted()
    asked = _awaited(_locked(case))
    kept = {str(key): text for key, text in items.items() if text.strip()}
    values = {"person": saved_by, "answer": answer, "items": kept, "saved_at": at}
    draft, _made = AnswerDraft.objects.update_or_create(information_request=asked, defaults=values)
    return draft


def _answer_is_complete(
    case: Case, by: Person, at: datetime, facts: dict[str, Any], version: int | None = None
) -> tuple[InformationRequest, Case]:
    """The review goes on, with the clock that follows; the draft of the answer is gone and the representative told."""
    over = resumed(case, at)
    case = advance(
        case=case,
        action=CaseAction.PROVIDE_INFORMATION,
        by=by,
        at=at,
        version=version,
        facts={**facts, **over.facts},
        **over.columns,
    )
    asked = _present(over.asked)
    asked.answered_at = at
    AnswerDraft.objects.filter(information_request=asked).delete()
    notices.information_provided(case=case, at=at)
    return asked, case


# The representative's side ------------------------------------------------------------------------------------


@transaction.atomic
def settle_items(
    *, case: Case, settled_by: Person, not_needed: Sequence[UUID], at: datetime, version: int | None = None
) -> InformationRequest:
    """Mark things as not needed any more. When nothing is needed any more, the review goes on by itself.

    Raises NotPermitted for those who do not handle the case, NotNow when nothing is waited for, Conflict when the page
    was stale, Invalid when none is named or one is not among those that are still needed.
    """
    case = _locked(case)
    if not may_handle(settled_by, case):
        raise NotPermitted()
    asked = _awaited(case, version)
    if not not_needed:
        raise Invalid(_("Choose what is not needed any more."), field="not_needed")
    items = _still_needed(asked, not_needed, "not_needed")
    for key in set(not_needed):
        _settle(items[key], ItemState.NOT_NEEDED, settled_by, at)
    facts = {"items": sorted(items[key].needed for key in set(not_needed))}
    note(case=case, verb=Verb.INFORMATION_NOT_NEEDED, by=settled_by, at=at, facts=facts)
    if len(set(not_needed)) == len(items):
        return _go_on(case, settled_by, at, "")
    touch(case=case, by=settled_by, at=at, fields=[])
    notices.less_is_needed(case=case, at=at)
    return asked


@transaction.atomic
def remind_again(
    *, case: Case, reminded_by: Person, answer_by: date, at: datetime, version: int | None = None
) -> InformationRequest:
    """Ask once more, with a new last calendar day for the answer, at least one business day ahead; the employee is told.

    The reminders ahead of the day and on it follow the new day. Raises Invalid for a day that is too near or too far.
    """
    check_answer_by(answer_by, clock.local_date(at))
    case = advance(
        case=case,
        action=CaseAction.REMIND_AGAIN,
        by=reminded_by,
        at=at,
        version=version,
        facts={"answer_by": answer_by.isoformat()},
    )
    asked = _awaited(case)
    asked.answer_by = answer_by
    asked.save(update_fields=["answer_by"])
    notices.reminded_again(case=case, asked=asked, at=at)
    return asked


@transaction.atomic
def go_on(
    *, case: Case, gone_on_by: Person, reasons: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Take the review up again on the facts at hand, with a reason that the employee reads. Raises Invalid without one."""
    if not reasons.strip():
        raise Invalid(_("Say why you go on: the employee reads it."), field="reasons")
    return _go_on(_locked(case), gone_on_by, at, reasons, version)


def _go_on(case: Case, by: Person, at: datetime, reasons: str, version: int | None = None) -> InformationRequest:
    over = resumed(case, at)
    facts = {"reasons": reasons, **over.facts}
    case = advance(case=case, action=CaseAction.GO_ON, by=by, at=at, version=version, facts=facts, **over.columns)
    asked = _present(over.asked)
    asked.went_on_at, asked.went_on_by, asked.went_on_reasons = at, by, reasons
    asked.save(update_fields=["went_on_at", "went_on_by", "went_on_reasons"])
    notices.went_on(case=case, at=at)
    return asked


# What both sides share ----------------------------------------------------------------------------------------


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)


def _awaited(case: Case, version: int | None = None) -> InformationRequest:
    """The open question of a locked case."""
    if case.status != CaseStatus.AWAITING_INFORMATION:
        raise NotNow(_("Nothing is waited for: the question was answered, or the review goes on without it."))
    if version is not None and version != case.version:
        raise Conflict(_("The list changed meanwhile. Look at it as it is now."), current_version=case.version)
    return case.information_requests.get(answered_at=None, went_on_at=None)


def _present(asked: InformationRequest | None) -> InformationRequest:
    """A case that waits has an open question; the table refused already where it does not wait."""
    assert asked is not None
    return asked


def _still_needed(asked: InformationRequest, named: Iterable[UUID], field: str) -> dict[UUID, InformationItem]:
    """All that is still needed. Raises Invalid where something named is not among it."""
    items = {item.pk: item for item in asked.items.filter(state=ItemState.NEEDED)}
    if not set(named) <= set(items):
        raise Invalid(_("One of these is not needed any more. Look at the list as it is now."), field=field)
    return items


def _written(answers: Mapping[UUID, str]) -> dict[UUID, str]:
    return {key: text.strip() for key, text in answers.items() if text.strip()}


def _settle(item: InformationItem, state: ItemState, by: Person, at: datetime, answer: str = "") -> None:
    item.state, item.answer, item.changed_by, item.changed_at = state, answer, by, at
    item.save(update_fields=["state", "answer", "changed_by", "changed_at"])
