"""Submitting a request: it is routed and the people concerned are told, all in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases import clocks, routing
from cases.advance import advance, note
from cases.enums import CaseAction, Queue
from cases.models import Case, RoutingRule
from cases.notices import requests as notices
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
    facts = routing_facts(case)
    rule = routing.choose_rule(routing.rules_in_force(organization_id=case.organization_id, on=on), facts)
    if rule and not routing.somebody_answers(organization_id=case.organization_id, on=on, besides=submitted_by):
        rule = None  # nobody there could take it up: the directory says that it goes to the central queue
    standard = clocks.service_standard(submitted_on=on, business_days=case.organization.standard_days)
    queue = Queue.ORGANIZATION if rule else Queue.CENTRAL
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
        queue=queue,
        routed_by=rule,
        assigned_to=_assignee(rule, submitted_by),
        routing_facts=facts.as_json(),
    )
    note(
        case=case,
        verb=Verb.CASE_ROUTED,
        by=None,
        at=at,
        facts={"queue": both_languages(queue.label), "rule": rule.pk if rule else None, **facts.as_json()},
    )
    notices.request_received(case=case, at=at)
    notices.case_arrived(case=case, at=at)
    return case


def routing_facts(case: Case) -> routing.RoutingFacts:
    """The facts of a case that rules may look at: its activity's group and the most serious level of its result."""
    return routing.RoutingFacts(
        organization=case.organization_id,
        request_type=case.request_type,
        activity_group=case.activity.split(".")[0],
        level=case.level.split()[-1] if case.level else "",
        language=case.language,
    )


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


def _assignee(rule: RoutingRule | None, requester: Person) -> Person | None:
    """The representative whom the rule names, unless it is the requester's own case."""
    return rule.assign_to if rule and rule.assign_to_id != requester.pk else None
