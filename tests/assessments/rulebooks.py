"""Drafts for tests, made by the product's own operations; and two administrators who look at each other's work."""

from datetime import date, datetime
from typing import Any

from assessments.authoring.parts import Part, part_of, stamp
from assessments.draft_standing import Standing
from assessments.models import PublishedRulebook, RulebookDraft
from assessments.operations.drafting import change_part, describe_draft, start_draft
from assessments.operations.publishing import publish_draft, review_results
from polact.access.enums import Role
from polact.access.models import Organization, Person
from tests.factories import NOON, acting, make_person

TODAY = date(2026, 11, 23)
LAWN = Part("activity", "DIS.LAWN")


def second_administrator(name: str = "Noah") -> Person:
    """Another administrator of the Commission."""
    commission = Organization.objects.get(name_en="Public Service Commission")
    return make_person(name, commission, Role.ADMINISTRATOR, language="fr")


def fresh(draft: RulebookDraft) -> Standing:
    return Standing(RulebookDraft.objects.select_related("drafted_by").get(pk=draft.pk))


def edit(draft: RulebookDraft, part: Part, by: Person, at: datetime = NOON, **changes: Any) -> RulebookDraft:
    """Change fields of a part, as the page would after reading it."""
    value = part_of(fresh(draft).raw, part)
    return change_part(
        draft=draft, part=part, value={**value, **changes}, seen=stamp(value), changed_by=acting(by), at=at
    )


def describe(draft: RulebookDraft, by: Person, day: date = TODAY, at: datetime = NOON, **changes: Any) -> RulebookDraft:
    given = {"version": fresh(draft).version, "note_en": "A milder sign.", "note_fr": "Une affiche plus légère."}
    return describe_draft(
        draft=draft, **{**given, **changes}, effective_from=day, seen=fresh(draft).seen, changed_by=acting(by), at=at
    )


def make_draft(by: Person, **changes: Any) -> RulebookDraft:
    """A draft from 0.1.0 with a note and a day; `changes` are those of the activity DIS.LAWN."""
    draft = start_draft(based_on="0.1.0", started_by=acting(by), at=NOON)
    if changes:
        edit(draft, LAWN, by, **changes)
    return describe(draft, by)


def review_all(draft: RulebookDraft, by: Person, at: datetime = NOON) -> None:
    keys = [found.key for found in fresh(draft).unreviewed]
    if keys:
        review_results(draft=draft, results=keys, reason="A sign says little.", reviewed_by=acting(by), at=at)


def publish(draft: RulebookDraft, by: Person, at: datetime = NOON) -> PublishedRulebook:
    review_all(draft, by, at)
    return publish_draft(draft=draft, seen=fresh(draft).seen, published_by=acting(by), at=at)
