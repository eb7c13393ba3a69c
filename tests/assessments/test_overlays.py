"""An organization's own rules: whatever they say, no result gets milder; what they cannot say is told."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.evaluation import UNSURE, evaluate
from assessments.explanation import explained
from assessments.overlays import EMPTY, build_overlay, overlaid, overlay_problems
from assessments.rulebook import load, raw_of
from assessments.rulebook_parts import OverlayRef, Rulebook, Text

BASE = load("0.1.0")
RAW = raw_of("0.1.0")
REF = OverlayRef("7", Text("Example Department", "Ministère Exemple"), "f" * 64)
SEVERITY = {"NA": 0, "LOW": 1, "MOD": 2, "HIGH": 3, "PERM": 4, "STOP": 5}
WORDS = {"en": "Not here.", "fr": "Pas ici.", "basis": "Our code", "basis_fr": "Notre code"}


def own(**sections: Any) -> dict[str, Any]:
    return {**EMPTY, **sections}


def laid_over(raw: dict[str, Any], base: Rulebook = BASE) -> Rulebook:
    assert overlay_problems(RAW, raw) == []
    return overlaid(base, build_overlay(raw, REF))


def answer_atoms(codes: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """An answer and everything that scores more, as a floor must have it."""

    def upward(code: str, at: int) -> dict[str, Any]:
        options = sorted(BASE.questions[code].options, key=lambda option: (option.points, option.link))
        return {"q": code, "in": [option.code for option in options[min(at, len(options) - 1) :]]}

    return st.builds(upward, st.sampled_from(codes), st.integers(0, 3))


ANY = [question.code for question in BASE.listed_questions if question.code != "M.DISC"]
SCORED = [question.code for question in BASE.listed_questions if question.kind in "APN" and question.code != "M.DISC"]
POINTS = st.one_of(
    st.builds(lambda n: {"nexus": n}, st.integers(1, 2)),
    st.builds(lambda n: {"A_min": n}, st.integers(0, 60)),
    st.builds(lambda n: {"P_min": n}, st.integers(0, 60)),
)


def conditions(atoms: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    def joined(parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        return st.builds(
            lambda key, some: {key: some}, st.sampled_from(["all", "any"]), st.lists(parts, min_size=1, max_size=3)
        )

    return st.recursive(atoms, joined, max_leaves=4)


RULES = st.lists(conditions(answer_atoms(ANY)), max_size=2).map(
    lambda found: [{"code": f"OR{n}", "when": when, **WORDS} for n, when in enumerate(found)]
)
FLOORS = st.lists(
    st.tuples(st.sampled_from(["MOD", "HIGH"]), conditions(st.one_of(answer_atoms(SCORED), POINTS))), max_size=2
).map(
    lambda found: [
        {"code": f"OF{n}", "at_least": level, "when": when, **WORDS} for n, (level, when) in enumerate(found)
    ]
)


@st.composite
def situations(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    activity = draw(st.sampled_from(list(BASE.activities)))
    answers = {
        question.code: draw(st.sampled_from([*question.by_code, UNSURE]))
        for question in draw(st.lists(st.sampled_from(BASE.listed_questions), unique_by=lambda q: q.code))
    }
    return activity, answers


@given(rules=RULES, floors=FLOORS, situation=situations())
@settings(max_examples=400, deadline=None)
def test_no_member_of_a_range_ever_gets_milder(rules: list, floors: list, situation: tuple) -> None:
    raw = own(rules=rules, floors=floors)
    assume(not overlay_problems(RAW, raw))
    before, after = (evaluate(book, *situation) for book in (BASE, laid_over(raw)))
    was, now = (sorted(SEVERITY[code] for code in result.codes) for result in (before, after))
    assert now[0] >= was[0]
    assert now[-1] >= was[-1]
    assert all(any(rank >= old for rank in now) for old in was)
    if BASE.activities[situation[0]].route == "always":
        assert after == before


@pytest.mark.parametrize("activity", ["INF.VOTE", "INF.LEARN"])
def test_voting_and_informing_oneself_are_never_touched(activity: str) -> None:
    strict = own(rules=[{"code": "OR1", "when": {"q": "C.STATUS", "in": ["employee"]}, **WORDS}])
    book = laid_over(strict)
    assert evaluate(book, activity, {"C.STATUS": "employee"}).codes == ("LOW",)
    assert evaluate(book, activity, {"C.STATUS": "employee"}).rules == ("HR00",)
    assert evaluate(book, "DIS.LAWN", {"C.STATUS": "employee"}).codes == ("STOP",)


def test_person_is_told_whose_rule_and_whose_help_it_is() -> None:
    raw = own(
        rules=[{"code": "OR1", "when": {"q": "P.PUB", "in": ["b2"]}, **WORDS}],
        help={"M.AUD": {"en": "Count our networks.", "fr": "Comptez nos réseaux."}},
        contact={"en": "Ask ethics.", "fr": "Demandez à l’éthique."},
    )
    book = laid_over(raw)
    told = explained(book, "DIS.LAWN", {"P.PUB": "b2"})
    assert told["explanation"]["fr"]["rules"][0]["basis"] == "Règle de Ministère Exemple\u00a0: Notre code"
    assert told["explanation"]["en"]["next_step"].endswith("Example Department adds: Ask ethics.")
    assert told["rulebook"]["overlay"] == {"organization": "7", "hash": "f" * 64}
    assert told["rulebook"]["hash"] == BASE.content_hash
    assert book.questions["M.AUD"].help.en == "Example Department adds: Count our networks."
    assert "overlay" not in explained(BASE, "DIS.LAWN", {})["rulebook"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (own(rules=[{"code": "OR1", "when": {"q": "X", "in": ["a"]}, **WORDS}]), "unknown question 'X'"),
        (own(rules=[{"code": "OR1", "when": {"A_min": 20}, **WORDS}]), "cannot rest on points"),
        (own(rules=[{"code": "OR1", "when": {"route": ["outside"]}, **WORDS}]), "no answers can make it match"),
        (own(rules=[{"code": "HR05", "when": {"q": "P.PUB", "in": ["b2"]}, **WORDS}]), "HR05 is used twice"),
        (own(rules=[{"code": "OR1", "when": {"q": "P.PUB", "in": ["b2"]}, **WORDS, "fr": ""}]), "no text in fr"),
        (own(rules=[{"code": "OR1", "when": {"q": "P.PUB", "in": ["b2"]}, **WORDS, "basis_fr": ""}]), "basis_fr"),
        (own(floors=[{"code": "OF1", "at_least": "LOW", "when": {"nexus": 1}, **WORDS}]), "unknown level 'LOW'"),
        (own(floors=[{"code": "OF1", "at_least": "activity", "when": {"nexus": 1}, **WORDS}]), "unknown level"),
        (
            own(floors=[{"code": "OF1", "at_least": "MOD", "when": {"q": "M.AUD", "in": ["a0"]}, **WORDS}]),
            "stops applying when the answer to M.AUD scores more",
        ),
        (own(help={"M.NONE": {"en": "a", "fr": "b"}}), "unknown question 'M.NONE'"),
        (own(help={"M.AUD": {"en": "a", "fr": " "}}), "no text in fr"),
        (own(contact={"en": "", "fr": "b"}), "contact: no text in en"),
    ],
)
def test_what_cannot_be_added_is_told(raw: dict[str, Any], says: str) -> None:
    assert [problem for problem in overlay_problems(RAW, raw) if says in problem]
