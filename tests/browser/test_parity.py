"""The evaluator in the page and the evaluator of the server give the same, whatever was answered."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.db import transaction
from django.utils import translation
from playwright.sync_api import Page, Route

from assessments import pages
from assessments.asking import Said, left_to_ask, page_of
from assessments.department import rulebook_for
from assessments.explanation import explained
from assessments.finding import find_activities
from assessments.forms import WizardState
from assessments.inquiry import next_questions
from assessments.personas import PERSONAS, persona_answers
from assessments.rulebook import current
from assessments.rulebook_parts import UNSURE, Rulebook
from assessments.settling import settling_questions
from tests.assessments.own_rules import publish_rules
from tests.browser.visitor import Visitor
from tests.factories import People
from tests.sizes import of

pytestmark = pytest.mark.usefixtures("committed_db")
RULEBOOK = current()
EXAMPLES = Path(__file__).resolve().parents[2] / "assessments" / "examples" / "published-cases.yaml"
VECTORS = of(1000, 5000)
BATCH = 500
QUIET = {
    "C.ORG": "yes", "C.STATUS": "employee", "C.ELECTION": "federal", "C.CONDITIONS": "none",
    "H.TIME": "own", "H.PLACE": "away", "H.RES": "no", "H.POWER": "no",
}  # fmt: skip
Vector = tuple[str, dict[str, str]]

# What the page computes of a batch of vectors, as one JSON text.
COMPUTE = """async ([modules, address, vectors, organization]) => {
    const [{readRulebook, settlingQuestions}, {nextQuestions}, {explained}] = await Promise.all(modules.map((name) => import(name)));
    const bundle = await (await fetch(address)).json(), rulebook = readRulebook(bundle, organization);
    return JSON.stringify(vectors.map(([activity, answers]) => {
        const {questions, settles} = settlingQuestions(rulebook, activity, answers);
        return {
            explained: explained(bundle, rulebook, activity, answers),
            next: nextQuestions(rulebook, activity, answers).map((question) => question.code),
            settling: [questions.map((question) => question.code), settles],
        };
    }));
}"""
SITTINGS = """async ([modules, address, sittings, organization]) => {
    const [{readRulebook}, {Said, leftToAsk, pageOf}, {Pages}, {State}] = await Promise.all(modules.map((name) => import(name)));
    const bundle = await (await fetch(address)).json(), rulebook = readRulebook(bundle, organization);
    return JSON.stringify(sittings.map(([activities, person, own, language]) => {
        const pages = new Pages(bundle, rulebook, language), said = new Said(person, own);
        const left = leftToAsk(rulebook, activities, said), state = new State({activities, said, organization});
        const page = left.length ? pageOf(left, bundle.limits.questions_on_a_page) : [];
        const shown = [pages.activity(state.copy({shown: 'activity'}), ''), pages.result(state.copy({shown: 'result'}))];
        if (page.length) shown.push(pages.questions(state.copy({shown: 'questions', page}), left.length));
        return shown;
    }));
}"""
FIND = """async ([modules, address, searches]) => {
    const [{readRulebook}, {findActivities}] = await Promise.all(modules.map((name) => import(name)));
    const bundle = await (await fetch(address)).json(), rulebook = readRulebook(bundle);
    return JSON.stringify(searches.map((words) => findActivities(bundle, rulebook, words).map((activity) => activity.code)));
}"""


def random_vectors(count: int, seed: int = 3) -> list[Vector]:
    """Activities with answers: none, some or all, with more or fewer "I don't know", half of them past the hard rules."""
    random = Random(seed)
    activities = sorted(RULEBOOK.activities)
    found = []
    for number in range(count):
        answers = random_answers(random, random.choice((0, 0.3, 0.6, 0.9, 1, 1)), random.choice((0, 0, 0.1, 0.4)))
        found.append((activities[number % len(activities)], answers))
    return found


def random_answers(random: Random, share: float, doubt: float) -> dict[str, str]:
    answers = {
        question.code: UNSURE if random.random() < doubt else random.choice(question.options).code
        for question in RULEBOOK.questions.values()
        if random.random() < share
    }
    if random.random() < 0.6:
        answers |= {code: answer for code, answer in QUIET.items() if code in answers}
    return dict(random.sample(sorted(answers.items()), len(answers)))


def published_examples() -> list[Vector]:
    """Each example as it is mapped, and with the answers of each standard person."""
    found = []
    for example in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8")):
        told = example["map"]
        for persona in {told.get("persona"), None, *PERSONAS}:
            given = persona_answers(RULEBOOK, persona, told["activity"])
            found.append((told["activity"], {**given, **(told.get("answers") or {})}))
    return found


def by_server(vector: Vector, rulebook: Rulebook) -> dict[str, Any]:
    activity, answers = vector
    settling = settling_questions(rulebook, activity, answers)
    return {
        "explained": explained(rulebook, activity, answers),
        "next": [question.code for question in next_questions(rulebook, activity, answers)],
        "settling": [[question.code for question in settling.questions], settling.settles],
    }


@pytest.fixture
def page(visit: Callable[..., Visitor]) -> Page:
    """A page of the product, from whose place its modules and its rulebook are read."""
    visitor = visit()
    visitor.page.goto(f"{visitor.address}/en/assessment/")
    visitor.page.set_default_timeout(120_000)
    return visitor.page


def told_by_page(page: Page, script: str, modules: list[str], asked: list[Any], organization: str = "") -> list[Any]:
    address = page.locator("#assessment").get_attribute("data-rulebook")
    names = [f"/static/assessments/{name}.js" for name in modules]
    return json.loads(page.evaluate(script, [names, address, asked, organization]))


def differences(page: Page, vectors: list[Vector], rulebook: Rulebook = RULEBOOK) -> list[tuple[Vector, Any, Any]]:
    found = []
    organization = rulebook.overlay.organization if rulebook.overlay else ""
    for start in range(0, len(vectors), BATCH):
        batch = vectors[start : start + BATCH]
        there = told_by_page(page, COMPUTE, ["evaluate", "inquiry", "explanation"], batch, organization)
        here = json.loads(json.dumps([by_server(vector, rulebook) for vector in batch]))
        assert len(there) == len(here)
        found += [
            (vector, mine, theirs) for vector, mine, theirs in zip(batch, here, there, strict=True) if mine != theirs
        ]
    return found


@pytest.fixture
def strict(everybody: People) -> Rulebook:
    """The rulebook with the published rules of an organization."""
    with transaction.atomic():
        publish_rules(everybody)
    return rulebook_for(str(everybody.organization.pk))


def test_page_and_server_agree_with_an_organizations_own_rules(strict: Rulebook, page: Page) -> None:
    vectors = random_vectors(400, seed=11)
    assert {activity for activity, _ in vectors} == set(RULEBOOK.activities)
    told = [explained(strict, *vector) for vector in vectors]
    assert sum("OR1" in one["rules"] for one in told) > 20
    assert sum(any(used["code"] == "OF1" and used["raises"] for used in one["floors"]) for one in told) > 20
    assert differences(page, vectors, strict) == []
    assert differences(page, vectors) == []  # and without, for whoever works elsewhere


OWN_MUTATIONS = [
    ("[...rulebook.hard_rules, ...rules]", "[...rules, ...rulebook.hard_rules]"),
    ("[...rulebook.floors, ...overlay.floors]", "rulebook.floors"),
    ("bundle.told_with.includes(code)", "true"),
]


@pytest.mark.parametrize(("right", "wrong"), OWN_MUTATIONS)
def test_notices_a_small_fault_in_how_the_page_adds_them(strict: Rulebook, page: Page, right: str, wrong: str) -> None:
    spoil(page, "overlays.js", right, wrong)
    assert differences(page, random_vectors(200, seed=5), strict) != []


@pytest.mark.slow
def test_page_and_server_agree_on_random_vectors(page: Page) -> None:
    vectors = random_vectors(VECTORS)
    assert {activity for activity, _ in vectors} == set(RULEBOOK.activities)
    assert differences(page, vectors) == []


def test_page_and_server_agree_on_every_published_example(page: Page) -> None:
    vectors = published_examples()
    assert len(vectors) > 59
    assert differences(page, vectors) == []


def spoil(page: Page, module: str, right: str, wrong: str) -> None:
    """Put a fault into what the browser is given."""
    source = Path(str(finders.find(f"assessments/{module}"))).read_text(encoding="utf-8")
    assert right in source

    def answer(route: Route) -> None:
        route.fulfill(body=source.replace(right, wrong), content_type="text/javascript")

    page.route(f"**/{module}", answer)
    page.reload()


MUTATIONS = [
    ("evaluate.js", "band.least <= points", "band.least <= points + 1"),
    ("evaluate.js", "facts.nexus >= when.nexus", "facts.nexus > when.nexus"),
    ("evaluate.js", "Math.abs(low[name] - line) <= rulebook.close", "Math.abs(low[name] - line) < rulebook.close"),
    ("evaluate.js", "other.points - one.points", "one.points - other.points"),
    ("inquiry.js", "value + step(question, option)", "value + option.points + 1"),
    ("explanation.js", "near.distance >= 0", "near.distance > 0"),
]


@pytest.mark.parametrize(("module", "right", "wrong"), MUTATIONS)
def test_notices_a_small_fault_in_the_page(page: Page, module: str, right: str, wrong: str) -> None:
    """The comparison can fail: each fault, put into what the browser is given, is found."""
    spoil(page, module, right, wrong)
    assert differences(page, random_vectors(200, seed=5)) != []


def random_sittings(count: int) -> list[tuple[list[str], dict[str, str], dict[str, dict[str, str]], str]]:
    """Several activities at once, with answers about the person and about each of them."""
    random, found = Random(7), []
    for number in range(count):
        activities = random.sample(sorted(RULEBOOK.activities), random.choice((1, 1, 2, 3, 10)))
        share, doubt = random.choice((0, 0.5, 0.9, 1)), random.choice((0, 0.2))
        person = {
            c: a for c, a in random_answers(random, share, doubt).items() if c[0] == "P" or c in ("C.ORG", "C.STATUS")
        }
        own = {
            code: {
                c: a
                for c, a in random_answers(random, share, doubt).items()
                if c[0] in "HMN" or c in ("C.ELECTION", "C.CONDITIONS")
            }
            for code in activities
            if random.random() < 0.8
        }
        found.append((activities, person, own, ("en", "fr")[number % 2]))
    return found


def test_page_and_server_show_the_same_for_several_activities(page: Page) -> None:
    shows_the_same(page, RULEBOOK, random_sittings(150))


def test_page_and_server_show_the_same_with_an_organizations_own_rules(strict: Rulebook, page: Page) -> None:
    shows_the_same(page, strict, random_sittings(60))


def shows_the_same(page: Page, rulebook: Rulebook, sittings: list[Any]) -> None:
    organization = rulebook.overlay.organization if rulebook.overlay else ""
    there = told_by_page(page, SITTINGS, ["evaluate", "asking", "pages", "state"], sittings, organization)
    for (activities, person, own, language), theirs in zip(sittings, there, strict=True):
        chosen = [rulebook.activities[code] for code in activities]
        state = WizardState(activities=chosen, said=Said(person, own), organization=organization)
        with translation.override(language):
            mine = [pages.activity_page(rulebook, state, "")]
            state.shown = "result"
            mine.append(pages.result_page(rulebook, state))
            if left := left_to_ask(rulebook, activities, state.said):
                state.shown, state.page = "questions", tuple(page_of(left))
                mine.append(pages.questions_page(rulebook, state, len(left)))
        assert json.loads(json.dumps(mine)) == theirs


def test_page_and_server_find_the_same_activities(page: Page) -> None:
    searches = [
        "",
        "lawn sign",
        "pancarte",
        "DONATE!",
        "bénévole",
        "zzzz",
        "don",
        "le la les",
        "constructor",
        "Ça m’aime",
        "post a tweet",
    ]
    searches += [activity.text.fr for activity in RULEBOOK.activities.values()]
    there = told_by_page(page, FIND, ["evaluate", "finding"], searches)
    assert there == [[activity.code for activity in find_activities(RULEBOOK, words)] for words in searches]
