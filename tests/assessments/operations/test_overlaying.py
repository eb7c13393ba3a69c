"""An organization's own rules, from its representatives to the people who say that they work there."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from assessments import department
from assessments.authoring.parts import stamp
from assessments.department import organizations_with_overlays, rulebook_as_kept, rulebook_for
from assessments.evaluation import evaluate
from assessments.models import OverlayDraft, PublishedOverlay
from assessments.operations.overlaying import change_overlay, publish_overlay
from assessments.overlays import EMPTY
from assessments.rulebook import load
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, NotNow, NotPermitted
from tests.assessments.rulebooks import TODAY
from tests.factories import NOON, People, acting

RULE = {
    "code": "OR1",
    "when": {"q": "P.PUB", "in": ["b2"]},
    "en": "Not as a spokesperson.",
    "fr": "Pas comme porte-parole.",
    "basis": "Our code",
    "basis_fr": "Notre code",
}
OWN: dict[str, Any] = {**EMPTY, "rules": [RULE]}


def change(people: People, by: Person, content: dict[str, Any] = OWN, seen: Any = EMPTY) -> OverlayDraft:
    return change_overlay(
        organization=people.organization, content=content, seen=stamp(dict(seen)), changed_by=acting(by), at=NOON
    )


def publish(people: People, by: Person, content: dict[str, Any] = OWN) -> PublishedOverlay:
    published = publish_overlay(organization=people.organization, seen=stamp(content), published_by=acting(by), at=NOON)
    department.forget()
    return published


def test_rules_count_for_whoever_says_that_they_work_there(people: People) -> None:
    change(people, people.rita)
    published = publish(people, people.rene)
    code = str(people.organization.pk)
    assert [known for known, _name in organizations_with_overlays()] == [code]
    strict, plain = rulebook_for(code, TODAY), rulebook_for(None, TODAY)
    assert evaluate(strict, "DIS.LAWN", {"P.PUB": "b2"}).codes == ("STOP",)
    assert evaluate(plain, "DIS.LAWN", {"P.PUB": "b2"}).rules == ()
    assert rulebook_for("nowhere", TODAY) is plain is load("0.1.0")
    assert (strict.overlay.content_hash, strict.content_hash) == (published.content_hash, plain.content_hash)
    assert rulebook_as_kept("0.1.0", published.content_hash) == strict
    assert rulebook_as_kept("0.1.0") is plain
    with pytest.raises(PublishedOverlay.DoesNotExist):
        rulebook_as_kept("0.1.0", "0" * 64)


def test_rules_that_say_nothing_end_those_before(people: People) -> None:
    change(people, people.rita)
    publish(people, people.rene)
    change(people, people.rita, dict(EMPTY), seen=OWN)
    assert publish(people, people.rene, dict(EMPTY)).number == 2
    assert organizations_with_overlays() == ()
    assert rulebook_for(str(people.organization.pk), TODAY).overlay is None


def test_second_person_publishes(people: People) -> None:
    change(people, people.rita)
    with pytest.raises(NotPermitted):
        publish(people, people.rita)
    change(people, people.rene, {**OWN, "contact": {"en": "a", "fr": "b"}}, seen=OWN)
    with pytest.raises(NotPermitted):
        publish(people, people.rene, {**OWN, "contact": {"en": "a", "fr": "b"}})
    assert publish(people, people.ada, {**OWN, "contact": {"en": "a", "fr": "b"}}).drafted_by == people.rene
    with pytest.raises(NotNow):
        publish(people, people.ada)


@pytest.mark.parametrize("name", ["emma", "luc", "sam", "olive", "audrey"])
def test_strangers_neither_draft_nor_publish(people: People, name: str) -> None:
    with pytest.raises(NotPermitted):
        change(people, getattr(people, name))
    change(people, people.rita)
    with pytest.raises(NotPermitted):
        publish(people, getattr(people, name))


def test_whoever_was_slower_is_told(people: People) -> None:
    change(people, people.rita)
    with pytest.raises(Conflict):
        change(people, people.rene)
    with pytest.raises(Conflict):
        publish(people, people.rene, dict(EMPTY))


def test_rules_with_problems_are_kept_and_not_published(people: People) -> None:
    wrong = {**EMPTY, "rules": [{**RULE, "fr": ""}]}
    change(people, people.rita, wrong)
    with pytest.raises(NotNow):
        publish(people, people.rene, wrong)


def test_publishing_tells_the_representatives_and_the_trail(people: People) -> None:
    change(people, people.rita)
    publish(people, people.rene)
    with as_system():
        told = list(Message.objects.values_list("recipient_id", "template"))
    assert told == [(people.rita.pk, "assessments/notices/overlay_published")]
    verbs = [entry.verb.value for entry in trail_of(people.organization.ref)]
    assert verbs == ["overlay.changed", "overlay.published"]


def test_database_keeps_drafts_from_others_and_what_was_published_as_it_is(people: People) -> None:
    change(people, people.rita)
    acting(people.sam)
    assert not OverlayDraft.objects.exists()
    publish(people, people.rene)
    for deed in ("update assessments_publishedoverlay set number = 9", "delete from assessments_publishedoverlay"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(deed)


def test_anonymous_page_asks_for_versions_and_overlays_at_most_once_in_a_while(
    people: People, django_assert_num_queries: Any
) -> None:
    department.forget()
    with django_assert_num_queries(1):
        organizations_with_overlays()
        rulebook_for("nowhere", TODAY + timedelta(days=1))
