"""From a draft to the law: reviewed and published by a second person, in force from its day, never changed again."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from assessments import issued
from assessments.models import GateReview, PublishedRulebook
from assessments.operations.drafting import ask_for_review, start_draft
from assessments.operations.publishing import publish_draft, review_results
from assessments.rulebook import UnknownRulebook, current, file_of, load, versions
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from tests.assessments import rulebooks
from tests.assessments.rulebooks import TODAY, describe, edit, fresh, make_draft, publish, review_all
from tests.factories import NOON, People, acting

MILDER = {"rcip": [1, 0, 0, 0]}


@pytest.fixture
def noah(people: People) -> Person:
    return rulebooks.second_administrator()


@pytest.fixture
def looking_again() -> None:
    """In these tests nothing commits, so that what was published is looked up each time."""
    issued.forget()


def test_published_draft_is_in_force_from_its_day(people: People, noah: Person) -> None:
    draft = make_draft(people.ada, **MILDER)
    tomorrow = TODAY + timedelta(days=1)
    describe(draft, people.ada, day=tomorrow)
    published = publish(draft, noah)
    issued.forget()
    assert versions() == ("0.1.0", "0.2.0")
    assert (current(TODAY).version, current(tomorrow).version) == ("0.1.0", "0.2.0")
    assert load("0.2.0").activities["DIS.LAWN"].ratings == (1, 0, 0, 0)
    assert load("0.2.0").content_hash == published.content_hash
    assert bytes(published.content) == file_of("0.2.0")


def test_result_that_changes_needs_a_named_reviewer_with_a_reason(people: People, noah: Person) -> None:
    draft = make_draft(people.ada, **MILDER)
    moved = fresh(draft).moved
    assert {found.direction for found in moved} == {"more lenient"}
    assert "DIS.LAWN · policy analyst · exposed" in [found.item.id for found in moved]
    with pytest.raises(NotNow):
        publish_draft(draft=draft, seen=fresh(draft).seen, published_by=acting(noah), at=NOON)
    with pytest.raises(Invalid):
        review_results(draft=draft, results=[moved[0].key], reason=" ", reviewed_by=noah, at=NOON)
    review_all(draft, noah)
    assert GateReview.objects.filter(draft=draft, reviewer=noah).count() == len(moved)
    assert fresh(draft).unreviewed == []
    assert {review.content_hash for review in GateReview.objects.all()} == {fresh(draft).content_hash}


def test_review_counts_only_as_long_as_before_and_after_are_the_same(people: People, noah: Person) -> None:
    draft = make_draft(people.ada, **MILDER)
    review_all(draft, noah)
    edit(draft, rulebooks.LAWN, people.ada, rcip=[3, 3, 3, 3])
    left = fresh(draft).unreviewed
    assert left
    assert {found.direction for found in left} == {"stricter"}
    with pytest.raises(Conflict):
        review_results(draft=draft, results=[("x", "LOW", "MOD")], reason="x", reviewed_by=acting(noah), at=NOON)


def test_whoever_edited_the_draft_neither_reviews_nor_publishes_it(people: People, noah: Person) -> None:
    draft = make_draft(people.ada, **MILDER)
    key = fresh(draft).moved[0].key
    with pytest.raises(NotPermitted):
        review_results(draft=draft, results=[key], reason="Mine.", reviewed_by=acting(people.ada), at=NOON)
    review_all(draft, noah)
    with pytest.raises(NotPermitted):
        publish_draft(draft=draft, seen=fresh(draft).seen, published_by=acting(people.ada), at=NOON)
    edit(draft, rulebooks.LAWN, noah, note="Now Noah edited it, too.")
    with pytest.raises(NotPermitted):
        publish_draft(draft=draft, seen=fresh(draft).seen, published_by=acting(noah), at=NOON)


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
def test_review_and_publishing_are_for_administrators(people: People, noah: Person, name: str) -> None:
    draft = make_draft(people.ada, **MILDER)
    stranger = acting(getattr(people, name))
    key = ("DIS.LAWN · policy analyst · exposed", "MOD", "LOW")
    with pytest.raises(NotPermitted):
        review_results(draft=draft, results=[key], reason="x", reviewed_by=stranger, at=NOON)
    with pytest.raises(NotPermitted):
        publish_draft(draft=draft, seen="", published_by=stranger, at=NOON)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"note_fr": ""}, "both languages"),
        ({"version": "0.1.0"}, "at least 0.1.1"),
        ({"day": TODAY - timedelta(days=1)}, "is past"),
        ({"day": None}, "is missing"),
    ],
)
def test_draft_that_is_not_complete_is_not_published(people: People, noah: Person, changes: dict, says: str) -> None:
    draft = make_draft(people.ada, en="A sign on your own lawn")
    describe(draft, people.ada, **changes)
    with pytest.raises(NotNow) as refused:
        publish(draft, noah)
    assert says in str(refused.value.message)


def test_draft_with_problems_is_not_published(people: People, noah: Person) -> None:
    draft = make_draft(people.ada, fr="")
    assert [str(problem) for problem in fresh(draft).problems] == ["activity DIS.LAWN: no text in fr"]
    with pytest.raises(NotNow) as refused:
        publish(draft, noah)
    assert "1 problem" in str(refused.value.message)


def test_draft_that_changed_since_the_page_was_read_is_not_published(people: People, noah: Person) -> None:
    draft = make_draft(people.ada, en="A sign on your own lawn")
    seen = fresh(draft).seen
    edit(draft, rulebooks.LAWN, people.ada, note="Once more.")
    with pytest.raises(Conflict):
        publish_draft(draft=draft, seen=seen, published_by=acting(noah), at=NOON)


def test_second_draft_cannot_take_the_same_number(people: People, noah: Person) -> None:
    first, second = (make_draft(people.ada, en=words) for words in ("A sign on your lawn", "A sign on a lawn"))
    publish(first, noah)
    issued.forget()
    with pytest.raises(NotNow) as refused:
        publish(second, noah)
    assert "0.1.2" in str(refused.value.message)


def test_publishing_tells_the_administrators_and_the_trail(people: People, noah: Person) -> None:
    draft = make_draft(people.ada, **MILDER)
    ask_for_review(draft=draft, asked_by=acting(people.ada), at=NOON)
    publish(draft, noah)
    with as_system():
        told = [(message.recipient_id, message.template) for message in Message.objects.order_by("template")]
    assert told == [
        (noah.pk, "assessments/notices/draft_waits"),
        (people.ada.pk, "assessments/notices/rulebook_published"),
    ]
    verbs = [entry.verb.value for entry in trail_of(draft.pk)]
    assert verbs == [
        "rulebook.draft-started",
        "rulebook.draft-changed",
        "rulebook.draft-changed",
        "rulebook.review-asked",
        "rulebook.results-reviewed",
        "rulebook.published",
    ]


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("role", ["default", "owner"])
@pytest.mark.parametrize("deed", ["update {table} set note_en = 'x'", "delete from {table}"])
def test_nobody_changes_what_was_published(people: People, noah: Person, deed: str, role: str) -> None:
    publish(make_draft(people.ada, en="A sign on your own lawn"), noah)
    refused = {"default": "permission denied", "owner": "a published rulebook is never changed"}[role]
    sql = deed.format(table="assessments_publishedrulebook")
    with (
        pytest.raises(DatabaseError, match=refused),
        transaction.atomic(using=role),
        connections[role].cursor() as cursor,
    ):
        cursor.execute(sql)


def test_database_refuses_a_publisher_who_edited_and_a_foreign_hash(people: People, noah: Person) -> None:
    draft = make_draft(people.ada)
    given = {
        "content": b"x",
        "content_hash": "0" * 64,
        "note_en": "a",
        "note_fr": "b",
        "effective_from": TODAY,
        "draft": draft,
        "drafted_by": people.ada,
        "published_at": NOON,
    }
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        PublishedRulebook.objects.create(version="9.0.0", published_by=acting(people.ada), **given)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        PublishedRulebook.objects.create(version="9.0.0", published_by=people.ada, **given)
    with pytest.raises(IntegrityError, match="published_with_its_hash"), transaction.atomic():
        PublishedRulebook.objects.create(version="9.0.0", published_by=acting(noah), **given)


def test_unknown_version_starts_no_draft(people: People) -> None:
    with pytest.raises(Invalid):
        start_draft(based_on="9.9.9", started_by=acting(people.ada), at=NOON)
    with pytest.raises(UnknownRulebook):
        file_of("9.9.9")
