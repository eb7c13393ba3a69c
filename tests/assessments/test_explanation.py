"""The result in words: the same facts in both languages, in the order in which they matter."""

import json
import re

import pytest

from assessments import evaluation, lowering
from assessments.evaluation import Settled, Situation, settle
from assessments.explanation import explained
from assessments.personas import persona_answers
from assessments.rulebook import current
from assessments.rulebook_parts import UNSURE, Rulebook
from tests.assessments.test_evaluation import EXAMPLE

RULEBOOK = current()


def words(activity: str, answers: dict[str, str], language: str = "en") -> dict:
    return explained(RULEBOOK, activity, answers)["explanation"][language]


def test_explains_the_worked_example_in_english() -> None:
    said = words("SOC.POST", EXAMPLE)
    assert said["title"] == "High risk"
    assert said["axes"] == (
        "The exposure of the activity is prominent (67 points); the sensitivity of your position is moderate (29 points)."
    )
    assert said["close_to_line"] == [
        "The exposure is 2 points above a line; just below it, the result would be: Moderate risk."
    ]
    assert [reason["points"] for reason in said["reasons"]] == [31, 12, 12, 10, 8, 5, 5, 5, 4, 4]
    assert {reason["bears_on_label"] for reason in said["reasons"]} == {
        "Ability",
        "Perception",
        "Ability and perception",
    }


def test_explains_the_worked_example_in_french() -> None:
    said = words("SOC.POST", EXAMPLE, "fr")
    assert said["title"] == "Risque élevé"
    assert said["axes"] == (
        "L’exposition de l’activité est marquée (67 points); la sensibilité de votre poste est moyenne (29 points)."
    )
    assert {reason["bears_on_label"] for reason in said["reasons"]} == {
        "Capacité",
        "Perception",
        "Capacité et perception",
    }


@pytest.mark.parametrize("activity", sorted(RULEBOOK.activities))
def test_says_everything_in_both_languages(activity) -> None:
    answers = {**persona_answers(RULEBOOK, "very_senior", activity), "H.RES": UNSURE, "N.SUBJ": "j1", "M.DISC": "d1"}
    both = explained(RULEBOOK, activity, answers)["explanation"]
    english, french = both["en"], both["fr"]

    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [shape(entry) for entry in value]
        return bool(value)

    assert shape(english) == shape(french)
    assert english["title"] != french["title"]
    text = json.dumps(french, ensure_ascii=False)
    assert not re.search(r"\b(the|your|points less|would be)\b", text)
    assert not re.search(r"[^\u00a0\s\d/]:[^/\d]|«[^\u00a0]|[^\u00a0]»", re.sub(r'"\w+":|":', "", text))


def test_names_the_source_of_the_rule_that_decides() -> None:
    [rule] = words("SOC.POST", {"H.TIME": "working"}, "fr")["rules"]
    assert rule == {
        "code": "HR05",
        "text": "Pas pendant les heures de travail.",
        "basis": "Directives de la CFP sur les médias sociaux, liste «\u00a0à ne pas faire\u00a0»",
    }


def test_shows_no_points_where_a_rule_decides() -> None:
    said = words("SOC.POST", EXAMPLE | {"H.RES": "yes"})
    assert (said["axes"], said["reasons"], said["floors"], said["lower"]) == ("", [], [], [])


def test_shows_the_floor_that_raises_the_level() -> None:
    answers = persona_answers(RULEBOOK, "ordinary", "SOC.POST") | {"N.SUBJ": "j2"}
    floors = words("SOC.POST", answers)["floors"]
    assert [(floor["code"], floor["at_least"]) for floor in floors if floor["code"] == "FL2"] == [("FL2", "High risk")]
    assert all("section 113" in floor["basis"] or "113(3)" in floor["basis"] for floor in floors)


def test_names_the_open_questions_of_a_range_heaviest_first() -> None:
    said = words("SOC.POST", {})
    assert said["possible"] == ["Low risk", "Moderate risk", "High risk"]
    assert [question["code"] for question in said["unanswered"]][:4] == ["N.SUBJ", "N.EFFECT", "P.LEVEL", "M.IDENT"]


def test_says_what_a_doubt_may_mean() -> None:
    [sentence] = words("CAM.BACK", persona_answers(RULEBOOK, "ordinary", "CAM.BACK") | {"H.PLACE": UNSURE})["unsettled"]
    assert "Where will you do it?" in sentence
    assert "Not permitted as described" in sentence


def test_warns_a_deputy_head_who_informs_themselves_and_not_who_votes() -> None:
    assert "deputy head" in words("INF.LEARN", {})["notes"][0]
    assert words("INF.VOTE", {})["notes"] == []


def test_says_that_a_disclaimer_earns_nothing() -> None:
    assert words("SOC.POST", EXAMPLE | {"M.DISC": "d1"})["notes"] == [
        "No points either way. These steps may help but do not remove the risk."
    ]


def test_lists_the_range_and_one_code() -> None:
    settled, unsettled = explained(RULEBOOK, "SOC.POST", EXAMPLE), explained(RULEBOOK, "SOC.POST", {})
    assert (settled["code"], settled["result"]) == ("HIGH", ["HIGH"])
    assert (unsettled["code"], unsettled["result"]) == ("OPEN", ["LOW", "MOD", "HIGH"])


@pytest.mark.parametrize("activity", sorted(RULEBOOK.activities))
def test_settles_no_situation_twice(activity: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an explanation costs is the number of situations that it settles: its own, told twice, and each lighter way."""
    settled: list[str] = []

    def counted(rulebook: Rulebook, known: Situation) -> Settled:
        settled.append(known.activity.code)
        return settle(rulebook, known)

    for module in (evaluation, lowering):
        monkeypatch.setattr(module, "settle", counted)
    most = {question.code: question.most.code for question in RULEBOOK.listed_questions if question.kind in "APN"}
    explained(RULEBOOK, activity, most)
    entry = RULEBOOK.activities[activity]
    changeable = sum(question.changeable for question in RULEBOOK.asked(entry))
    siblings = sum(other.group == entry.group for other in RULEBOOK.listed_activities) - 1
    assert 2 <= len(settled) <= 2 + changeable + siblings
    assert settled.count(activity) <= 2 + changeable
