"""To whom a new case goes by balance: a pure function, held by a table and by properties."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.balance import WEIGHTS, Candidate, choose, weighted
from cases.enums import OPEN, CaseStatus

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a machine that others use too
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.one_of(st.none(), st.integers(0, 400).map(lambda days: LONG_AGO + timedelta(days=days)))
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        person_id=st.integers(1, 50),
        language=st.sampled_from(["en", "fr"]),
        load=st.integers(0, 60),
        last_given=MOMENTS,
    ),
    max_size=8,
    unique_by=lambda candidate: candidate.person_id,
)


def candidate(pk: int, load: int = 0, language: str = "en", days: int | None = None) -> Candidate:
    return Candidate(pk, language, load, None if days is None else LONG_AGO + timedelta(days=days))


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], None),
        ([candidate(1, 9)], 1),
        ([candidate(1, 9), candidate(2, 3)], 2),
        ([candidate(1, 9), candidate(2, 3, "fr")], 1),  # the language of the case first
        ([candidate(1, 9, "fr"), candidate(2, 3, "fr")], 2),  # nobody works in it: whoever has least
        ([candidate(1, 3, days=5), candidate(2, 3, days=4)], 2),  # longest without a new one
        ([candidate(1, 3, days=5), candidate(2, 3)], 2),  # never had one
        ([candidate(2, 3), candidate(1, 3)], 1),
    ],
)
def test_least_open_work_in_the_language_is_chosen(candidates: list[Candidate], expected: int | None) -> None:
    chosen = choose(candidates, language="en")
    assert (chosen.person_id if chosen else None) == expected


def test_weight_counts_open_work_only() -> None:
    assert set(WEIGHTS) == set(OPEN)
    counts = {CaseStatus.SUBMITTED: 2, CaseStatus.IN_REVIEW: 1, CaseStatus.AWAITING_INFORMATION: 4}
    assert weighted({**counts, CaseStatus.ANSWERED: 100}) == 2 * 3 + 2 + 4


@PATIENT
@given(CANDIDATES, st.sampled_from(["en", "fr"]), st.randoms(use_true_random=False))
def test_order_of_the_rows_does_not_matter(candidates: list[Candidate], language: str, chance: random.Random) -> None:
    mixed = list(candidates)
    chance.shuffle(mixed)
    assert choose(mixed, language=language) == choose(candidates, language=language)


@PATIENT
@given(CANDIDATES, st.sampled_from(["en", "fr"]))
def test_nobody_is_chosen_who_was_not_offered_and_none_of_the_other_language_before_one_of_it(
    candidates: list[Candidate], language: str
) -> None:
    chosen = choose(candidates, language=language)
    assert (chosen is None) == (not candidates)
    if chosen is not None:
        assert chosen in candidates
        assert chosen.language == language or all(one.language != language for one in candidates)
        assert all(one.load >= chosen.load for one in candidates if one.language == chosen.language)


@PATIENT
@given(CANDIDATES.filter(bool), st.integers(1, 60))
def test_difference_of_loads_stays_bounded(candidates: list[Candidate], new: int) -> None:
    """However many new cases come: nobody ends more than one new case above another, unless they began above."""
    now = {one.person_id: replace(one, language="en") for one in candidates}
    before = max(one.load for one in now.values())
    for number in range(new):
        chosen = choose(now.values(), language="en")
        assert chosen is not None
        lowest = min(one.load for one in now.values())
        assert chosen.load == lowest
        heavier = chosen.load + WEIGHTS[CaseStatus.SUBMITTED]
        now[chosen.person_id] = replace(chosen, load=heavier, last_given=LONG_AGO + timedelta(days=500 + number))
    loads = [one.load for one in now.values()]
    assert max(loads) <= max(before, min(loads) + WEIGHTS[CaseStatus.SUBMITTED])


def test_equal_people_get_new_cases_in_turn() -> None:
    now = {pk: candidate(pk) for pk in (1, 2, 3)}
    given_to = []
    for number in range(9):
        chosen = choose(now.values(), language="en")
        assert chosen is not None
        given_to.append(chosen.person_id)
        now[chosen.person_id] = replace(chosen, load=chosen.load + 3, last_given=LONG_AGO + timedelta(days=number))
    assert given_to == [1, 2, 3] * 3
