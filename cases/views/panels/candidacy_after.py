"""What follows the decision on a candidacy: its conditions, its notice in the Gazette, its result, and what changed under it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases import results
from cases.enums.after import DayAhead, Fact
from cases.enums.candidacy import AFTER_DECISION, CandidacyAction, ConditionEventKind, ConditionState
from cases.gazette import lag_of
from cases.models import Candidacy, CandidacyResult, Case, Condition, Decision, GazetteNotice
from cases.permissions.after import may_give_evidence, may_note_departure
from cases.permissions.candidacy import is_candidate, may_follow
from cases.queries import after as reading
from cases.touched import ON_RECORD, told
from cases.views.panels.panel import Panel
from cases.workflow.candidacy import available_on
from polact.access.models import Person
from polact.catalogue.kinds import Family
from polact.catalogue.registry import codes_of

CANDIDACIES = codes_of(Family.PERMISSION, Family.CHANGE)
Kind = ConditionEventKind


def after_decision(person: Person, case: Case, today: date) -> Panel | None:
    """For those who follow it. Nothing is read for other requests; about eight queries for a candidacy."""
    return _panel("conversation", person, case, today)


def after_decision_of_own(person: Person, case: Case, today: date) -> Panel | None:
    """For the employee."""
    return _panel("main", person, case, today)


def _panel(place: str, person: Person, case: Case, today: date) -> Panel | None:
    if case.request_type not in CANDIDACIES:
        return None
    candidacy = reading.decided_candidacy(case)
    grant = reading.standing_grant(candidacy) if candidacy else None
    if candidacy is None or grant is None:
        return None
    candidacy.case = case
    became = list(candidacy.results.all())
    notice = reading.notice_of(grant)
    shown = _conditions(person, candidacy, grant)
    context: dict[str, Any] = {
        "case": case,
        "is_own": is_candidate(person, candidacy),
        "conditions": shown,
        "acknowledge": is_candidate(person, candidacy)
        and any(one["condition"].acknowledged_at is None and one["is_open"] for one in shown),
        "notice": notice,
        "is_gazetted": grant.outcome in reading.GAZETTED,
        "lag": lag_of(grant, notice, today),
        "results": [(one, results.ends_employment(one.kind, candidacy)) for one in became],
        "gap": results.gap(candidacy, became),
        "waits_since": results.waits_since(candidacy, became, today),
        "touched": _touched(case),
        "rests_on": _rests_on(grant),
        "doors": _doors(person, candidacy, grant, notice, became),
    }
    return Panel(place, _("After the decision"), "cases/panels/after_decision.html", context)


def _conditions(person: Person, candidacy: Candidacy, grant: Decision) -> list[dict[str, Any]]:
    names = {kind.code: kind.name for kind in candidacy.rules.conditions}
    is_live = candidacy.stage in AFTER_DECISION
    kinds = [Kind.EVIDENCE] if may_give_evidence(person, candidacy) else []
    kinds += [Kind.BREACH] if may_note_departure(person, candidacy) else []
    kinds += [Kind.MET, Kind.LIFTED] if may_follow(person, candidacy) else []
    rows = []
    for one in reading.conditions_of(grant):
        is_open = one.state == ConditionState.OPEN
        doors = [(kind.value.lower(), kind.label) for kind in kinds] if is_open and is_live else []
        rows.append(
            {
                "name": names.get(one.kind, one.kind),
                "condition": one,
                "events": _events(one),
                "is_open": is_open and is_live,
                "doors": doors,
            }
        )
    return rows


def _events(condition: Condition) -> list[dict[str, Any]]:
    """What was noted; a reminder says of which day."""
    about = {day.value: day.label for day in DayAhead}
    return [
        {"event": one, "text": about.get(one.text, one.text) if one.kind == Kind.REMINDED else one.text}
        for one in condition.events.all()
    ]


def _touched(case: Case) -> list[dict[str, str]]:
    found = reading.touched_of(case)
    names = reading.organization_names() if any(one.fact == "ORGANIZATION" for one in found) else {}
    return [
        {
            "fact": str(one.get_fact_display()),
            "was": told(one.fact, one.was, names),
            "became": told(one.fact, one.became, names),
        }
        for one in found
    ]


def _rests_on(grant: Decision) -> list[tuple[str, str]]:
    """The facts of the record on which the decision rests, as they were."""
    kept = grant.facts.get(ON_RECORD, {})
    names = reading.organization_names() if kept else {}
    return [(str(fact.label), told(fact, kept[fact], names)) for fact in Fact if kept.get(fact)]


def _doors(
    person: Person,
    candidacy: Candidacy,
    grant: Decision,
    notice: GazetteNotice | None,
    became: list[CandidacyResult],
) -> list[tuple[str, Any]]:
    """What whoever follows it can do now, by the name in the address."""
    if not may_follow(person, candidacy) or candidacy.stage not in AFTER_DECISION:
        return []
    possible = available_on(person, candidacy)
    doors: list[tuple[str, Any]] = []
    if grant.outcome in reading.GAZETTED and notice is None:
        doors.append(("request-publication", _("Ask for the notice in the Canada Gazette")))
    if notice is not None and notice.published_on is None:
        doors.append(("record-publication", CandidacyAction.RECORD_PUBLICATION.label))
    if results.following(became[-1].kind if became else None, candidacy):
        doors.append(("record-result", _("Record what became of the candidacy")))
    if CandidacyAction.FOLLOW_CONDITIONS in possible:
        doors.append(("follow", CandidacyAction.FOLLOW_CONDITIONS.label))
    if CandidacyAction.CLOSE in possible:
        doors.append(("close", _("Close the file")))
    return doors
