"""The engine: its arithmetic, its rules, its caution with what is not known, and its properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.evaluation import InvalidAnswers, evaluate
from assessments.personas import persona_answers
from assessments.rulebook import current
from assessments.rulebook_parts import UNSURE

RULEBOOK = current()
SCORED = sorted(code for code, activity in RULEBOOK.activities.items() if activity.route == "scored")
EXAMPLE = {  # the worked example of the model, section 4.6: a working-level adviser who posts criticism
    "M.AUD": "a2", "M.IDENT": "i2", "M.FREQ": "f1", "M.TONE": "t1", "M.TIME": "e2", "M.COMM": "v0", "M.DISC": "d0",
    "P.LEVEL": "l1", "P.INFL": "n2", "P.POL": "p0", "P.AUTH": "u0", "P.ENF": "x0", "P.SERV": "s0", "P.MAND": "m1",
    "P.PUB": "b0", "P.EXT": "r1", "P.SUP": "k0", "N.SUBJ": "j1", "N.EFFECT": "g0",
}  # fmt: skip


def rank(code: str) -> int:
    return RULEBOOK.level_order.index(code)


def ordinary(activity: str, **changed: str) -> dict[str, str]:
    return {**persona_answers(RULEBOOK, "ordinary", activity), **changed}


@st.composite
def situations(draw: st.DrawFn, complete: bool = False) -> tuple[str, dict[str, str]]:
    """A scored activity with some (or all) answers to its A, P and N questions."""
    activity = draw(st.sampled_from(SCORED))
    answers = {}
    for question in RULEBOOK.asked(RULEBOOK.activities[activity]):
        if question.kind in ("A", "P", "N"):
            codes = [option.code for option in question.options]
            choices = st.sampled_from(codes if complete else [*codes, None])
            if (chosen := draw(choices)) is not None:
                answers[question.code] = chosen
    return activity, answers


def test_gives_the_worked_example_of_the_model() -> None:
    result = evaluate(RULEBOOK, "SOC.POST", EXAMPLE)
    assert (result.code, result.exposure.low, result.exposure.low_band) == ("HIGH", 67, "A4")
    assert (result.position.low, result.position.low_band) == (29, "P2")
    [near] = result.close_to_line
    assert (near.axis, near.line, near.distance, near.level) == ("A", 65, 2, "MOD")


def test_lists_every_contribution_largest_first_with_the_base_in_its_parts() -> None:
    contributions = evaluate(RULEBOOK, "SOC.POST", EXAMPLE).contributions
    assert [c.points for c in contributions] == [31, 12, 12, 10, 8, 5, 5, 5, 4, 4]
    base = contributions[0]
    assert (base.question, base.ratings) == (
        None,
        (("reach", 1, 7), ("closeness", 0, 0), ("initiative", 3, 18), ("record", 2, 6)),
    )
    assert {(c.question, c.option, c.points, c.axis, c.bears_on) for c in contributions[1:3]} == {
        ("M.IDENT", "i2", 12, "A", "perceived"),
        ("P.INFL", "n2", 12, "P", "actual"),
    }


def test_adds_up_to_the_axes() -> None:
    result = evaluate(RULEBOOK, "SOC.POST", EXAMPLE)
    assert sum(c.points for c in result.contributions if c.axis == "A") == result.exposure.low
    assert sum(c.points for c in result.contributions if c.axis == "P") == result.position.low


def test_caps_an_axis_at_one_hundred() -> None:
    most = {q.code: q.most.code for q in RULEBOOK.asked(RULEBOOK.activities["PUB.MEDIA"]) if q.kind in "AP"}
    result = evaluate(RULEBOOK, "PUB.MEDIA", most)
    assert (result.exposure.high, result.position.high) == (100, 100)


@pytest.mark.parametrize(
    ("activity", "answers", "code", "rules"),
    [
        ("INF.VOTE", {"C.STATUS": "deputy_head"}, "LOW", ("HR00",)),
        ("INF.LEARN", {"H.TIME": "working"}, "LOW", ("HR00",)),
        ("CAM.CANVASS", {"C.STATUS": "casual"}, "NA", ("HR01",)),
        ("CAM.CANVASS", {"C.ORG": "no"}, "NA", ("HR01",)),
        ("CAM.CANVASS", {"C.STATUS": "deputy_head"}, "STOP", ("HR02",)),
        ("CAN.PUBLICSTEP", {}, "STOP", ("HR03",)),
        ("CAM.CANVASS", {"C.CONDITIONS": "breach"}, "STOP", ("HR04",)),
        ("CAM.CANVASS", {"H.TIME": "working", "H.PLACE": "premises"}, "STOP", ("HR05", "HR06")),
        ("CAM.CANVASS", {"H.RES": "yes", "H.POWER": "yes"}, "STOP", ("HR07", "HR08")),
        ("CAN.CANDIDATE", {"C.STATUS": "leave"}, "PERM", ("HR09",)),
        ("CAN.CANDIDATE", {"H.TIME": "working"}, "STOP", ("HR05", "HR09")),
        ("PUB.ISSUE", {}, "NA", ("HR10",)),
        ("CAM.CANVASS", {"C.ELECTION": "foreign"}, "NA", ("HR10",)),
        ("CAM.CANVASS", {"C.ELECTION": "foreign", "H.RES": "yes"}, "STOP", ("HR07", "HR10")),
    ],
)
def test_lets_the_first_matching_rule_decide_and_shows_all(activity, answers, code, rules) -> None:
    result = evaluate(RULEBOOK, activity, answers)
    assert (result.code, result.rules) == (code, rules)


def test_never_takes_an_open_question_as_zero() -> None:
    result = evaluate(RULEBOOK, "SOC.POST", {})
    assert result.code == "OPEN"
    assert result.codes == ("LOW", "MOD", "HIGH")
    assert (result.exposure.low, result.exposure.high) == (31, 100)


def test_takes_unsure_like_no_answer_for_points() -> None:
    answers = ordinary("SOC.POST")
    without = {code: option for code, option in answers.items() if code != "P.LEVEL"}
    assert evaluate(RULEBOOK, "SOC.POST", {**answers, "P.LEVEL": UNSURE}) == evaluate(RULEBOOK, "SOC.POST", without)


def test_adds_stop_to_the_range_when_unsure_about_working_hours() -> None:
    result = evaluate(RULEBOOK, "CAM.BACK", ordinary("CAM.BACK") | {"H.TIME": UNSURE})
    assert (result.code, result.codes) == ("OPEN", ("LOW", "STOP"))
    assert result.unsettled == (("H.TIME", "STOP"),)


def test_orders_a_range_with_every_kind_of_doubt() -> None:
    result = evaluate(RULEBOOK, "SOC.POST", {"C.ORG": UNSURE, "H.RES": UNSURE})
    assert result.codes == ("LOW", "MOD", "HIGH", "STOP", "NA")


def test_tells_a_doubt_that_a_decided_candidacy_leaves() -> None:
    result = evaluate(RULEBOOK, "CAN.CANDIDATE", {"H.TIME": UNSURE})
    assert (result.code, result.unsettled) == ("PERM", (("H.TIME", "STOP"),))


def test_drops_a_doubt_that_an_earlier_rule_overtakes() -> None:
    result = evaluate(RULEBOOK, "CAM.CANVASS", {"C.STATUS": "casual", "H.TIME": UNSURE})
    assert (result.code, result.unsettled) == ("NA", ())


def test_lets_an_open_question_satisfy_a_floor_on_the_highest_side_only() -> None:
    answers = ordinary("SOC.POST")
    del answers["N.SUBJ"]
    result = evaluate(RULEBOOK, "SOC.POST", answers)
    assert result.codes == ("LOW", "MOD", "HIGH")
    assert {(floor.code, floor.certain) for floor in result.floors} == {
        ("FL1", False),
        ("FL2", False),
        ("FL3", False),
    }


def test_ignores_a_question_that_the_activity_does_not_ask_floors_included() -> None:
    answers = ordinary("MEM.VOTE")
    assert evaluate(RULEBOOK, "MEM.VOTE", {**answers, "M.IDENT": "i3"}) == evaluate(RULEBOOK, "MEM.VOTE", answers)


@pytest.mark.parametrize(
    ("activity", "changed", "floor", "code"),
    [
        ("EVT.RALLY", {"N.SUBJ": "j2"}, "FL1", "MOD"),
        ("CAM.CANVASS", {"N.EFFECT": "g2"}, "FL2", "HIGH"),
        ("CAM.CANVASS", {"N.SUBJ": "j1"}, "FL3", "MOD"),
        ("EVT.RALLY", {"M.IDENT": "i3"}, "FL4", "MOD"),
        ("MEM.JOIN", {"M.IDENT": "i3", "P.LEVEL": "l3", "P.INFL": "n2"}, "FL5", "HIGH"),
        ("CAM.CANVASS", {"P.MAND": "m3"}, "FL6", "MOD"),
        ("CAN.LEADERSHIP", {}, "FL7", "HIGH"),
        ("OTH.OTHER", {}, "FL7", "MOD"),
    ],
)
def test_raises_the_level_to_a_floor(activity, changed, floor, code) -> None:
    result = evaluate(RULEBOOK, activity, ordinary(activity) | changed)
    assert result.code == code
    assert (floor, True, True) in {(used.code, used.certain, used.raises) for used in result.floors}


@pytest.mark.parametrize(
    ("activity", "answers", "field"),
    [
        ("NO.SUCH", {}, "activity"),
        (["SOC.POST"], {}, "activity"),
        ("SOC.POST", {"X.NONE": "a0"}, "X.NONE"),
        ("SOC.POST", {"M.AUD": "a9"}, "M.AUD"),
        ("SOC.POST", {"M.AUD": ["a1"]}, "M.AUD"),
        ("SOC.POST", {"M.AUD": None}, "M.AUD"),
        ("SOC.POST", "M.AUD", "answers"),
    ],
)
def test_refuses_what_the_rulebook_does_not_know(activity, answers, field) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        evaluate(RULEBOOK, activity, answers)
    assert field in [problem.field for problem in caught.value.problems]
    assert str(caught.value).endswith(".")


@given(situations(complete=True), st.data())
def test_never_lowers_the_level_when_an_answer_scores_more(situation, data) -> None:
    activity, answers = situation
    code = data.draw(st.sampled_from(sorted(answers)))
    question = RULEBOOK.questions[code]
    now = question.by_code[answers[code]]
    higher = [o for o in question.options if (o.points, o.link) >= (now.points, now.link)]
    raised = {**answers, code: data.draw(st.sampled_from(higher)).code}
    before, after = evaluate(RULEBOOK, activity, answers), evaluate(RULEBOOK, activity, raised)
    assert rank(after.code) >= rank(before.code)


@settings(max_examples=200)
@given(situations(), st.data())
def test_has_the_result_of_every_completion_in_its_range(situation, data) -> None:
    activity, answers = situation
    partial = evaluate(RULEBOOK, activity, answers)
    completed = dict(answers)
    for code in partial.unanswered:
        question = RULEBOOK.questions[code]
        if question.kind in ("A", "P", "N"):
            completed[code] = data.draw(st.sampled_from([option.code for option in question.options]))
    assert evaluate(RULEBOOK, activity, completed).code in partial.codes


@given(situations())
def test_reaches_both_ends_of_its_range(situation) -> None:
    activity, answers = situation
    partial = evaluate(RULEBOOK, activity, answers)
    open_questions = [RULEBOOK.questions[code] for code in partial.unanswered]
    lowest = {q.code: q.least.code for q in open_questions if q.kind in ("A", "P", "N")}
    highest = {q.code: q.most.code for q in open_questions if q.kind in ("A", "P", "N")}
    assert evaluate(RULEBOOK, activity, answers | lowest).code == partial.codes[0]
    assert evaluate(RULEBOOK, activity, answers | highest).code == partial.codes[-1]


@given(situations(), st.randoms())
def test_does_not_depend_on_the_order_of_the_answers_nor_change_them(situation, random) -> None:
    activity, answers = situation
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    given_answers = dict(shuffled)
    assert evaluate(RULEBOOK, activity, given_answers) == evaluate(RULEBOOK, activity, answers)
    assert given_answers == dict(shuffled)
