"""Recording advice: the answer, with its reasons and the precautions that go with it (PSEA s. 113).

Where the organization wants it, one person proposes and another approves; what is recorded is what was proposed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cases.advance import advance
from cases.answer import Answer, answer_of, check_answer
from cases.enums import CaseAction, Queue
from cases.letters.facts import TEMPLATE, Hands, letter_facts, number_of
from cases.letters.parcel import check_issuing
from cases.models import Advice, AdviceDraft, AdviceProposal, Case, Letter, PrecedentCheck
from cases.notices import advising as told
from cases.notices import requests as notices
from cases.precedents.checking import as_facts, check_precedents
from cases.queries.covering import absent_holder
from polact.access.models import Appointment, Person
from polact.access.queries import roster
from polact.base import clock
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.base.text import both_languages
from polact.catalogue.kinds import Outcome

Findings = Sequence[Mapping[str, str]]


@transaction.atomic
def record_advice(
    *,
    case: Case,
    decided_by: Person,
    outcome: str,
    reasons: str,
    mitigations: str = "",
    facts_relied_on: str = "",
    actual: str = "",
    perceived: str = "",
    findings: Findings = (),
    limits: str = "",
    valid_until: date | None = None,
    sources: Sequence[str] = (),
    departure: str = "",
    departure_note: str = "",
    at: datetime,
    version: int | None = None,
) -> Advice:
    """Answer the employee. `outcome` is one of the request type's answers; reasons are always required.

    An earlier advice of the case is superseded, never changed. A letter is issued with it. Where most earlier answers
    about the same facts concluded otherwise, `departure` (a DepartureReason) and its note say why this one departs.
    Raises Invalid (no reasons, unknown outcome, precautions missing where the outcome rests on them, parts that contradict
    each other, a departure without its reason), NotPermitted (also where the organization wants a second reader, and for
    the requester's manager), NotNow when somebody answered first (it says who and when), Conflict when the page was stale.
    """
    answer = Answer(
        outcome, reasons, mitigations, facts_relied_on, actual, perceived, findings, limits, valid_until, sources
    )
    conclusion = check_answer(case, answer, on=clock.local_date(at), whole=False)
    compared = check_precedents(
        case=case, answer=conclusion, by=decided_by, at=at, departure=departure, departure_note=departure_note
    )
    manager = _checked_manager(case, decided_by, at)
    case = advance(
        case=case,
        action=CaseAction.RECORD_ADVICE,
        by=decided_by,
        at=at,
        version=version,
        outcome=conclusion.code,
        ended_at=at,
        facts={**_facts(conclusion, answer), **as_facts(compared)},
    )
    _keep_comparison(compared)
    advice = Advice(author=decided_by, requester_manager_id=manager, **answer.columns())
    return _answered(case, advice, Hands(decided_by), at)


@transaction.atomic
def propose_advice(
    *,
    case: Case,
    proposed_by: Person,
    outcome: str,
    reasons: str,
    mitigations: str = "",
    facts_relied_on: str = "",
    actual: str = "",
    perceived: str = "",
    findings: Findings = (),
    limits: str = "",
    valid_until: date | None = None,
    sources: Sequence[str] = (),
    departure: str = "",
    departure_note: str = "",
    at: datetime,
    version: int | None = None,
) -> AdviceProposal:
    """Put an advice before a second reader; the requester sees that it is read, not what it says.

    Raises as `record_advice` does; where the organization wants a second reader, Invalid also when the facts relied on
    or the findings on either limb are missing; NotNow when there is nobody who could be the second reader.
    """
    answer = Answer(
        outcome, reasons, mitigations, facts_relied_on, actual, perceived, findings, limits, valid_until, sources
    )
    on = clock.local_date(at)
    conclusion = check_answer(case, answer, on=on, whole=case.organization.needs_second_reader)
    compared = check_precedents(
        case=case, answer=conclusion, by=proposed_by, at=at, departure=departure, departure_note=departure_note
    )
    manager = _checked_manager(case, proposed_by, at)
    _check_reader(case, proposed_by, manager, on)
    case = advance(
        case=case,
        action=CaseAction.PROPOSE_ADVICE,
        by=proposed_by,
        at=at,
        version=version,
        proposed_by=proposed_by,
        facts=as_facts(compared),
    )
    _keep_comparison(compared)
    proposal = AdviceProposal.objects.create(
        case=case,
        author=proposed_by,
        requester_id=case.requester_id,
        requester_manager_id=manager,
        proposed_at=at,
        **answer.columns(),
    )
    _keep_as_draft(case, answer, proposed_by, at)
    told.advice_proposed(case=case, by=proposed_by, manager=manager, at=at)
    return proposal


@transaction.atomic
def approve_advice(*, case: Case, approved_by: Person, at: datetime, version: int | None = None) -> Advice:
    """Record, as the second reader, the very words that were proposed. Whoever wrote them cannot approve them.

    Raises NotPermitted for the author and for the requester's manager, Invalid when the advice would end before it
    begins, NotNow when nothing waits for a second reader, Conflict when the page was stale.
    """
    proposal = _waiting(case, CaseAction.APPROVE_ADVICE, approved_by, at, version)
    answer = answer_of(proposal)
    conclusion = check_answer(case, answer, on=clock.local_date(at), whole=False)
    manager = _checked_manager(case, approved_by, at)
    case = advance(
        case=case,
        action=CaseAction.APPROVE_ADVICE,
        by=approved_by,
        at=at,
        version=version,
        outcome=conclusion.code,
        ended_at=at,
        proposed_by=None,
        facts={**_facts(conclusion, answer), "author": str(proposal.author)},
    )
    _decide(proposal, approved_by, at, is_approved=True)
    advice = Advice(
        author=proposal.author,
        approver=approved_by,
        proposal=proposal,
        requester_manager_id=manager,
        **answer.columns(),
    )
    told.advice_approved(case=case, author=proposal.author, at=at)
    return _answered(case, advice, Hands(proposal.author, approved_by), at)


@transaction.atomic
def return_advice(
    *, case: Case, returned_by: Person, comment: str, at: datetime, version: int | None = None
) -> AdviceProposal:
    """Give a proposed advice back to its author, who goes on with the draft; authors may take theirs back themselves.

    The comment is for the author and never told to the requester. Raises Invalid without one.
    """
    if not comment.strip():
        raise Invalid(_("Say what should change: the author reads it."), field="comment")
    proposal = _waiting(case, CaseAction.RETURN_ADVICE, returned_by, at, version)
    case = advance(case=case, action=CaseAction.RETURN_ADVICE, by=returned_by, at=at, version=version, proposed_by=None)
    _decide(proposal, returned_by, at, is_approved=False, comment=comment)
    AdviceDraft.objects.filter(case=case).update(comment=comment, comment_by=returned_by, version=F("version") + 1)
    if returned_by.pk != proposal.author_id:
        told.advice_returned(case=case, author=proposal.author, at=at)
    return proposal


def _answered(case: Case, advice: Advice, hands: Hands, at: datetime) -> Advice:
    """Store the advice as the one that stands, with its letter; the draft has done its work."""
    replaced = Letter.objects.filter(advice_id=case.advice_id).first() if case.advice_id else None
    advice.case, advice.requester_id, advice.language = case, case.requester_id, case.language
    advice.recorded_at, advice.question, advice.supersedes_id = at, case.question, case.advice_id
    hands = replace(hands, on_behalf_of=absent_holder(case, hands.author, clock.local_date(at)))
    advice.on_behalf_of = hands.on_behalf_of
    advice.save(force_insert=True)
    case.advice = advice
    case.save(update_fields=["advice"])
    AdviceDraft.objects.filter(case=case).delete()
    letter = Letter(
        case=case,
        advice=advice,
        number=number_of(case),
        language=case.language,
        template=TEMPLATE,
        facts=letter_facts(
            case=case, answer=answer_of(advice), hands=hands, issued_on=clock.local_date(at), replaces=replaced
        ),
        issued_at=at,
        issued_by=hands.approver or hands.author,
    )
    check_issuing(letter, hands, at)
    letter.save(force_insert=True)
    notices.advice_recorded(case=case, at=at)
    return advice


def _keep_comparison(compared: PrecedentCheck | None) -> None:
    if compared is not None:
        compared.save(force_insert=True)


def _waiting(case: Case, action: CaseAction, by: Person, at: datetime, version: int | None) -> AdviceProposal:
    """What waits for a second reader; where nothing does, the refusal that the table has for this person."""
    proposal = case.proposals.filter(decided_at=None).select_related("author").first()
    if proposal is None:
        advance(case=case, action=action, by=by, at=at, version=version)
        raise NotNow(_("No advice waits for a second reader here."))
    return proposal


def _keep_as_draft(case: Case, answer: Answer, by: Person, at: datetime) -> None:
    """What was proposed is where the author goes on, should it come back."""
    AdviceDraft.objects.update_or_create(
        case=case,
        defaults={**answer.columns(), "saved_by": by, "saved_at": at, "comment": "", "comment_by": None},
    )


def _decide(proposal: AdviceProposal, by: Person, at: datetime, *, is_approved: bool, comment: str = "") -> None:
    proposal.decided_by, proposal.decided_at, proposal.is_approved, proposal.comment = by, at, is_approved, comment
    proposal.save(update_fields=["decided_by", "decided_at", "is_approved", "comment"])


def _facts(conclusion: Outcome, answer: Answer) -> dict[str, Any]:
    return {"outcome": both_languages(conclusion.name), "reasons": answer.reasons, "mitigations": answer.mitigations}


def _checked_manager(case: Case, person: Person, at: datetime) -> int | None:
    """To whom the requester reports in the organization on that day. Raises NotPermitted when it is this person."""
    current = Appointment.objects.current(clock.local_date(at)).filter(
        person_id=case.requester_id, organization_id=case.organization_id, reports_to__isnull=False
    )
    manager: int | None = current.order_by("pk").values_list("reports_to_id", flat=True).first()
    if person.pk == manager:
        raise NotPermitted(_("The employee reports to you: somebody else has to answer, and to approve."))
    return manager


def _check_reader(case: Case, author: Person, manager: int | None, on: date) -> None:
    """Raise NotNow unless somebody else could read: in the central queue, the Commission's officers."""
    if case.queue == Queue.CENTRAL:
        return
    besides = frozenset({author.pk, case.requester_id, *case.walled_from, *({manager} if manager else ())})
    if not roster(case.organization_id, on).at_work(besides):
        raise NotNow(_("There is nobody who could be the second reader. Ask an administrator to name one."))
