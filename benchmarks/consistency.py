"""`python -m benchmarks.consistency`: how well inconsistent answers are found among consistent ones.

Answers are made from a few situations per activity, each with small variations; what is concluded follows the result of
the rulebook, so that like cases are answered alike. In some, another conclusion is planted. Recall is the share of the
planted ones that are found, precision the share of the found ones that were planted. Made-up data: what it shows is
whether the comparison works, not how consistent anybody is.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import django

FIRST = date(2025, 4, 1)
ANSWERS = ("COMPATIBLE", "COMPATIBLE_WITH_PRECAUTIONS", "NOT_ADVISED")
BY_LEVEL = {"LOW": ANSWERS[0], "MOD": ANSWERS[1], "HIGH": ANSWERS[2], "STOP": ANSWERS[2]}
VARIED = 2  # questions of a situation that are answered a step differently
ORDINARY = 0.9  # how strongly answers tend to the ordinary end


@dataclass(frozen=True)
class Found:
    """What a run gave."""

    answers: int
    planted: int
    found: int
    hits: int

    @property
    def recall(self) -> float:
        return self.hits / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    def line(self) -> str:
        return (
            f"{self.answers:,} answers, {self.planted} planted, {self.found} found, {self.hits} of them planted: "
            f"recall {self.recall:.3f}, precision {self.precision:.3f}"
        )


def measure(*, seed: int = 1, situations: int = 4, each: int = 12, share: float = 0.03) -> Found:
    """Make answers, plant other conclusions in `share` of them, and look for them."""
    from cases.precedents.consistency import departures  # noqa: PLC0415 - needs Django

    rng = Random(seed)
    answers = list(_answers(rng, situations, each))
    planted = {answer.case for answer in rng.sample(answers, round(share * len(answers)))}
    told = [
        replace(answer, outcome=rng.choice([code for code in ANSWERS if code != answer.outcome]))
        if answer.case in planted
        else answer
        for answer in answers
    ]
    found = {departure.answer.case for departure in departures(told)}
    return Found(len(told), len(planted), len(found), len(found & planted))


def _answers(rng: Random, situations: int, each: int) -> Iterator[Any]:
    """Answers as a consistent department would give them: situations that recur, and one conclusion for each result."""
    from assessments.evaluation import evaluate  # noqa: PLC0415 - needs Django
    from assessments.rulebook import current  # noqa: PLC0415
    from cases.precedents.facts import facts_of  # noqa: PLC0415
    from cases.precedents.nearest import Precedent  # noqa: PLC0415

    rulebook, number = current(), 0
    for code, activity in rulebook.activities.items():
        asked = [question for question in rulebook.asked(activity) if len(question.options) > 1]
        for _ in range(situations):
            typical = {question.code: _place(rng, len(question.options)) for question in asked}
            for _ in range(each):
                answers = _varied(rng, asked, typical)
                conclusion = BY_LEVEL.get(evaluate(rulebook, code, answers).code)
                if conclusion is not None:  # what needs permission or is outside Part 7 gets no advice
                    number += 1
                    day = FIRST + timedelta(days=rng.randrange(360))
                    yield Precedent(facts_of(code, answers, rulebook.version), conclusion, day, number)


def _varied(rng: Random, asked: Sequence[Any], typical: dict[str, int]) -> dict[str, str]:
    """The situation's answers, some of them a step up or down."""
    places = dict(typical)
    for question in rng.sample(list(asked), min(VARIED, len(asked))):
        step = places[question.code] + rng.choice((-1, 1))
        places[question.code] = min(max(step, 0), len(question.options) - 1)
    return {question.code: question.options[places[question.code]].code for question in asked}


def _place(rng: Random, options: int) -> int:
    """Mostly the ordinary end; for questions of route and rule too."""
    return min(int(rng.expovariate(ORDINARY)), options - 1)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.consistency", description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=3, help="how many data sets (default 3)")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polact.settings")
    django.setup()
    for seed in range(1, options.seeds + 1):
        for share in (0.01, 0.03, 0.1):
            print(f"planted in {share:.0%}: {measure(seed=seed, share=share).line()}")


if __name__ == "__main__":
    main()
