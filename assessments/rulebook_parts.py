"""The parts that a rulebook is made of: frozen values, no behaviour beyond looking things up. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assessments.conditions import Condition, ExposureFrom, PositionFrom, answer_atoms

LANGUAGES = ("en", "fr")
ROUTES = ("always", "scored", "permission", "prepermission", "outside")
KINDS = ("route", "rule", "A", "P", "N")
BEARINGS = ("actual", "perceived", "both")
RATINGS = ("reach", "closeness", "initiative", "record")
RESULTS = ("LOW", "MOD", "HIGH", "STOP", "PERM", "NA", "OPEN")
OPEN = "OPEN"
UNSURE = "unsure"
TOP = 100  # A and P are capped here (appendix B of the model)

Kind = Literal["route", "rule", "A", "P", "N"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both official languages."""

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        """Return the words in French for `fr` and its variants, in English otherwise."""
        return self.fr if language.startswith("fr") else self.en


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of an axis, from `least` points up to the next band."""

    code: str
    least: int
    text: Text


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry of the catalogue. `ratings` are reach, closeness, initiative and record, each 0 to 3."""

    code: str
    group: str
    route: str
    ratings: tuple[int, int, int, int]
    asks: tuple[str, ...]
    floor: str | None
    text: Text
    note: str


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: points for A and P questions, `link` (0 to 2) for N questions, neither elsewhere."""

    code: str
    points: int
    link: int
    text: Text


@dataclass(frozen=True)
class Question:
    """One question. `bears_on` tells actual ability from perception; `changeable` whether the person can change it."""

    code: str
    kind: Kind
    bears_on: str | None
    changeable: bool
    text: Text
    help: Text | None
    options: tuple[Option, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Option]:
        """The options by their code."""
        return {option.code: option for option in self.options}

    @cached_property
    def least(self) -> Option:
        """The option with the fewest points (or the weakest link); the first of equals."""
        return min(self.options, key=lambda option: (option.points, option.link))

    @cached_property
    def most(self) -> Option:
        """The option with the most points (or the strongest link); the first of equals."""
        return max(self.options, key=lambda option: (option.points, option.link))


@dataclass(frozen=True, slots=True)
class HardRule:
    """A rule that decides without points. The lowest `order` among the matches decides; all are shown."""

    code: str
    order: int
    result: str
    when: Condition
    text: Text
    basis: Text


@dataclass(frozen=True, slots=True)
class UnsureAnswer:
    """A question whose "I am not sure" adds a result to the range."""

    question: str
    adds: str


@dataclass(frozen=True, slots=True)
class Floor:
    """A named condition that raises the level and never lowers it. `at_least` is None for the activity's own floor."""

    code: str
    at_least: str | None
    when: Condition
    text: Text
    basis: Text | None


@dataclass(frozen=True, slots=True)
class ResultText:
    """What a result is called and what to do next."""

    title: Text
    next_step: Text


@dataclass(frozen=True, slots=True)
class OverlayRef:
    """Which organization's own rules were laid over a rulebook: its key, its name, and the SHA-256 of those rules."""

    organization: str
    name: Text
    content_hash: str


@dataclass(frozen=True)
class Rulebook:
    """One version of the self-assessment. `content_hash` is the SHA-256 of the file's bytes, in hexadecimal.

    `overlay` names the organization's own rules that were added, if any (`overlays.overlaid`).
    """

    version: str
    content_hash: str
    status: str
    formula: tuple[int, int, int, int]
    exposure_bands: tuple[Band, ...]
    position_bands: tuple[Band, ...]
    matrix: Mapping[str, tuple[str, ...]]
    level_order: tuple[str, ...]
    groups: Mapping[str, Text]
    activities: Mapping[str, Activity]
    questions: Mapping[str, Question]
    hard_rules: tuple[HardRule, ...]
    unsure: tuple[UnsureAnswer, ...]
    floors: tuple[Floor, ...]
    results: Mapping[str, ResultText]
    disclaimer: Text
    overlay: OverlayRef | None = None

    @property
    def listed_activities(self) -> tuple[Activity, ...]:
        """The activities in the order of the catalogue."""
        return tuple(self.activities.values())

    @property
    def listed_questions(self) -> tuple[Question, ...]:
        """The questions in the order of the rulebook."""
        return tuple(self.questions.values())

    @cached_property
    def watched_by_floors(self) -> frozenset[str]:
        """The questions whose answers a floor looks at."""
        return frozenset(atom.question for floor in self.floors for atom in answer_atoms(floor.when))

    @cached_property
    def decisive_questions(self) -> frozenset[str]:
        """The questions that a hard rule, a doubt or a floor looks at."""
        rules = (atom.question for rule in self.hard_rules for atom in answer_atoms(rule.when))
        return frozenset(rules) | {entry.question for entry in self.unsure} | self.watched_by_floors

    @cached_property
    def exposure_lines(self) -> tuple[int, ...]:
        """Every value of A at which a level can change: the bands and the floors' `A_min`, rising."""
        return self._lines(self.exposure_bands, ExposureFrom)

    @cached_property
    def position_lines(self) -> tuple[int, ...]:
        """Every value of P at which a level can change: the bands and the floors' `P_min`, rising."""
        return self._lines(self.position_bands, PositionFrom)

    def _lines(self, bands: tuple[Band, ...], kind: type[ExposureFrom | PositionFrom]) -> tuple[int, ...]:
        atoms = (atom for floor in self.floors for way in floor.when.ways() for atom in way)
        return tuple(sorted({band.least for band in bands} | {a.least for a in atoms if isinstance(a, kind)}))

    def base(self, activity: Activity) -> int:
        """Return the exposure points that the activity has by itself: the weighted sum of its four ratings."""
        return sum(weight * rating for weight, rating in zip(self.formula, activity.ratings, strict=True))

    def exposure_band(self, points: int) -> Band:
        """Return the band that an exposure of so many points lies in."""
        return _band(self.exposure_bands, points)

    def position_band(self, points: int) -> Band:
        """Return the band that a position of so many points lies in."""
        return _band(self.position_bands, points)

    def cell(self, exposure: int, position: int) -> int:
        """Return the matrix's level for A and P points, as a rank: 0 is the lowest of `level_order`."""
        return self._ranks[bisect_right(self._exposure_starts, exposure) - 1][
            bisect_right(self._position_starts, position) - 1
        ]

    @cached_property
    def _ranks(self) -> tuple[tuple[int, ...], ...]:
        """The matrix as ranks, a row for each band of A and a column for each band of P."""
        return tuple(
            tuple(self.level_order.index(level) for level in self.matrix[band.code]) for band in self.exposure_bands
        )

    @cached_property
    def _exposure_starts(self) -> tuple[int, ...]:
        return tuple(band.least for band in self.exposure_bands)

    @cached_property
    def _position_starts(self) -> tuple[int, ...]:
        return tuple(band.least for band in self.position_bands)

    def asked(self, activity: Activity) -> tuple[Question, ...]:
        """Return the questions that count for the activity: all but the A questions that it does not ask."""
        known = self._asked.get(activity.asks)
        if known is None:
            known = tuple(q for q in self.questions.values() if q.kind != "A" or q.code in activity.asks)
            self._asked[activity.asks] = known
        return known

    @cached_property
    def _asked(self) -> dict[tuple[str, ...], tuple[Question, ...]]:
        """What was found once for the same list of A questions: it is asked for at every evaluation."""
        return {}

    def of_kind(self, kind: Kind) -> tuple[Question, ...]:
        """Return the questions of one kind in the order of the rulebook."""
        return tuple(question for question in self.questions.values() if question.kind == kind)


def _band(bands: tuple[Band, ...], points: int) -> Band:
    return bands[bisect_right(bands, points, key=lambda band: band.least) - 1]
