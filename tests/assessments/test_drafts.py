"""Drafts are found where they lie, pass the same checks as a published version, and are in force nowhere."""

import pytest

from assessments.drafts import draft, draft_rulebook, drafts, proposed
from assessments.models import RulebookDraft
from assessments.operations.drafting import discard_draft, start_draft
from assessments.rulebook import UnknownRulebook, current, load, parse, versions
from tests.factories import NOON, People, acting


def test_every_draft_passes_the_checks_and_states_its_name() -> None:
    assert proposed()
    for known in proposed():
        assert parse(known.content) == known.rulebook
        assert known.rulebook.version == known.ref


def test_no_draft_is_a_version() -> None:
    names = {known.ref for known in proposed()}
    assert not names & set(versions())
    assert current().version == "0.1.0"
    for name in names:
        with pytest.raises(UnknownRulebook):
            load(name)


@pytest.mark.parametrize("ref", ["", "0.1.0", "../0.1.0", "drafts/0.2.0"])
def test_says_when_there_is_none(ref: str) -> None:
    with pytest.raises(UnknownRulebook):
        draft_rulebook(ref)
    with pytest.raises(UnknownRulebook):
        draft(ref)


def test_lists_those_that_are_open_in_the_editor_with_who_edited_them(people: People) -> None:
    row = start_draft(based_on="0.1.0", started_by=acting(people.ada), at=NOON)
    *shipped, found = drafts()
    assert shipped == list(proposed())
    assert (found.ref, found.content) == (str(row.pk), bytes(row.content))
    assert found.label == f"{found.rulebook.version}, made from 0.1.0, edited by Ada Sample"
    assert draft(str(row.pk)) == found
    discard_draft(draft=row, discarded_by=people.ada, at=NOON)
    assert drafts() == proposed()
    with pytest.raises(UnknownRulebook):
        draft(str(row.pk))


def test_strangers_get_none_of_the_editor(people: People) -> None:
    row = start_draft(based_on="0.1.0", started_by=acting(people.ada), at=NOON)
    acting(people.rita)
    assert RulebookDraft.objects.count() == 0
    assert drafts() == proposed()
    with pytest.raises(UnknownRulebook):
        draft(str(row.pk))
