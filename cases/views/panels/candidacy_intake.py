"""A request for permission on the pages of its case: how far it is, who is awaited, the checklist, the clock of the law."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.candidacy_content import completeness
from cases.candidacy_deeds import CANDIDACY_DEEDS
from cases.candidacy_timing import agrees, clock_of_decision
from cases.enums.candidacy import CandidacyAction, Stage
from cases.limit_words import NO_LIMIT, not_begun, of_rule
from cases.models import Case
from cases.permissions.candidacy import may_check
from cases.queries.candidacy_intake import CandidacyFile, candidacy_file
from cases.views.candidacy.telling import Meter, deadline_of, facts_of
from cases.views.panels.panel import Panel
from cases.workflow.candidacy import available_on
from polact.access.models import Person

A = CandidacyAction
LAST = (A.WITHDRAW, A.END_WITHOUT_DECISION)
"""What ends the request stands last, and small."""


def of_request(person: Person, case: Case, today: date) -> Panel | None:
    """The employee's: whether it was sent to the Commission, who is awaited until when, and how to send it themselves."""
    found = _file(case)
    if found is None:
        return None
    return Panel(
        "top", _("Your request for permission"), "cases/panels/candidacy_request.html", _told(person, found, today)
    )


def of_case(person: Person, case: Case, today: date) -> Panel | None:
    """Those who check and prepare it: the same checklist, the opinions, and the steps."""
    found = _file(case)
    if found is None:
        return None
    context = _told(person, found, today)
    context["may_invite"] = found.candidacy.stage == Stage.GATHERING_INPUT and may_check(person, found.candidacy)
    return Panel("first", _("Request for permission"), "cases/panels/candidacy_case.html", context)


def facts(person: Person, case: Case, today: date) -> Panel | None:
    """The election, the position and the steps taken."""
    found = _file(case)
    if found is None:
        return None
    candidacy = found.candidacy
    files = [(_("Work description"), candidacy.description_file), (_("Organization chart"), candidacy.chart_file)]
    context = {"facts": facts_of(candidacy), "files": [(name, file) for name, file in files if file], "case": case}
    return Panel("facts", _("The candidacy"), "cases/panels/candidacy_facts.html", context)


def clock(person: Person, case: Case, today: date) -> Panel | None:
    """The statutory day, the target within it, and how they were found."""
    found = _file(case)
    if found is None or found.candidacy.sent_at is None:
        return None
    return Panel("side", _("Decision: the time of the law"), "cases/panels/candidacy_clock.html", _clock(found))


def _file(case: Case) -> CandidacyFile | None:
    """Read once for all panels of a page; nothing for cases of another kind."""
    if case.type.candidacy is None:
        return None
    known: CandidacyFile | None = case.__dict__.get("candidacy_file")
    if known is None:
        known = case.__dict__["candidacy_file"] = candidacy_file(case)
    return known


def _clock(found: CandidacyFile) -> dict[str, Any]:
    candidacy = found.candidacy
    computed = clock_of_decision(candidacy, found.items)
    return {
        "candidacy": candidacy,
        "clock": computed,
        "is_complete": candidacy.complete_on is not None,
        "agrees": agrees(candidacy, computed),
        "not_begun": not_begun(computed.rule),
        "rule": of_rule(computed.rule),
        "no_limit": "" if computed.rule.is_set else NO_LIMIT,
    }


def _told(person: Person, found: CandidacyFile, today: date) -> dict[str, Any]:
    candidacy = found.candidacy
    kinds = {kind.code: kind.name for kind in candidacy.level_rules.inputs}
    names = {term.code: term.name for term in candidacy.rules.content}
    actions = [action for action in available_on(person, candidacy) if action in CANDIDACY_DEEDS]
    asked = {one.kind for one in found.inputs if one.given_up_at is None}
    return {
        "case": candidacy.case,
        "candidacy": candidacy,
        "stage": Stage(candidacy.stage).label,
        "with_organization": candidacy.is_with_organization,
        "inputs": [(kinds.get(one.kind, one.kind), one) for one in found.inputs],
        "not_asked": [name for code, name in kinds.items() if code not in asked] if candidacy.sent_at is None else [],
        "items": [(names.get(item.code) or item.text, item) for item in found.items],
        "meter": Meter(completeness(candidacy, inputs=found.inputs, items=found.items)),
        "deadline": deadline_of(candidacy, today),
        "steps": [action for action in actions if action not in LAST],
        "last_steps": [action for action in actions if action in LAST],
        "today": today,
        "facts": facts_of(candidacy),
        **_clock(found),
    }
