"""Everything that people read in the self-assessment is plain: grade 8 or below in English, 60 or above in French.

What is measured is the whole text of each page as it is shown. Names of the law have to stay; they stand in `NAMES`, each
said with its plain word where it comes first, and count as one word. A second measure looks at running text alone
(sentences of six words or more), because labels are short and would flatter the first.
"""

import os

import pytest
from django.test import Client

from assessments.phrases import in_language
from tests.assessments.readability import Visible, measure, running
from tests.assessments.test_views import Page, begin, send, walk

pytestmark = pytest.mark.django_db

GRADE, EASE = 8.0, 60.0
# Names that the law gives and nobody may change, with the words by which the pages explain them.
NAMES = {
    "en": (
        "Public Service Employment Act",
        "Public Service Commission",
        "designated political activities representative",
    ),
    "fr": (
        "Loi sur l’emploi dans la fonction publique",
        "Commission de la fonction publique",
        "représentant désigné en matière d’activités politiques",
    ),
}
EXPLAINED = {"en": ("The law (Part 7 of",), "fr": ("La loi le dit (partie 7 de",)}
STRONG = {"M.IDENT": "i3", "P.LEVEL": "l3", "P.INFL": "n3", "M.AUD": "a3", "N.SUBJ": "j2"}


def states(client: Client, language: str) -> dict[str, Page]:
    """Every kind of page: the first, each page of questions about two activities, their result, and each kind of result."""
    found = {"activity": begin(client, language)}
    page = send(client, found["activity"], "choose", activity=["SOC.POST", "CAM.BACK"])
    while page.fields["shown"] != "result":
        found[f"questions {next(iter(page.choices))}"] = page
        answers = {name: "i3" if "i3" in codes else codes[0] for name, codes in page.choices.items()}
        page = send(client, page, "next", **answers)
    found["two results"] = page
    kinds = {
        "low": ("CAM.BACK", {}),
        "moderate": ("SOC.POST", {"M.IDENT": "i3"}),
        "high": ("SOC.POST", STRONG),
        "stop": ("SOC.POST", {"H.TIME": "working"}),
        "permission": ("CAN.CANDIDATE", {}),
        "outside": ("PUB.ISSUE", {}),
        "unsure": ("SOC.POST", {"H.PLACE": "unsure", "P.LEVEL": "unsure", "N.SUBJ": "unsure"}),
    }
    for name, (activity, answers) in kinds.items():
        found[name] = walk(client, activity, answers, language)[0]
    found["open"] = send(client, send(client, begin(client, language), "choose", activity="EVT.SPEAK"), "finish")
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_reads_easily(client: Client, language: str) -> None:
    found, prose = {}, {}
    for name, page in states(client, language).items():
        text = Visible(page.html).text
        whole, sentences = measure(text, language, NAMES[language]), running(text, language, NAMES[language])
        found[name] = whole.grade if language == "en" else whole.ease
        prose[name] = sentences.grade if language == "en" else sentences.ease
    if os.environ.get("POLACT_FIGURES"):
        print({name: (round(found[name], 1), round(prose[name], 1)) for name in found})
    assert len(found) >= 15
    assert {name: value for name, value in found.items() if not reads_easily(value, language)} == {}


def reads_easily(value: float, language: str) -> bool:
    return value <= GRADE if language == "en" else value >= EASE


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sentences_of_the_interface_read_easily_by_themselves(language: str) -> None:
    """The phrases that join the rulebook's words, one after the other."""
    phrases = in_language(language).values()
    text = "\n".join(part for phrase in phrases for part in ([phrase] if isinstance(phrase, str) else phrase))
    told = measure(text.replace("%", " "), language, NAMES[language])
    assert reads_easily(told.grade if language == "en" else told.ease, language), (told.grade, told.ease)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_of_the_law_is_said_in_plain_words_first(client: Client, language: str) -> None:
    page = walk(client, "SOC.POST", {"M.IDENT": "i3"}, language)[0]
    text = Visible(page.html).text
    for words in EXPLAINED[language]:
        assert words in text
        assert text.index(words) < text.index(NAMES[language][0])


def test_the_formulas_give_what_they_are_published_to_give() -> None:
    plain, hard = (
        "The cat sat on the mat. It was warm.",
        "Institutional accountability necessitates impartiality determinations.",
    )
    assert measure(plain, "en").grade < 2
    assert measure(hard, "en").grade > 15
    assert measure(plain, "en").words == 9
    told = measure("Le chat dort. Il a chaud.", "fr")
    assert (told.words, told.sentences) == (6, 2)
    assert told.ease == pytest.approx(207 - 1.015 * 3 - 73.6 * told.syllables / 6)
