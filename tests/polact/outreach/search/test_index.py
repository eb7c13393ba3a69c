"""What people ask, and the answer that comes first."""

import re

import pytest
from django.utils.translation import override

from assessments.rulebook import current
from polact.outreach.delivered import delivered_pages
from polact.outreach.markup import rendered
from polact.outreach.search.answering import answer_to
from polact.outreach.search.index import Passage, search
from polact.outreach.search.words import stems_of
from polact.outreach.search.worked import examples, examples_of

ENGLISH = {
    "may I put up a lawn sign?": "DIS.LAWN",
    "lwan sing": "DIS.LAWN",
    "Can I donate to a party?": "MEM.DONATE",
    "donatte money": "MEM.DONATE",
    "can I join a political party": "MEM.JOIN",
    "can I volunteer on a campaign?": "CAM.",
    "knock on doors for a candidate": "CAM.CANVASS",
    "can I share a post from a candidate on Facebook": "SOC.SHARE",
    "can i like a tweet": "SOC.REACT",
    "wear a campaign button to work": "DIS.WEAR",
    "bumper sticker on my car": "DIS.VEHICLE",
    "run for mayor": "CAN.MUNICIPAL",
    "I want to be a candidate in the federal election": "CAN.CANDIDATE",
    "run for school board trustee": "CAN.OTHERBODY",
    "attend a rally": "EVT.RALLY",
    "write a letter to the editor": "PUB.LETTER",
    "sign a petition": "PUB.PETITION",
    "can I vote?": "INF.VOTE",
    "be a scrutineer on election day": "POL.REP",
    "sit on the board of a riding association": "PTY.EDA",
    "go to a protest": "EVT.DEMO",
    "announce my candidacy before permission": "CAN.PUBLICSTEP",
    "party leadership race": "CAN.LEADERSHIP",
    "watch the leaders debate": "INF.LEARN",
}
FRENCH = {
    "puis-je mettre une pancarte sur mon terrain ?": "DIS.LAWN",
    "pancate électorale": "DIS.LAWN",
    "Est-ce que je peux faire un don à un parti?": "MEM.DONATE",
    "devenir membre d'un parti politique": "MEM.JOIN",
    "faire du bénévolat pour une campagne": "CAM.",
    "faire du porte-à-porte": "CAM.CANVASS",
    "partager une publication d’un candidat sur Facebook": "SOC.SHARE",
    "puis-je aimer un gazouillis": "SOC.REACT",
    "porter un macaron au travail": "DIS.WEAR",
    "autocolant sur ma voiture": "DIS.VEHICLE",
    "me présenter à la mairie": "CAN.MUNICIPAL",
    "je veux être candidat aux élections fédérales": "CAN.CANDIDATE",
    "me présenter au conseil scolaire": "CAN.OTHERBODY",
    "assister à un ralliement": "EVT.RALLY",
    "écrire une lettre au journal": "PUB.LETTER",
    "signer une pétition": "PUB.PETITION",
    "puis-je voter?": "INF.VOTE",
    "être scrutateur le jour du vote": "POL.REP",
    "siéger à une association de circonscription": "PTY.EDA",
    "aller manifester": "EVT.DEMO",
    "annoncer ma candidature": "CAN.PUBLICSTEP",
    "course à la direction du parti": "CAN.LEADERSHIP",
    "travailler au cabinet d’un ministre": "EMP.POLITICAL",
}
# Subjects that are no activity: the guidance answers first.
SUBJECTS = {
    ("en", "is a disclaimer enough?"): "Why a disclaimer may not be enough",
    ("en", "what may a deputy head do"): "deputy-heads",
    ("en", "who can investigate?"): "Who alone may investigate",
    ("en", "referendum"): "Referendums",
    ("en", "union activity"): "Union activity",
    ("fr", "un avertissement suffit-il?"): "Pourquoi un avertissement peut ne pas suffire",
    ("fr", "que peut faire un administrateur général"): "deputy-heads",
    ("fr", "qui peut enquêter?"): "Qui seul peut enquêter",
    ("fr", "référendum"): "Les référendums",
    ("fr", "activité syndicale"): "L’activité syndicale",
}


def passages(language: str) -> list[Passage]:
    return [
        Passage(page.texts[f"title_{language}"], section.title, section.words, f"/{page.code}#{section.anchor}")
        for page in delivered_pages()
        for section in rendered(page.texts[f"body_{language}"], language).sections
    ]


@pytest.mark.parametrize(("question", "activity"), [*ENGLISH.items(), *FRENCH.items()])
def test_first_answer_is_the_activity_that_is_meant(question: str, activity: str) -> None:
    language = "en" if question in ENGLISH else "fr"
    with override(language):
        found = search(question, current(), passages(language))
    assert found.answer is not None
    assert found.answer.code.startswith(activity)


@pytest.mark.parametrize(("asked", "first"), SUBJECTS.items())
def test_a_subject_is_answered_by_guidance(asked: tuple[str, str], first: str) -> None:
    language, question = asked
    with override(language):
        found = search(question, current(), passages(language))
    assert found.answer is None
    assert found.passages[0].title == first or first in found.passages[0].url


def test_nothing_is_found_in_nonsense() -> None:
    assert search("xyzzy qwrt", current(), passages("en")).nothing
    assert search("?!…", current(), passages("en")).nothing


def test_lawn_sign_brings_guidance_and_examples_along() -> None:
    found = search("may I put up a lawn sign?", current(), passages("en"))
    assert "Signs" in found.passages[0].title
    assert {example.activity_code for example in found.examples[:2]} == {"DIS.LAWN"}


def test_answer_is_that_of_the_rulebook_and_rises_with_the_position() -> None:
    answer = answer_to(current(), "DIS.LAWN")
    assert [row.code for row in answer.positions] == ["LOW", "MOD", "HIGH", "STOP"]
    assert answer.sentence.startswith("Yes, in most positions")
    assert answer.never_at_work
    assert answer.changes
    assert all("risk" in change.title for change in answer.changes)


@pytest.mark.parametrize(
    ("activity", "level"),
    [
        ("INF.VOTE", "LOW"),
        ("CAN.MUNICIPAL", "PERM"),
        ("CAN.PUBLICSTEP", "STOP"),
        ("CAN.OTHERBODY", "NA"),
        ("CAN.LEADERSHIP", "HIGH"),
    ],
)
def test_every_kind_of_answer_has_a_sentence_in_both_languages(activity: str, level: str) -> None:
    english = answer_to(current(), activity)
    with override("fr"):
        french = answer_to(current(), activity)
    assert english.level == french.level == level
    assert english.sentence
    assert english.sentence != french.sentence


def test_a_deputy_head_may_vote_and_nothing_else() -> None:
    for code in current().activities:
        last = answer_to(current(), code).positions[-1]
        assert last.code != "LOW" or current().activities[code].route == "always", code


def test_examples_are_in_both_languages_and_name_nobody() -> None:
    assert len(examples()) == 56
    for example in examples():
        assert example.activity.fr not in ("", example.activity.en)
        assert example.outcome.fr
        assert "Barnhart" not in example.who.en
    assert examples_of("DIS.LAWN")[0].is_federal


def test_what_is_typed_does_not_stay_in_memory() -> None:
    """Neither the pattern cache of `re` nor the cache of stems keeps the words of a question."""
    found = [rendered(page.texts["body_en"], "en") for page in delivered_pages()]
    assert found
    search("may I put up a lawn sign", current(), passages("en"))
    before = stems_of.cache_info().currsize
    search("may I zqxcanaryvw a lwan zqxcanaryvx sign", current(), passages("en"))
    assert stems_of.cache_info().currsize == before
    patterns = list(re._cache)  # type: ignore[attr-defined]
    assert patterns
    assert not any("zqxcanary" in str(key) for key in patterns)
