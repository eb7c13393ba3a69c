"""`manage.py compare_rulebooks A B`: what moves from one rulebook to another, and what that does. Prints Markdown."""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments import comparing
from assessments.drafts import draft_rulebook
from assessments.examples_check import InvalidExamples
from assessments.files import WRONG_INPUT, read_input
from assessments.rulebook import RULEBOOKS, InvalidRulebook, UnknownRulebook, load
from assessments.rulebook_parts import Rulebook

SOFTENED = 1  # exit code: an outcome that was found against somebody would be judged more leniently
EXAMPLES = Path(RULEBOOKS).parent / "examples"
SEED = 20261124


class Command(BaseCommand):
    help = (
        "Compare two rulebooks, published versions or drafts, on typical positions and on the published examples. The "
        "same command gives the same tables. Exit code 1: a founded example would be judged otherwise; 2: wrong input."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("first", help="version or draft, such as 0.1.0")
        parser.add_argument("second", help="version or draft, such as 0.2.0")
        parser.add_argument("--runs", type=int, default=1000, help="of random perturbation (default 1000; 0 for none)")
        parser.add_argument("--share", type=float, default=0.2, help="by which points and lines move (default 0.2)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            first, second = _rulebook(options["first"]), _rulebook(options["second"])
            published = read_input(str(EXAMPLES / "published-cases.yaml"))
            examples = [*published, *read_input(str(EXAMPLES / "known-by-summary.yaml"))]
            self.stdout.write("\n".join(_told(first, second, examples)))
            for rulebook in (first, second) if options["runs"] else ():
                worst, middle, judged = comparing.robustness(
                    rulebook, examples, runs=options["runs"], share=options["share"], seed=SEED
                )
                self.stdout.write(
                    f"- {rulebook.version}: at least {worst}, half of the time {middle} or more, of {judged}"
                )
        except (UnknownRulebook, InvalidRulebook, InvalidExamples) as error:
            raise CommandError(str(error), returncode=WRONG_INPUT) from error
        if comparing.softened(first, second, examples):
            raise SystemExit(SOFTENED)


def _rulebook(name: str) -> Rulebook:
    try:
        return load(name)
    except UnknownRulebook:
        return draft_rulebook(name)


def _told(first: Rulebook, second: Rulebook, examples: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    heads = [first.version, second.version]
    yield from _table(
        "What moves", ["", *heads], ([m.where, m.before, m.after] for m in comparing.moves(first, second))
    )
    yield from _spreads(first, second)
    both = [comparing.agreement(rulebook, examples) for rulebook in (first, second)]
    yield from _table(
        "Agreement with the published examples",
        ["", *heads],
        [["agree, of those that state an outcome", *(f"{agree} of {judged}" for agree, judged in both)]],
    )
    yield from _table(
        "Examples whose result changes",
        ["example", "activity", "the source says", *heads],
        (
            [
                example["id"],
                example["map"]["activity"],
                example["stated_outcome"],
                " ".join(was.result),
                " ".join(becomes.result),
            ]
            for example, was, becomes in comparing.changed(first, second, examples)
        ),
    )
    softened = [example["id"] for example, _was, _becomes in comparing.softened(first, second, examples)]
    yield f"Founded examples that are judged otherwise: {', '.join(softened) or 'none'}."
    crude = [comparing.crude(rulebook, examples) for rulebook in (first, second)]
    yield from _table(
        "What crude rules give, on the scored federal examples",
        ["rule", *heads],
        ([rule, *(str(found[rule]) for found in crude)] for rule in crude[0]),
    )
    words = comparing.reworded(first, second)
    yield from _table("Words that change (English)", ["", *heads], ([w.where, w.before, w.after] for w in words))
    yield "\n### Agreement when every point and line moves at random\n"


def _spreads(first: Rulebook, second: Rulebook) -> Iterator[str]:
    pairs = list(zip(comparing.spreads(first), comparing.spreads(second), strict=True))
    for conduct in comparing.CONDUCTS:
        yield from _table(
            f"Low / moderate / high of {len(comparing.scored(first))} scored activities: {conduct}",
            ["position (P)", first.version, second.version],
            (
                [
                    f"{was.position} ({was.points})",
                    f"{was.low} / {was.moderate} / {was.high}",
                    f"{now.low} / {now.moderate} / {now.high}",
                ]
                for was, now in pairs
                if was.conduct == conduct
            ),
        )


def _table(title: str, heads: Sequence[str], rows: Any) -> Iterator[str]:
    yield f"\n### {title}\n"
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""
