"""The one or two questions that would settle a range."""

from itertools import product

import pytest

from assessments.evaluation import outcome, situation
from assessments.personas import persona_answers
from assessments.rulebook import current
from assessments.rulebook_parts import UNSURE
from assessments.settling import settling_questions

RULEBOOK = current()
ORDINARY = persona_answers(RULEBOOK, "ordinary", "SOC.POST")


def settling(answers: dict[str, str]) -> tuple[list[str], bool]:
    found = settling_questions(RULEBOOK, "SOC.POST", answers)
    return [question.code for question in found.questions], found.settles


def test_names_none_where_nothing_is_open() -> None:
    assert settling(ORDINARY) == ([], True)


@pytest.mark.parametrize("code", ["M.IDENT", "H.TIME", "H.PLACE"])
def test_names_the_one_question_that_is_open(code) -> None:
    assert settling(ORDINARY | {code: UNSURE}) == ([code], True)


def test_names_two_that_narrow_most_and_says_that_they_may_not_settle() -> None:
    codes, settles = settling({})
    assert (len(codes), settles) == (2, False)


def test_names_no_question_about_coverage_that_was_not_asked() -> None:
    assert not {"C.ORG", "C.STATUS", "H.TIME"} & set(settling({})[0])


def test_does_not_name_what_is_open_and_has_no_part_in_the_range() -> None:
    codes, settles = settling(ORDINARY | {"H.TIME": UNSURE, "P.SUP": UNSURE})
    assert (codes, settles) == (["H.TIME"], True)


@pytest.mark.parametrize(
    "doubts", [["M.IDENT", "P.LEVEL"], ["M.AUD", "N.SUBJ", "P.SERV"], ["P.INFL", "M.TONE", "H.RES"]]
)
def test_any_answers_to_the_named_questions_settle_it_when_it_says_so(doubts) -> None:
    answers = ORDINARY | dict.fromkeys(doubts, UNSURE)
    codes, settles = settling(answers)
    offered = [[option.code for option in RULEBOOK.questions[code].options if option.code != UNSURE] for code in codes]
    widths = {
        len(outcome(RULEBOOK, situation(RULEBOOK, "SOC.POST", answers | dict(zip(codes, values, strict=True)))))
        for values in product(*offered)
    }
    assert settles == (widths == {1})
