"""Drafts are found where they lie, pass the same checks as a published version, and are in force nowhere."""

import pytest

from assessments.drafts import draft, draft_rulebook, drafts
from assessments.rulebook import UnknownRulebook, current, load, parse, versions


def test_every_draft_passes_the_checks_and_states_its_name() -> None:
    assert drafts()
    for known in drafts():
        assert parse(known.content) == known.rulebook
        assert known.rulebook.version == known.ref


def test_no_draft_is_a_version() -> None:
    names = {known.ref for known in drafts()}
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
