"""How a case ends otherwise: redirected, withdrawn; and its closing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import advance
from cases.enums import CaseAction, EndingKind
from cases.models import Case, Ending
from cases.notices import requests as notices
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid, NotNow
from polact.base.text import both_languages
from polact.catalogue.advice import NO_REPLY, OUTSIDE_PART_7, TO_CANDIDACY, TO_VALUES_AND_ETHICS, WITHDRAWN

DESTINATIONS = {outcome.code: outcome for outcome in (TO_VALUES_AND_ETHICS, OUTSIDE_PART_7, TO_CANDIDACY)}


@transaction.atomic
def redirect_request(
    *, case: Case, redirected_by: Person, destination: str, reasons: str, at: datetime, version: int | None = None
) -> Ending:
    """Send the employee to where the question belongs. Raises Invalid without a known destination or without reasons."""
    if destination not in DESTINATIONS:
        raise Invalid(_("Choose where the request belongs."), field="destination")
    if not reasons.strip():
        raise Invalid(_("Give the reasons: the employee is entitled to them."), field="reasons")
    where = DESTINATIONS[destination]
    case = advance(
        case=case,
        action=CaseAction.REDIRECT,
        by=redirected_by,
        at=at,
        version=version,
        outcome=where.code,
        ended_at=at,
        facts={"destination": both_languages(where.name), "reasons": reasons},
    )
    ending = _end(case, EndingKind.REDIRECTED, redirected_by, at, where.code, reasons)
    notices.request_redirected(case=case, at=at)
    return ending


@transaction.atomic
def withdraw_request(
    *, case: Case, withdrawn_by: Person, at: datetime, reasons: str = "", version: int | None = None
) -> Ending:
    """The employee takes the request back; nothing more will be asked or answered."""
    case = advance(
        case=case,
        action=CaseAction.WITHDRAW,
        by=withdrawn_by,
        at=at,
        version=version,
        outcome=WITHDRAWN.code,
        ended_at=at,
        proposed_by=None,
        facts={"reasons": reasons},
    )
    ending = _end(case, EndingKind.WITHDRAWN, withdrawn_by, at, WITHDRAWN.code, reasons)
    notices.request_withdrawn(case=case, at=at)
    return ending


@transaction.atomic
def close_request(*, case: Case, closed_by: Person, at: datetime, version: int | None = None) -> Ending:
    """Put an answered or redirected case away."""
    case = advance(case=case, action=CaseAction.CLOSE, by=closed_by, at=at, version=version)
    return _end(case, EndingKind.CLOSED, closed_by, at, "", "")


@transaction.atomic
def close_unanswered(
    *, case: Case, closed_by: Person, reasons: str, at: datetime, version: int | None = None
) -> Ending:
    """Put away a case whose question the employee never answered, with reasons that they read.

    Nothing is decided about the activity: the employee may ask again. Raises Invalid without reasons, NotNow as long as
    the last calendar day for the answer has not passed.
    """
    if not reasons.strip():
        raise Invalid(_("Give the reasons: the employee is entitled to them."), field="reasons")
    case = advance(
        case=case,
        action=CaseAction.CLOSE_UNANSWERED,
        by=closed_by,
        at=at,
        version=version,
        outcome=NO_REPLY.code,
        ended_at=at,
        facts={"reasons": reasons},
    )
    asked = case.information_requests.get(answered_at=None, went_on_at=None)
    if not asked.is_overdue(clock.local_date(at)):
        raise NotNow(_("The employee still has time to answer. Advice on the facts at hand is possible meanwhile."))
    ending = _end(case, EndingKind.UNANSWERED, closed_by, at, NO_REPLY.code, reasons)
    notices.closed_unanswered(case=case, at=at)
    return ending


def _end(case: Case, kind: EndingKind, by: Person, at: datetime, outcome: str, reasons: str) -> Ending:
    return Ending.objects.create(
        case=case, kind=kind, outcome=outcome, reasons=reasons, ended_by=by, ended_at=at, turn=case.turn
    )
