"""Then and now, side by side: what changed and for which reasons. The kept side is never computed anew."""

import pytest
from django.utils.translation import override

from assessments.comparison import compare
from assessments.explanation import explained
from assessments.reopening import reopened
from assessments.rulebook import load
from assessments.sealing import Kept
from assessments.sitting import Sitting, Situation
from tests.assessments.newer import newer_rulebook
from tests.assessments.test_evaluation import EXAMPLE

POST = Situation("SOC.POST", EXAMPLE)


def kept(situation: Situation) -> dict:
    return explained(load("0.1.0"), situation.activity, situation.answers)


def test_under_the_same_rulebook_nothing_differs() -> None:
    one = compare("0.1.0", POST, kept(POST))
    assert one.same_result
    assert one.same_reasons
    assert one.then.words["title"] == one.now.words["title"] == "High risk"


@pytest.mark.parametrize(
    ("language", "titles"), [("en", ["High risk", "Moderate risk"]), ("fr", ["Risque élevé", "Risque moyen"])]
)
def test_tells_what_is_another_and_why(tmp_path, language: str, titles: list[str]) -> None:
    before = kept(POST)
    with newer_rulebook(tmp_path), override(language):
        one = compare("0.1.0", POST, before)
        assert [one.then.words["title"], one.now.words["title"]] == titles
        assert not one.same_result
        assert [(reason.then, reason.now) for reason in one.reasons] == [(10, 11)]
        assert one.reasons[0].label == load("0.1.0").questions["M.AUD"].text.in_language(language)
        assert one.dropped == (load("0.1.0").questions["M.DISC"].text.in_language(language),)
        assert one.then.result is before


def test_says_when_the_activity_is_no_longer_there(tmp_path) -> None:
    learn = Situation("INF.LEARN", {})
    before = kept(learn)
    with newer_rulebook(tmp_path):
        one = compare("0.1.0", learn, before)
    assert one.now is None
    assert not one.same_result


def test_tells_rules_that_apply_no_more_and_newly() -> None:
    off, on = (
        Situation("SOC.POST", {**EXAMPLE, "H.TIME": "own"}),
        Situation("SOC.POST", {**EXAMPLE, "H.TIME": "working"}),
    )
    one = compare("0.1.0", off, kept(on))
    assert len(one.gone) == 1
    assert one.come == ()
    assert compare("0.1.0", on, kept(off)).come == one.gone


def test_reopened_shows_the_stored_codes_even_when_the_computation_gives_others() -> None:
    """Were the program to compute otherwise than when it was saved, the stored result stands and the reasons are left out."""
    sitting = Sitting("0.1.0", (POST, Situation("INF.VOTE", {})))
    digest = load("0.1.0").content_hash
    post, vote = reopened(Kept(sitting, digest, (("MOD", "HIGH"), ("LOW",))))
    assert (post.result["code"], post.words["title"], post.has_reasons) == ("OPEN", "More information needed", False)
    assert post.words["possible"] == ["Moderate risk", "High risk"]
    assert "reasons" not in post.words
    assert (vote.result["code"], vote.has_reasons) == ("LOW", True)
    as_it_was = reopened(Kept(sitting, digest, (("HIGH",), ("LOW",))))
    assert [(one.result["code"], one.has_reasons) for one in as_it_was] == [("HIGH", True), ("LOW", True)]
