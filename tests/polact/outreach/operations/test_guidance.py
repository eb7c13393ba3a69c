"""One writes, another publishes; both languages or none; nothing published ever changes."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction

from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from polact.outreach.delivered import delivered_pages
from polact.outreach.models import GuidancePage, GuidanceVersion
from polact.outreach.operations.delivery import deliver_guidance
from polact.outreach.operations.guidance import publish_draft, save_draft
from polact.outreach.queries.guidance import pages_in_force
from tests import factories
from tests.conftest import NOON, acting_as

TEXTS = {
    "title_en": "The right",
    "title_fr": "Le droit",
    "summary_en": "What you may do.",
    "summary_fr": "Ce que vous pouvez faire.",
    "body_en": "You may. [s113]",
    "body_fr": "Vous pouvez. [s113]",
}


@pytest.fixture
def page(people: factories.People) -> GuidancePage:
    return GuidancePage.objects.get(code="test")


@pytest.fixture
def second(people: factories.People) -> Person:
    """Another administrator."""
    return factories.make_person(
        "Béa", Organization.objects.get(name_en="Public Service Commission"), Role.ADMINISTRATOR, language="fr"
    )


def draft(page: GuidancePage, by: Person, **given: Any) -> GuidanceVersion:
    texts = {**TEXTS, **{name: given.pop(name) for name in list(given) if name in TEXTS}}
    return save_draft(page=page, texts=texts, change_note="Shorter.", drafted_by=factories.acting(by), at=NOON, **given)


def test_two_people_put_a_version_in_force_and_the_old_one_is_kept(
    people: factories.People, page: GuidancePage, second: Person
) -> None:
    version = draft(page, people.ada, offer=True)
    assert (version.number, version.state) == (2, "WAITING")
    with as_system():
        [told] = Message.objects.all()
    assert (told.recipient_id, told.language) == (second.pk, "fr")
    assert told.link == "/fr/versions-orientation/test/2/"
    publish_draft(version=version, published_by=factories.acting(second), revision=1, at=NOON)
    assert next(v for v in pages_in_force() if v.page_id == page.pk).title_en == "The right"
    assert page.versions.count() == 2
    sentences = [str(entry) for entry in trail_of(page.ref)]
    assert [sentence.split(" version")[0] for sentence in sentences] == [
        "Ada Sample changed the draft of",
        "Ada Sample asked a second person to publish",
        "Béa Sample published",
    ]


def test_nobody_publishes_their_own_words_not_even_past_the_operation(
    people: factories.People, page: GuidancePage
) -> None:
    version = draft(page, people.ada, offer=True)
    with pytest.raises(NotPermitted):
        publish_draft(version=version, published_by=people.ada, revision=1, at=NOON)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        GuidanceVersion.objects.filter(pk=version.pk).update(published_at=NOON, published_by=people.ada)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        GuidanceVersion.objects.filter(pk=version.pk).update(published_at=NOON)


def test_whoever_changes_the_words_last_needs_another_person(
    people: factories.People, page: GuidancePage, second: Person
) -> None:
    draft(page, people.ada)
    version = draft(page, second, revision=1, offer=True)
    with pytest.raises(NotPermitted):
        publish_draft(version=version, published_by=factories.acting(second), revision=2, at=NOON)
    publish_draft(version=version, published_by=factories.acting(people.ada), revision=2, at=NOON)


@pytest.mark.parametrize("missing", ["title_fr", "summary_en", "body_fr"])
def test_one_language_alone_cannot_be_published(
    people: factories.People, page: GuidancePage, second: Person, missing: str
) -> None:
    version = draft(page, people.ada, **{missing: ""})
    with pytest.raises(Invalid) as refused:
        draft(page, people.ada, offer=True, **{missing: ""})
    assert refused.value.field == missing
    assert ("French" if missing.endswith("fr") else "English") in str(refused.value.message)
    with pytest.raises(IntegrityError, match="both_languages"), transaction.atomic():
        GuidanceVersion.objects.filter(pk=version.pk).update(published_at=NOON, published_by=second)


def test_statement_without_a_source_cannot_be_offered_and_its_line_is_named(
    people: factories.People, page: GuidancePage
) -> None:
    draft(page, people.ada, body_en="You may.")
    with pytest.raises(Invalid) as refused:
        draft(page, people.ada, body_en="You may. [s113]\n\nAnd more.", offer=True)
    assert (refused.value.field, "Line 3" in str(refused.value.message)) == ("body_en", True)


def test_unknown_source_cannot_even_be_saved(people: factories.People, page: GuidancePage) -> None:
    with pytest.raises(Invalid) as refused:
        draft(page, people.ada, body_fr="Vous pouvez. [s999]")
    assert refused.value.field == "body_fr"
    assert not page.versions.filter(published_at=None).exists()


def test_stale_draft_is_neither_saved_nor_published(
    people: factories.People, page: GuidancePage, second: Person
) -> None:
    draft(page, people.ada)
    version = draft(page, people.ada, revision=1, offer=True)
    with pytest.raises(Conflict):
        draft(page, second, revision=1)
    with pytest.raises(Conflict):
        publish_draft(version=version, published_by=factories.acting(second), revision=1, at=NOON)
    publish_draft(version=version, published_by=second, revision=2, at=NOON)
    with pytest.raises(NotNow):
        publish_draft(version=version, published_by=second, revision=2, at=NOON)
    with pytest.raises(Conflict):
        draft(page, people.ada, revision=2)


def test_page_has_one_draft(people: factories.People, page: GuidancePage) -> None:
    draft(page, people.ada)
    with pytest.raises(IntegrityError, match="one_draft"), transaction.atomic():
        GuidanceVersion.objects.create(page=page, number=9, drafted_at=NOON)


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
def test_guidance_is_for_administrators_to_change(people: factories.People, page: GuidancePage, name: str) -> None:
    version = draft(page, people.ada, offer=True)
    stranger = getattr(people, name)
    with pytest.raises(NotPermitted):
        draft(page, stranger)
    with pytest.raises(NotPermitted):
        publish_draft(version=version, published_by=factories.acting(stranger), revision=1, at=NOON)


def test_wall_hides_drafts_and_keeps_published_words(people: factories.People, page: GuidancePage) -> None:
    version = draft(page, people.ada)
    for person in (None, people.emma, people.rita):
        with acting_as(person):
            assert not GuidanceVersion.objects.filter(pk=version.pk).exists()
            assert GuidanceVersion.objects.published().count() == 9
    with acting_as(people.ada):
        assert GuidanceVersion.objects.published().update(body_en="Other words.") == 0
    with acting_as(people.rita), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        GuidanceVersion.objects.create(page=page, number=7, drafted_at=NOON)


def test_delivery_runs_again_and_leaves_alone_what_was_published(
    people: factories.People, page: GuidancePage, second: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_system():
        assert deliver_guidance(at=NOON) == (0, 0)
        other = GuidancePage.objects.get(code="resources")
    version = draft(page, people.ada, offer=True)
    publish_draft(version=version, published_by=factories.acting(second), revision=1, at=NOON)
    call_command("load_guidance")
    assert "0 pages new, 0 with a newer text" in capsys.readouterr().out
    assert page.versions.order_by("-number").first().title_en == "The right"
    assert other.versions.get().is_delivered


def test_newer_delivered_text_takes_effect_where_nobody_wrote(
    people: factories.People, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [page for page in delivered_pages() if page.code == "test"]
    told[0].texts["title_en"] = "A newer title"
    monkeypatch.setattr("polact.outreach.operations.delivery.delivered_pages", lambda: told)
    with as_system():
        assert deliver_guidance(at=NOON) == (0, 1)
    assert next(v for v in pages_in_force() if v.page.code == "test").title_en == "A newer title"
