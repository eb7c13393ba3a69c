"""Opening a case again: nothing of what was recorded is lost, and the service standard counts anew."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases import clocks
from cases.advance import advance
from cases.enums import CaseAction, ClockReason
from cases.models import Case, Reopening
from cases.notices import advising as notices
from cases.timing import as_facts, reading
from polact.access.models import Person
from polact.base import clock
from polact.base.errors import Invalid


@transaction.atomic
def reopen_request(
    *, case: Case, reopened_by: Person, reasons: str, at: datetime, version: int | None = None
) -> Reopening:
    """Review an answered, redirected or closed case once more.

    The earlier advice stands until another is recorded. An answer is due in the organization's service standard, in
    business days from this day. Raises Invalid without reasons, NotNow when the case has not ended or was withdrawn.
    """
    if not reasons.strip():
        raise Invalid(_("Say why the request is opened again: the employee reads it."), field="reasons")
    on = clock.local_date(at)
    turn, before = case.turn + 1, case.outcome
    standard = clocks.service_standard(submitted_on=on, business_days=case.organization.standard_days)
    case = advance(
        case=case,
        action=CaseAction.REOPEN,
        by=reopened_by,
        at=at,
        version=version,
        facts={"reasons": reasons, **as_facts(standard)},
        turn=turn,
        reopened_on=on,
        standard_days=standard.business_days,
        **reading(standard, at=at, reason=ClockReason.REOPENED),
        assigned_to=reopened_by,
        outcome="",
        ended_at=None,
    )
    reopening = Reopening.objects.create(
        case=case, turn=turn, reopened_by=reopened_by, reopened_at=at, reasons=reasons, outcome_before=before
    )
    notices.request_reopened(case=case, by=reopened_by, at=at)
    return reopening
