"""Chains of covers: pure functions over rows."""

from polact.access.covering import absent_behind, at_work_for
from polact.access.models import Cover


def cover(absent: int, stand_in: int, organization: int = 1) -> Cover:
    return Cover(absent_id=absent, stand_in_id=stand_in, organization_id=organization)


def test_without_cover_everybody_does_their_own_work():
    assert at_work_for(1, 1, []) == 1
    assert absent_behind(1, []) == frozenset()


def test_chain_is_followed_to_its_end():
    covers = [cover(1, 2), cover(2, 3)]
    assert at_work_for(1, 1, covers) == 3
    assert absent_behind(3, covers) == {(1, 1), (2, 1)}
    assert absent_behind(2, covers) == frozenset()


def test_cover_holds_in_its_organization_only():
    covers = [cover(1, 2, organization=1)]
    assert at_work_for(1, 2, covers) == 1
    assert absent_behind(2, covers) == {(1, 1)}


def test_loop_ends_where_it_would_begin_again():
    assert at_work_for(1, 1, [cover(1, 2), cover(2, 1)]) == 1
