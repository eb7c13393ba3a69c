"""Chains of covers: pure functions over rows."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polact.access.covering import Member, Roster, absent_behind, at_work_for, closes_a_loop
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


# Loops, found before they are recorded --------------------------------------------------------------------------

FIRST = date(2026, 12, 1)


def planned(absent: int, stand_in: int, first: int, last: int) -> Cover:
    """From the first to the last day of December, both included."""
    return Cover(
        absent_id=absent,
        stand_in_id=stand_in,
        organization_id=1,
        active_from=FIRST + timedelta(days=first - 1),
        active_to=FIRST + timedelta(days=last),
    )


@pytest.mark.parametrize(
    ("others", "day"),
    [
        ([], None),
        ([planned(2, 1, 1, 10)], 1),  # each for the other
        ([planned(2, 1, 6, 20)], 6),  # from the day on which the other begins
        ([planned(2, 1, 11, 20)], None),  # one after the other
        ([planned(2, 3, 1, 10), planned(3, 1, 1, 10)], 1),  # over two others
        ([planned(2, 3, 1, 10), planned(3, 1, 9, 30)], 9),
        ([planned(2, 3, 1, 4), planned(3, 1, 5, 10)], None),  # never all at once
        ([planned(2, 3, 1, 10)], None),
        ([planned(4, 5, 1, 10), planned(5, 4, 1, 10)], None),  # a loop of others
    ],
)
def test_loop_is_found_on_its_first_day(others: list[Cover], day: int | None) -> None:
    found = closes_a_loop(planned(1, 2, 1, 10), others)
    assert found == (None if day is None else FIRST + timedelta(days=day - 1))


PLANS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 20), st.integers(0, 9)).filter(
        lambda p: p[0] != p[1]
    ),
    max_size=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLANS)
def test_whatever_is_recorded_every_chain_ends_with_somebody_who_is_there(plans: list[tuple[int, ...]]) -> None:
    kept: list[Cover] = []
    for absent, stand_in, first, more in plans:
        new = planned(absent, stand_in, first, first + more)
        beside = [one for one in kept if one.active_from < new.active_to and one.active_to > new.active_from]
        if all(one.absent_id != absent for one in beside) and closes_a_loop(new, kept) is None:
            kept.append(new)
    for offset in range(30):
        day = FIRST + timedelta(days=offset)
        today = {one.absent_id: one for one in kept if one.active_from <= day < one.active_to}
        members = [
            Member(pk, str(pk), "en", False, today[pk].stand_in_id, today[pk].active_to)
            if pk in today
            else Member(pk, str(pk), "en", False)
            for pk in range(1, 6)
        ]
        roster = Roster(1, tuple(members))
        for member in members:
            worker = roster.works_for(member.person_id)
            assert worker is not None
            assert not worker.is_away
            assert worker.person_id == at_work_for(member.person_id, 1, today.values())


# A day's roster ------------------------------------------------------------------------------------------------


def test_stand_in_who_left_leaves_nobody() -> None:
    roster = Roster(1, (Member(1, "A", "en", False, 9, FIRST), Member(2, "B", "en", True)))
    assert roster.works_for(1) is None
    assert roster.works_for(9) is None
    assert [one.name for one in roster.chain(1)] == ["A"]
    assert [one.name for one in roster.at_work()] == ["B"]
    assert roster.at_work(besides={2}) == []
    assert [one.name for one in roster.leads()] == ["B"]


def test_behind_somebody_stand_all_whose_chain_ends_there() -> None:
    roster = Roster(
        1, (Member(1, "A", "en", False, 2, FIRST), Member(2, "B", "en", False, 3, FIRST), Member(3, "C", "en", False))
    )
    assert [one.name for one in roster.behind(3)] == ["A", "B"]
    assert roster.behind(2) == roster.behind(9) == []
    assert [one.name for one in roster.chain(1)] == ["A", "B", "C"]
