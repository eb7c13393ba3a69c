"""Several activities in one go: what is asked once, what is asked of each, and what the whole comes to."""

import pytest

from assessments.asking import (
    Place,
    Said,
    is_personal,
    left_to_ask,
    likely_answers,
    page_of,
    place_named,
    place_of,
)
from assessments.overall import is_pattern, overall
from assessments.rulebook import current
from tests.assessments.test_inquiry import QUIET

RULEBOOK = current()
TWO = ["SOC.POST", "CAM.BACK"]


def keys(activities: list[str], said: Said) -> list[str]:
    return [place.key for place in left_to_ask(RULEBOOK, activities, said)]


@pytest.mark.parametrize("code", ["C.ORG", "C.STATUS", "P.LEVEL", "P.SUP"])
def test_asks_once_about_the_person(code) -> None:
    assert is_personal(RULEBOOK.questions[code])
    assert keys(TWO, Said()).count(code) == 1


@pytest.mark.parametrize("code", ["C.ELECTION", "C.CONDITIONS", "H.TIME", "M.IDENT", "N.SUBJ"])
def test_asks_about_each_activity_by_itself(code) -> None:
    assert not is_personal(RULEBOOK.questions[code])
    assert {key for key in keys(TWO, Said()) if key.endswith(f":{code}")} == {f"SOC.POST:{code}", f"CAM.BACK:{code}"}


def test_asks_only_where_the_answer_can_still_change_that_activity() -> None:
    said = Said(own={"SOC.POST": {"H.TIME": "working"}})
    asked = keys(TWO, said)
    assert not [key for key in asked if key.startswith("SOC.POST:")]
    assert [key for key in asked if key.startswith("CAM.BACK:")]
    assert keys(["INF.VOTE", "PUB.ISSUE"], Said()) == []


def test_begins_with_the_person_and_puts_one_topic_of_one_activity_on_a_page() -> None:
    left = left_to_ask(RULEBOOK, TWO, Said())
    assert [place.key for place in page_of(left)] == ["C.ORG", "C.STATUS"]
    covered = Said(person={"C.ORG": "yes", "C.STATUS": "employee"})
    page = page_of(left_to_ask(RULEBOOK, TWO, covered))
    assert [place.key for place in page] == [
        f"SOC.POST:{code}" for code in ("C.ELECTION", "C.CONDITIONS", "H.TIME", "H.PLACE", "H.RES", "H.POWER")
    ]


def test_takes_the_likely_answers_from_an_activity_before_and_only_for_when_and_where() -> None:
    said = Said(own={"SOC.POST": {"H.TIME": "own", "M.IDENT": "i3"}})
    time, identity = (place_of(RULEBOOK.questions[code], "CAM.BACK") for code in ("H.TIME", "M.IDENT"))
    assert likely_answers(TWO, said, [time]) == ("SOC.POST", {"CAM.BACK:H.TIME": "own"})
    assert likely_answers(TWO, said, [identity]) == ("", {})
    assert likely_answers(["CAM.BACK"], said, [time]) == ("", {})


@pytest.mark.parametrize(
    ("results", "highest"),
    [
        ([["LOW"], ["MOD"]], ("MOD",)),
        ([["LOW"], ["NA"]], ("LOW",)),
        ([["HIGH"], ["STOP"]], ("STOP",)),
        ([["PERM"], ["HIGH"]], ("PERM",)),
        ([["MOD"], ["LOW", "MOD", "HIGH"]], ("MOD", "HIGH")),
        ([["LOW", "STOP"], ["LOW"]], ("LOW", "STOP")),
        ([["LOW", "MOD"], ["HIGH"]], ("HIGH",)),
    ],
)
def test_overall_is_the_highest_or_every_result_that_it_may_be(results, highest) -> None:
    assert overall(results) == highest


def test_two_at_moderate_are_a_pattern_and_points_are_never_added() -> None:
    assert is_pattern([["MOD"], ["HIGH"]])
    assert not is_pattern([["MOD"], ["LOW"], ["NA"]])
    assert not is_pattern([["MOD"], ["LOW", "MOD"]])
    many = [["LOW"]] * 10
    assert overall(many) == ("LOW",)
    assert not is_pattern(many)


@pytest.mark.parametrize("key", ["SOC.POST:P.LEVEL", "M.AUD", "NO.SUCH:M.AUD", "SOC.POST:X", "", ":", "SOC.POST:"])
def test_knows_no_place_of_another_name(key) -> None:
    assert place_named(RULEBOOK, key) is None


def test_names_a_place_as_forms_write_it() -> None:
    for place in left_to_ask(RULEBOOK, TWO, Said()):
        assert place_named(RULEBOOK, place.key) == place
    assert Place(RULEBOOK.questions["P.LEVEL"], None).key == "P.LEVEL"


def test_is_settled_for_both_once_everything_is_answered() -> None:
    said = Said(own={code: dict(QUIET) for code in TWO})
    for _ in range(80):
        left = left_to_ask(RULEBOOK, TWO, said)
        if not left:
            break
        said.put(left[0], left[0].question.options[0].code)
    assert left_to_ask(RULEBOOK, TWO, said) == []
