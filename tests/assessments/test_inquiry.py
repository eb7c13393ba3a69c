"""Which questions are asked: exactly those that can change the result, in an order that settles it soon."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.evaluation import evaluate, outcome, situation
from assessments.inquiry import next_questions
from assessments.personas import persona_answers
from assessments.rulebook import current
from assessments.rulebook_parts import UNSURE

RULEBOOK = current()
QUIET = {  # nothing that a hard rule looks at stands in the way
    "C.ORG": "yes", "C.STATUS": "employee", "C.ELECTION": "federal", "C.CONDITIONS": "none",
    "H.TIME": "own", "H.PLACE": "away", "H.RES": "no", "H.POWER": "no",
}  # fmt: skip


def codes(activity: str, answers: dict[str, str]) -> list[str]:
    return [question.code for question in next_questions(RULEBOOK, activity, answers)]


def test_asks_coverage_then_rules_then_link_then_the_heaviest() -> None:
    asked = codes("SOC.POST", {})
    assert asked[:10] == [
        "C.ORG", "C.STATUS", "C.ELECTION", "C.CONDITIONS", "H.TIME", "H.PLACE", "H.RES", "H.POWER", "N.SUBJ", "N.EFFECT",
    ]  # fmt: skip
    weights = [RULEBOOK.questions[code].most.points for code in asked[10:]]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("code", ["C.ACTING", "M.DISC"])
def test_never_asks_what_cannot_count(code) -> None:
    assert code not in codes("SOC.POST", {})


@pytest.mark.parametrize("activity", ["INF.VOTE", "INF.LEARN", "PUB.ISSUE", "CAN.OTHERBODY"])
def test_asks_nothing_when_the_activity_itself_decides(activity) -> None:
    assert codes(activity, {}) == []


def test_asks_a_candidate_only_what_a_rule_looks_at() -> None:
    assert codes("CAN.CANDIDATE", {}) == ["C.ORG", "C.STATUS", "C.CONDITIONS", "H.TIME", "H.PLACE", "H.RES", "H.POWER"]


def test_asks_before_a_public_step_only_whether_the_person_is_covered() -> None:
    assert codes("CAN.PUBLICSTEP", {}) == ["C.ORG", "C.STATUS"]


def test_stops_once_the_earliest_rule_has_decided() -> None:
    assert codes("SOC.POST", {"C.STATUS": "casual"}) == []
    assert codes("SOC.POST", {"H.TIME": "working"}) == ["C.ORG", "C.STATUS"]


def test_does_not_ask_again_what_the_person_does_not_know() -> None:
    everything = dict.fromkeys(RULEBOOK.questions, UNSURE)
    assert codes("SOC.POST", everything) == []
    assert "P.LEVEL" not in codes("SOC.POST", {**QUIET, "P.LEVEL": UNSURE})


def test_stops_asking_about_points_once_the_level_is_certain() -> None:
    answers = QUIET | {"N.SUBJ": "j2", "N.EFFECT": "g0"}
    assert evaluate(RULEBOOK, "CAM.CANVASS", answers).codes == ("HIGH",)
    assert codes("CAM.CANVASS", answers) == []


def test_leads_to_a_certain_result_when_every_question_is_answered() -> None:
    answers: dict[str, str] = {}
    while following := next_questions(RULEBOOK, "EVT.SPEAK", answers):
        answers[following[0].code] = following[0].options[0].code
    assert len(evaluate(RULEBOOK, "EVT.SPEAK", answers).codes) == 1


def changing(activity: str, answers: dict[str, str], open_codes: list[str]) -> set[str]:
    """By trying every completion: the open questions that change the result for some answers to the others."""
    found = set()
    offered = {code: [option.code for option in RULEBOOK.questions[code].options] for code in open_codes}
    for code in open_codes:
        others = [other for other in open_codes if other != code]
        for values in product(*(offered[other] for other in others)):
            fixed = {**answers, **dict(zip(others, values, strict=True))}
            results = {
                outcome(RULEBOOK, situation(RULEBOOK, activity, {**fixed, code: value})) for value in offered[code]
            }
            if len(results) > 1:
                found.add(code)
                break
    return found


@st.composite
def nearly_complete(draw: st.DrawFn) -> tuple[str, dict[str, str], list[str]]:
    """An activity with all answers but three, some of them "unsure"."""
    activity = draw(st.sampled_from(sorted(RULEBOOK.activities)))
    asked = RULEBOOK.asked(RULEBOOK.activities[activity])
    open_codes = draw(st.lists(st.sampled_from([q.code for q in asked]), min_size=3, max_size=3, unique=True))
    answers = {
        question.code: draw(st.sampled_from([*(option.code for option in question.options), UNSURE]))
        for question in asked
        if question.code not in open_codes
    }
    if draw(st.booleans()):
        answers |= {code: answer for code, answer in QUIET.items() if code in answers}
    return activity, answers, open_codes


@settings(max_examples=150, deadline=None)
@given(nearly_complete())
def test_finds_exactly_the_questions_that_trying_everything_finds(drawn) -> None:
    activity, answers, open_codes = drawn
    assert set(codes(activity, answers)) == changing(activity, answers, open_codes)


def test_asks_an_ordinary_employee_no_more_than_needed_for_a_small_thing() -> None:
    answers = {**persona_answers(RULEBOOK, "ordinary", "MEM.VOTE"), **QUIET}
    assert codes("MEM.VOTE", answers) == []
