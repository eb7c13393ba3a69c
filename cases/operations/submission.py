"""Submitting a request: it is routed and the people concerned are told, all in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases import clocks
from cases.advance import advance, note
from cases.enums import CaseAction
from cases.models import Case
from cases.notices import requests as notices
from cases.placing import place
from cases.wording import also_found_by
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid
from polact.base.text import both_languages


@transaction.atomic
def submit_request(*, case: Case, submitted_by: Person, at: datetime, version: int | None = None) -> Case:
    """Send a draft to the organization's representatives, or to the central queue when no rule matches or nobody else
    represents the organization.

    Raises Invalid when subject or question is empty or the organization's people are not under Part 7, Conflict when
    the page was stale, NotNow when it was submitted already.
    """
    _check_complete(case)
    on = clock.local_date(at)
    placed = place(case=case, on=on)
    standard = clocks.service_standard(submitted_on=on, business_days=case.organization.standard_days)
    case = advance(
        case=case,
        action=CaseAction.SUBMIT,
        by=submitted_by,
        at=at,
        version=version,
        facts={"subject": case.subject, "activity": case.activity, "level": case.level},
        submitted_at=at,
        submitted_on=on,
        due_on=standard.due_on,
        found_by=also_found_by(case, on),
        queue=placed.queue,
        routed_by=placed.rule,
        assigned_to=placed.assigned_to,
        routing_facts=placed.facts.as_json(),
    )
    note(
        case=case,
        verb=Verb.CASE_ROUTED,
        by=None,
        at=at,
        facts={
            "queue": both_languages(placed.queue.label),
            "rule": placed.rule.pk if placed.rule else None,
            **placed.facts.as_json(),
        },
    )
    notices.request_received(case=case, at=at)
    notices.case_arrived(case=case, at=at)
    return case


def _check_complete(case: Case) -> None:
    if not case.subject.strip():
        raise Invalid(_("Give the request a subject."), field="subject")
    if not case.question.strip():
        raise Invalid(_("Say what you plan and what you would like to know."), field="question")
    if not case.organization.takes_requests:
        raise Invalid(
            _("Requests cannot be sent there: the organization’s regime is not confirmed as Part 7."),
            field="organization",
        )
