"""What of a case is compared with others: the answers of its self-assessment, put on one scale, facet by facet.

The facets are those on which advice rests (PSEA s. 113; the nature of the activity and of the duties, the level and
visibility of the position) and on which circular advice differs: the link with one's files, the election, the rules of
time and place. Nothing of a person or a place is among them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assessments.rulebook import load
from assessments.rulebook_parts import Question
from polact.base.text import Text


@dataclass(frozen=True)
class Facet:
    """Questions that tell the same thing. `ordered`: a neighbouring answer is nearly the same; else same or different."""

    code: str
    name: Text
    weight: float
    questions: tuple[str, ...]
    ordered: bool = True


FACETS: tuple[Facet, ...] = (
    Facet(
        "DUTIES",
        Text("Nature of the duties", "Nature des fonctions"),
        2.0,
        ("P.INFL", "P.POL", "P.AUTH", "P.ENF", "P.SERV", "P.MAND", "P.EXT", "P.SUP"),
    ),
    Facet("LEVEL", Text("Level of the position", "Niveau du poste"), 1.5, ("P.LEVEL",)),
    Facet(
        "VISIBILITY",
        Text("Visibility", "Visibilité"),
        2.0,
        ("P.PUB", "M.AUD", "M.IDENT", "M.FREQ", "M.COMM", "M.DISC"),
    ),
    Facet("TONE", Text("Tone", "Ton"), 1.0, ("M.TONE",)),
    Facet("LINK", Text("Link with one’s work", "Lien avec le travail"), 2.0, ("N.SUBJ", "N.EFFECT")),
    Facet("TIMING", Text("Nearness of an election", "Proximité d’une élection"), 0.5, ("M.TIME",)),
    Facet("ELECTION", Text("Level of the election", "Ordre de gouvernement"), 1.0, ("C.ELECTION",), ordered=False),
    Facet(
        "RULES",
        Text("Time, place and means", "Moment, lieu et moyens"),
        1.5,
        ("H.TIME", "H.PLACE", "H.RES", "H.POWER"),
        ordered=False,
    ),
)
ACTIVITY_WEIGHT = 3.0
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Facts:
    """The facts of one case: its activity, and each answered question's place between 0 (least) and 1 (most)."""

    activity: str
    places: Mapping[str, float]

    @property
    def group(self) -> str:
        return self.activity.split(".")[0]


def facts_of(activity: str, answers: Answers, rulebook_version: str) -> Facts:
    """Put answers on the scale of the rulebook under which they were given; unanswered and unsure ones are left out."""
    scale = _scale(rulebook_version)
    known = {question: scale.get((question, option)) for question, option in answers.items()}
    return Facts(activity, {question: place for question, place in known.items() if place is not None})


@lru_cache(maxsize=16)
def _scale(rulebook_version: str) -> Mapping[tuple[str, str], float]:
    """Where each option stands among those of its question."""
    compared = {code for facet in FACETS for code in facet.questions}
    questions = load(rulebook_version).questions
    return {
        (code, option): place
        for code in compared & set(questions)
        for option, place in _places(questions[code]).items()
    }


def _places(question: Question) -> dict[str, float]:
    last = max(len(question.options) - 1, 1)
    return {option.code: number / last for number, option in enumerate(question.options)}
