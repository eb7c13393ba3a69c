"""Submitting a request: it is routed and the people concerned are told, all in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import clocks, queries
from cases.advance import advance, note
from cases.conflicts import Conflict
from cases.enums import CaseAction, ClockReason, Handover, RoutingReason
from cases.models import Assignment, Case
from cases.notices import requests as notices
from cases.placing import Placement, keep_routing, place
from cases.timing import as_facts, reading
from cases.walls import conflicts_found, keep_conflicts, walled
from cases.wording import also_found_by
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.errors import Invalid
from polact.base.text import both_languages


@transaction.atomic
def submit_request(*, case: Case, submitted_by: Person, at: datetime, version: int | None = None) -> Case:
    """Send a draft to the organization's representatives, or to the central queue when nobody else there may answer.
    Whoever has a conflict of interest is walled off first (`cases.conflicts`). Where it went, by which rule and on which
    facts is stored as its first routing.

    Raises Invalid when subject or question is empty or the organization's people are not under Part 7, Conflict when
    the page was stale, NotNow when it was submitted already.
    """
    _check_complete(case)
    on = clock.local_date(at)
    conflicts = conflicts_found(case=case, on=on)
    case.walled_from = walled(case, [conflict.person_id for conflict in conflicts])
    placed = place(case=case, on=on)
    standard = clocks.service_standard(submitted_on=on, business_days=case.organization.standard_days)
    case = advance(
        case=case,
        action=CaseAction.SUBMIT,
        by=submitted_by,
        at=at,
        version=version,
        facts={
            "subject": case.subject,
            "activity": case.activity,
            "level": case.level,
            **_files(case),
            **as_facts(standard),
        },
        submitted_at=at,
        submitted_on=on,
        standard_days=standard.business_days,
        **reading(standard, at=at, reason=ClockReason.SUBMITTED),
        found_by=also_found_by(case, on),
        queue=placed.queue,
        routed_by=placed.rule,
        assigned_to=placed.assigned_to,
        routing_facts=placed.facts.as_json(),
        region=placed.facts.region,
        walled_from=case.walled_from,
    )
    keep_routing(case=case, placed=placed, why=RoutingReason.SUBMITTED, at=at)
    keep_conflicts(case=case, conflicts=conflicts, at=at)
    _note_routing(case, placed, conflicts, at)
    notices.request_received(case=case, at=at)
    notices.case_arrived(case=case, at=at)
    return case


def _note_routing(case: Case, placed: Placement, conflicts: Sequence[Conflict], at: datetime) -> None:
    """Who was walled off, where the case went, and into whose hands: in the trail, and in the history of its holders."""
    for conflict in conflicts:
        ground = both_languages(conflict.ground.label)
        note(case=case, verb=Verb.CONFLICT_FOUND, by=None, at=at, facts={"ground": ground})
    note(
        case=case,
        verb=Verb.CASE_ROUTED,
        by=None,
        at=at,
        facts={
            "queue": both_languages(placed.queue.label),
            "rule": placed.rule.pk if placed.rule else None,
            "version": placed.rule.version if placed.rule else None,
            **placed.facts.as_json(),
        },
    )
    if placed.assigned_to and placed.handover:
        Assignment.objects.create(case=case, kind=placed.handover, person=placed.assigned_to, at=at)
    if placed.assigned_to and placed.handover == Handover.BALANCE:
        note(case=case, verb=Verb.CASE_BALANCED, by=None, at=at, facts={"person": str(placed.assigned_to)})


def _files(case: Case) -> dict[str, Any]:
    """The files that are sent along, by name and SHA-256; nothing where there is none."""
    digests = queries.digests_of(case)
    return {"attachments": digests} if digests else {}


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
