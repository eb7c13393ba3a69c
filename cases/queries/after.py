"""Reading what follows a decision: the grant that stands, conditions in force, notices, results, and what was touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case as When_
from django.db.models import DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from cases.enums.candidacy import AFTER_DECISION, ConditionState, Stage
from cases.models import (
    Candidacy,
    CandidacyResult,
    Case,
    Condition,
    Decision,
    GazetteNotice,
    GazetteTemplate,
    TouchedFact,
)
from cases.queries.paging import PAGE
from polact.access.models import Organization, Person
from polact.catalogue.registry import outcome

NEVER = date(9999, 12, 31)
GAZETTED = ("GRANTED", "GRANTED_WITH_CONDITIONS")
"""Outcomes whose grant is published; that a permission still applies publishes nothing anew."""
COLUMNS = (
    *("decision_date", "family_name", "given_name", "organization_en", "organization_fr", "group_level"),
    *("election_level", "jurisdiction", "district", "office", "sections", "leave", "issue", "published_on", "link"),
)


def candidacy_of(person: Person, pk: int) -> Candidacy:
    """A candidacy whose case the person may see. Raises Candidacy.DoesNotExist."""
    cases = Case.objects.visible_to(person).filter(pk=pk)
    return Candidacy.objects.select_related("case__organization", "case__requester").get(case__in=cases)


def decided_candidacy(case: Case) -> Candidacy | None:
    """The candidacy of a case once both sides were notified; None before, and for one that ended otherwise. One query."""
    return Candidacy.objects.filter(pk=case.pk, stage__in=(*AFTER_DECISION, Stage.CLOSED)).first()


def standing_decision(candidacy: Candidacy) -> Decision | None:
    """The decision that no later one supersedes."""
    return candidacy.decisions.filter(superseded_by=None).order_by("-decided_at").first()


def standing_grant(candidacy: Candidacy) -> Decision | None:
    """The same, if it grants."""
    decision = standing_decision(candidacy)
    return decision if decision and outcome(decision.outcome).is_grant else None


def _place(cursor: str) -> tuple[date, UUID] | None:
    """The day and the key at which a cursor stands; None for what no page gave."""
    day, _sep, key = cursor.partition("_")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def _moment(cursor: str) -> tuple[datetime, UUID] | None:
    moment, _sep, key = cursor.partition("_")
    try:
        return datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return None


# Conditions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Conditions:
    """A page of conditions, and the cursor of the next, empty on the last."""

    rows: Sequence[Condition]
    following: str


def conditions_in_force(person: Person) -> QuerySet[Condition]:
    """Open conditions of standing grants in what the person may see; not their own, which stand on their own page."""
    cases = Case.objects.visible_to(person).exclude(requester=person)
    standing = Condition.objects.filter(state=ConditionState.OPEN, decision__superseded_by=None)
    related = ("decision__candidacy__case__requester", "decision__candidacy__case__organization")
    return standing.filter(decision__candidacy__case__in=cases).select_related(*related)


def conditions_page(person: Person, today: date, after: str = "") -> Conditions:
    """Those in force by their next day: the first if it is to come, else the last; those without a day at the end."""
    to_come = When(active_from__gte=today, then=F("active_from"))
    nearest = When_(to_come, default=F("last_day"), output_field=DateField())
    found = conditions_in_force(person).annotate(next_on=Coalesce(nearest, Value(NEVER)))
    if after:
        place = _place(after)
        found = found.filter(Q(next_on__gt=place[0]) | Q(next_on=place[0], pk__gt=place[1])) if place else found.none()
    rows = list(found.order_by("next_on", "pk")[: PAGE + 1])
    shown = rows[:PAGE]
    last: Any = shown[-1] if shown else None
    return Conditions(shown, f"{last.next_on.isoformat()}_{last.pk}" if len(rows) > PAGE else "")


def conditions_of(decision: Decision) -> list[Condition]:
    """Those of a decision with what was noted on them. Two queries."""
    return list(decision.conditions.prefetch_related("events__by").order_by("active_from", "kind"))


# Gazette ------------------------------------------------------------------------------------------------------


def gazette_words() -> GazetteTemplate | None:
    """The words in force, None while the shipped ones are."""
    return GazetteTemplate.objects.order_by("-version").first()


def to_request(most: int = 200) -> list[Decision]:
    """Standing grants whose notice was not asked for, the oldest first; changes are published case by case."""
    grants = Decision.objects.filter(outcome__in=GAZETTED, superseded_by=None, gazette_notice=None)
    grants = grants.filter(candidacy__stage__in=AFTER_DECISION)
    related = grants.select_related("candidacy__case__requester", "candidacy__case__organization")
    return list(related.order_by("decided_at")[:most])


def notices_awaited(most: int = 200) -> list[GazetteNotice]:
    """Notices that were asked for and are not published, the oldest first."""
    return list(_notices().filter(published_on=None).order_by("requested_on", "pk")[:most])


def notices_published(before: str = "") -> tuple[list[GazetteNotice], str]:
    """A page of those published, the newest first, and the cursor of the next."""
    found = _notices().filter(published_on__isnull=False)
    if before:
        place = _place(before)
        earlier = Q(published_on__lt=place[0]) | Q(published_on=place[0], pk__lt=place[1]) if place else Q(pk=None)
        found = found.filter(earlier)
    rows = list(found.order_by("-published_on", "-pk")[: PAGE + 1])
    shown = rows[:PAGE]
    last = shown[-1] if len(rows) > PAGE else None
    return shown, f"{last.published_on:%Y-%m-%d}_{last.pk}" if last and last.published_on else ""


def _notices() -> QuerySet[GazetteNotice]:
    return GazetteNotice.objects.select_related(
        "decision__candidacy__case__requester", "decision__candidacy__case__organization"
    )


def open_data_rows() -> list[dict[str, Any]]:
    """What the Canada Gazette has published of grants, for everybody: the only thing of a candidacy that is public.

    One query; the newest publication first. Needs nobody to be signed in.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from cases_gazetted()")
        return [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]


# What was touched ---------------------------------------------------------------------------------------------


def touched_facts(person: Person) -> QuerySet[TouchedFact]:
    """Changed facts under permissions and advice that the person may see."""
    return TouchedFact.objects.filter(case__in=Case.objects.visible_to(person)).select_related(
        "case__requester", "case__organization"
    )


def touched_page(person: Person, before: str = "") -> tuple[list[TouchedFact], str]:
    """A page of those that nobody had looked at again, the newest first; not one's own, which stand on one's own page."""
    found = touched_facts(person).filter(change=None).exclude(case__requester=person)
    if before:
        place = _moment(before)
        found = (
            found.filter(Q(found_at__lt=place[0]) | Q(found_at=place[0], pk__lt=place[1])) if place else found.none()
        )
    rows = list(found.order_by("-found_at", "-pk")[: PAGE + 1])
    shown = rows[:PAGE]
    return shown, f"{shown[-1].found_at.isoformat()}_{shown[-1].pk}" if len(rows) > PAGE else ""


def touched_of(case: Case) -> list[TouchedFact]:
    """What changed under one case and was not looked at again. One query."""
    return list(case.touched_facts.filter(change=None))


def condition_of(candidacy: Candidacy, pk: UUID) -> Condition | None:
    """One condition of the candidacy's standing decision."""
    return Condition.objects.filter(pk=pk, decision__candidacy=candidacy, decision__superseded_by=None).first()


def notice_of(decision: Decision) -> GazetteNotice | None:
    """The notice of a decision in the Canada Gazette, None while it was not asked for."""
    return GazetteNotice.objects.filter(decision=decision).first()


def organization_names() -> dict[str, str]:
    """Each organization's name in the current language, by its legal name in English: what changed facts keep."""
    return {one.name_en: str(one) for one in Organization.objects.active()}


def results_of(candidacy: Candidacy) -> list[CandidacyResult]:
    """What became of the candidacy, in order, with who recorded it. One query."""
    return list(candidacy.results.select_related("recorded_by"))
