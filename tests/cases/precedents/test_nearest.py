"""Comparing by facts: what is near, what counts as a clear majority, and how well planted inconsistencies are found."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.consistency import measure
from cases.precedents.facts import FACETS, Facts, facts_of
from cases.precedents.nearest import CLEAR, LEAST_NEIGHBOURS, Majority, Precedent, likeness, majority, nearest

DAY = date(2026, 4, 1)
QUESTIONS = [code for facet in FACETS for code in facet.questions]
ALIKE = {"P.LEVEL": 0.0, "P.PUB": 0.5, "N.SUBJ": 0.0, "H.TIME": 0.0}
places = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from([0.0, 0.5, 1.0]), max_size=6)


def past(outcome: str, places: dict[str, float] | None = None, activity: str = "DIS.LAWN", **more: object) -> Precedent:
    return Precedent(Facts(activity, ALIKE if places is None else places), outcome, DAY, **more)


@given(places, places)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault
def test_likeness_is_symmetric_and_between_nothing_and_one(one, other):
    first, second = Facts("DIS.LAWN", one), Facts("DIS.LAWN", other)
    there, back = likeness(first, second)[0], likeness(second, first)[0]
    assert there == pytest.approx(back)
    assert 0 <= there <= 1
    assert likeness(first, first)[0] == 1


def test_facts_leave_out_what_was_not_answered():
    facts = facts_of("DIS.LAWN", {"P.LEVEL": "l3", "P.PUB": "unsure", "C.ORG": "yes"}, "0.1.0")
    assert facts.places == {"P.LEVEL": 1.0}


def test_facet_without_an_answer_of_both_says_nothing():
    _all, facets = likeness(Facts("DIS.LAWN", {"P.LEVEL": 0.0}), Facts("DIS.LAWN", {"N.SUBJ": 0.0}))
    assert set(facets.values()) == {None}


def test_other_group_of_activities_is_less_alike_than_the_same_group():
    mine = Facts("DIS.LAWN", ALIKE)
    same_group = likeness(mine, Facts("DIS.STICKER", ALIKE))[0]
    other_group = likeness(mine, Facts("SOC.POST", ALIKE))[0]
    assert 1 > same_group > other_group


def test_nearest_comes_first_and_of_equals_the_newest():
    old, new = past("COMPATIBLE", case=1), Precedent(Facts("DIS.LAWN", ALIKE), "COMPATIBLE", DAY + timedelta(days=1), 2)
    far = past("NOT_ADVISED", {**ALIKE, "P.LEVEL": 1.0}, case=3)
    found = nearest(Facts("DIS.LAWN", ALIKE), frozenset(), [far, old, new])
    assert [one.precedent.case for one in found] == [2, 1, 3]


def test_shared_words_decide_among_equals_by_facts():
    mine = frozenset({"lawn", "pelous", "sign"})
    same, other = past("COMPATIBLE", case=1, words=mine), past("COMPATIBLE", case=2, words=frozenset({"march"}))
    found = nearest(Facts("DIS.LAWN", ALIKE), mine, [other, same])
    assert [one.precedent.case for one in found] == [1, 2]


def test_words_make_nothing_near_that_differs_by_facts():
    mine = frozenset({"lawn"})
    far = past("COMPATIBLE", {"P.LEVEL": 1.0, "P.PUB": 1.0, "N.SUBJ": 1.0, "H.TIME": 1.0}, words=mine)
    assert not nearest(Facts("DIS.LAWN", dict.fromkeys(ALIKE, 0.0)), mine, [far])[0].is_near


@pytest.mark.parametrize(
    ("agree", "differ", "clear"),
    [(LEAST_NEIGHBOURS - 1, 0, False), (LEAST_NEIGHBOURS, 0, True), (6, 2, True), (5, 2, False), (3, 3, False)],
)
def test_majority_is_clear_with_enough_answers_and_enough_agreement(agree, differ, clear):
    answers = [past("COMPATIBLE")] * agree + [past("NOT_ADVISED")] * differ
    most = majority(nearest(Facts("DIS.LAWN", ALIKE), frozenset(), answers))
    assert most is not None
    assert most.is_clear == clear
    assert most.is_departed_from_by("NOT_ADVISED") == clear
    assert not most.is_departed_from_by("COMPATIBLE")


def test_without_near_answers_there_is_no_majority():
    assert majority([]) is None
    assert Majority("COMPATIBLE", 3, 4).share == CLEAR


def test_planted_inconsistencies_are_found():
    """1,528 made-up answers, 46 planted: the figures of docs/decisions/0018 hold, and without planting little is found."""
    found = measure(seed=1, share=0.03)
    print(found.line())
    assert found.planted >= 40
    assert found.recall >= 0.85
    assert found.precision >= 0.8
    assert measure(seed=1, share=0.0).found <= found.answers // 100
