"""Fetching what may be compared: one's own organization's answers in full, others' without anything that names."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from assessments.models import Assessment
from assessments.rulebook import current
from cases.enums import CaseStatus
from cases.models import Case
from cases.precedents.facts import FACETS, Facts, facts_of
from cases.precedents.nearest import LEAST_NEIGHBOURS, Majority, Neighbour, Precedent, majority, nearest
from polact.catalogue.registry import request_type

COMPARED = 300
"""How many past answers, newest first, are looked at in each of the two places."""
SHOWN = 8
QUESTIONS = sorted({code for facet in FACETS for code in facet.questions})

OWN = """
select c.id, c.activity, a.answers, a.rulebook_version, c.outcome, c.ended_at::date, tsvector_to_array(c.search)
from cases_case c join assessments_assessment a on a.id = c.assessment_id
where c.organization_id = %s and c.activity = any(%s) and c.outcome = any(%s) and c.status = any(%s) and c.id <> %s
order by c.id desc limit %s
"""
ELSEWHERE = (
    "select activity, answers, rulebook_version, outcome, answered_on from cases_precedents_elsewhere(%s, %s, %s, %s)"
)
ANSWERED = [CaseStatus.ANSWERED.value, CaseStatus.CLOSED.value]


@dataclass(frozen=True)
class Found:
    """What stands beside a case: the nearest of its organization, the nearest elsewhere, and what they agree on."""

    facts: Facts | None
    own: list[Neighbour] = field(default_factory=list)
    elsewhere: list[Neighbour] = field(default_factory=list)
    majority: Majority | None = None

    @property
    def near(self) -> list[Neighbour]:
        """Those about the same facts, wherever they were given."""
        return [one for one in [*self.own, *self.elsewhere] if one.is_near]


def precedents_of(case: Case) -> Found:
    """The nearest past answers to a case, as the person on whose behalf the database is asked may know them.

    Two queries, two more where its activity is rarely asked about. Nothing without a self-assessment attached.
    """
    assessment = case.assessment
    if assessment is None:
        return Found(None)
    facts, words = facts_of_assessment(assessment), _words(case)
    own = nearest(facts, words, _own(case, facts))
    elsewhere = nearest(facts, frozenset(), _elsewhere(case, facts))
    return Found(facts, own, elsewhere, majority([*own, *elsewhere]))


def facts_of_assessment(assessment: Assessment) -> Facts:
    """The facts of a kept self-assessment."""
    return facts_of(assessment.activity, assessment.answers, assessment.rulebook_version)


def cases_of(neighbours: Sequence[Neighbour]) -> dict[int, Case]:
    """The cases of one's own organization among them, to be named and led to, by key."""
    numbers = [one.precedent.case for one in neighbours if one.precedent.case is not None]
    return Case.objects.only("subject", "language", "submitted_at").in_bulk(numbers)


def _own(case: Case, facts: Facts) -> list[Precedent]:
    found = _own_of(case, [facts.activity])
    return found if len(found) >= LEAST_NEIGHBOURS else found + _own_of(case, _others_of_group(facts))


def _own_of(case: Case, activities: list[str]) -> list[Precedent]:
    answers = [outcome.code for outcome in request_type(case.request_type).answers]
    with connection.cursor() as cursor:
        cursor.execute(OWN, [case.organization_id, activities, answers, ANSWERED, case.pk, COMPARED])
        return [
            Precedent(facts_of(activity, _read(told), version), outcome, day, pk, frozenset(words))
            for pk, activity, told, version, outcome, day, words in cursor.fetchall()
        ]


def _elsewhere(case: Case, facts: Facts) -> list[Precedent]:
    found = _elsewhere_of(case, [facts.activity])
    return found if len(found) >= LEAST_NEIGHBOURS else found + _elsewhere_of(case, _others_of_group(facts))


def _elsewhere_of(case: Case, activities: list[str]) -> list[Precedent]:
    with connection.cursor() as cursor:
        cursor.execute(ELSEWHERE, [case.organization_id, activities, QUESTIONS, COMPARED])
        return [
            Precedent(facts_of(activity, _read(told), version), outcome, day)
            for activity, told, version, outcome, day in cursor.fetchall()
        ]


def _others_of_group(facts: Facts) -> list[str]:
    """The other activities of the same group, under the rulebook in force."""
    activities = current().activities.values()
    return [other.code for other in activities if other.group == facts.group and other.code != facts.activity]


def _words(case: Case) -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("select tsvector_to_array(search) from cases_case where id = %s", [case.pk])
        row = cursor.fetchone()
    return frozenset(row[0]) if row else frozenset()


def _read(told: Any) -> dict[str, str]:
    """Answers as the driver hands them over: JSON, read or not."""
    answers: dict[str, str] = json.loads(told) if isinstance(told, str) else told or {}
    return answers
