"""What a simulation counts: relations of results, agreement with advice, parts that add up."""

from itertools import product
from random import Random

import pytest

from assessments.drafts import draft_rulebook
from assessments.evaluation import evaluate
from assessments.overlays import build_overlay, overlaid
from assessments.rulebook import current
from assessments.rulebook_parts import Rulebook
from assessments.simulation import Counts, Relation, Stored, compare, replay, simulate, told
from assessments.simulation_tables import findings, in_order
from tests.assessments.test_compiled import situation
from tests.assessments.test_overlays import REF, WORDS, own

RULEBOOK, DRAFT = current(), draft_rulebook("0.2.0")
LEVELS = ("LOW", "MOD", "HIGH")
EMPLOYED = {"q": "C.STATUS", "in": ["employee"]}
RANGES = [LEVELS[first : last + 1] for first, last in product(range(3), range(3)) if first <= last]


@pytest.mark.parametrize(
    ("before", "after", "relation"),
    [
        (("LOW",), ("LOW",), "agrees"),
        (("LOW",), ("MOD",), "stricter"),
        (("HIGH",), ("MOD",), "lenient"),
        (("MOD", "HIGH"), ("LOW", "MOD", "HIGH"), "lenient"),
        (("LOW", "MOD"), ("MOD",), "stricter"),
        (("LOW", "MOD"), ("LOW", "MOD", "HIGH"), "stricter"),
        (("STOP",), ("HIGH",), "other_route"),
        (("LOW", "STOP"), ("MOD", "STOP"), "stricter"),
        (("LOW",), ("LOW", "NA"), "other_route"),
        (("PERM",), ("NA",), "other_route"),
    ],
)
def test_says_how_a_result_stands_to_the_earlier_one(before: tuple, after: tuple, relation: str) -> None:
    assert compare(before, after) == relation


@pytest.mark.parametrize(("before", "after"), [(a, b) for a in RANGES for b in RANGES if a != b])
def test_what_is_stricter_one_way_is_more_lenient_the_other_way(before: tuple, after: tuple) -> None:
    there, back = compare(before, after), compare(after, before)
    assert {there, back} == {Relation.STRICTER, Relation.LENIENT}


def stored(count: int, seed: int = 3) -> list[Stored]:
    rng = Random(seed)
    found = []
    for number in range(count):
        activity, answers = situation(RULEBOOK, rng)
        codes = evaluate(RULEBOOK, activity, answers).codes
        outcome = rng.choice(["", "COMPATIBLE", "COMPATIBLE_WITH_PRECAUTIONS", "NOT_ADVISED", "OUTSIDE_PART_7"])
        found.append(Stored(str(number), activity, answers, codes, "0.1.0", rng.randint(1, 4), outcome))
    return found


def test_counts_what_evaluate_says() -> None:
    everything = stored(1500)
    counts = simulate(everything, candidate=DRAFT, in_force=RULEBOOK)
    expected: dict[str, int] = {}
    for one in everything:
        after = evaluate(DRAFT, one.activity, one.answers).codes
        combination = f"{told(one.codes)}|{told(after)}|{compare(one.codes, after)}"
        expected[combination] = expected.get(combination, 0) + 1
    assert dict(counts.crossed) == expected
    assert sum(counts.by_group.values()) == sum(counts.by_organization.values()) == counts.evaluated == 1500
    assert sum(counts.advice.values()) == sum(bool(o.outcome) and o.outcome != "OUTSIDE_PART_7" for o in everything)


def test_the_version_in_force_changes_nothing() -> None:
    counts = simulate(stored(800), candidate=RULEBOOK, in_force=RULEBOOK)
    assert {combination.rpartition("|")[2] for combination in counts.crossed} == {"agrees"}
    assert {combination.partition("|")[2] for combination in counts.advice} <= {"yes|yes", "no|no"}


def test_parts_add_up_to_the_whole() -> None:
    everything = stored(900)
    whole = simulate(everything, candidate=DRAFT, in_force=RULEBOOK)
    parts = Counts()
    for first in range(0, 900, 128):
        part = simulate(everything[first : first + 128], candidate=DRAFT, in_force=RULEBOOK)
        parts.add(Counts.from_json(part.as_json()))
    assert parts == whole


def test_replay_finds_exactly_what_was_changed() -> None:
    everything = stored(500)
    everything[7] = everything[7]._replace(codes=("PERM",) if everything[7].codes != ("PERM",) else ("NA",))
    everything[9] = everything[9]._replace(version="0.0.1")
    everything[11] = everything[11]._replace(answers={"NO.SUCH": "x"})
    counts = replay(everything, rulebook_of=rulebook_of)
    assert (counts.evaluated, counts.differing, counts.different) == (500, 3, ["7", "9", "11"])


def rulebook_of(version: str, overlay_hash: str) -> Rulebook:
    return {("0.1.0", ""): RULEBOOK}[version, overlay_hash]


def test_what_was_kept_with_own_rules_is_replayed_with_them_and_not_compared_without() -> None:
    strict = overlaid(RULEBOOK, build_overlay(own(rules=[{"code": "OR1", "when": EMPLOYED, **WORDS}]), REF))
    one = Stored("1", "DIS.LAWN", {"C.STATUS": "employee"}, ("STOP",), "0.1.0", 1, "NOT_ADVISED", "f" * 64)
    books = {("0.1.0", "f" * 64): strict, ("0.1.0", ""): RULEBOOK}
    assert replay([one], rulebook_of=lambda *under: books[under]).differing == 0
    assert replay([one._replace(overlay="")], rulebook_of=lambda *under: books[under]).differing == 1
    counts = simulate([one], candidate=DRAFT, in_force=RULEBOOK)
    assert dict(counts.crossed) == {"STOP||not_comparable": 1}
    assert counts.advice == {}


def test_an_answer_that_the_draft_does_not_know_cannot_be_compared() -> None:
    one = Stored("1", "SOC.POST", {"OLD.QUESTION": "yes"}, ("LOW",), "0.1.0", 1, "COMPATIBLE")
    counts = simulate([one], candidate=DRAFT, in_force=RULEBOOK)
    assert dict(counts.crossed) == {"LOW||not_comparable": 1}
    assert counts.advice == {}


def test_results_stand_from_the_lowest() -> None:
    assert sorted(["STOP", "MOD", "LOW-MOD", "LOW", ""], key=in_order) == ["LOW", "LOW-MOD", "MOD", "STOP", ""]


def test_nothing_is_found_in_nothing() -> None:
    found = findings(Counts())
    assert (found.relations, found.by_group, found.evaluated, found.only_one_agrees) == ((), (), 0, None)
