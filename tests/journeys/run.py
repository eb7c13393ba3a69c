"""`make journey`: the main job, once per published example, against the running product, without a person.

Starts the whole stack (gunicorn, worker, scheduler, PostgreSQL, broker) and a receiving mail server, then takes each
example from assessment to report over HTTP. Ends with `journeys N/N complete`; exit 1 otherwise.
"""

import email
import email.policy
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import django
import yaml

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polact.settings")
django.setup()  # versions of the rulebook may be rows, so that reading one needs Django, though no database

from assessments.personas import persona_answers
from assessments.rulebook import load
from tests.journeys.browser import Browser, Unexpected

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "assessments" / "examples" / "published-cases.yaml"
DATA = Path(os.environ.get("POLACT_DATA", ROOT / ".data")) / "journey"
PATIENCE = 60.0
BEGAN = time.time()
"""Mail of an earlier run is none of ours."""

# How a representative would answer, by what the source says came of it.
ANSWERS = {
    "acceptable": "COMPATIBLE",
    "acceptable_with_conditions": "COMPATIBLE_WITH_PRECAUTIONS",
    "risk": "COMPATIBLE_WITH_PRECAUTIONS",
    "not_acceptable": "NOT_ADVISED",
    "undetermined": "NOT_ADVISED",
}
MAILS = {
    "received": {"en": "was received", "fr": "a été reçue"},
    "question": {"en": "A question about", "fr": "Une question au sujet"},
    "answered": {"en": "was answered", "fr": "Réponse à votre demande"},
}
VERBS = [
    "case.submitted",
    "case.routed",
    "case.taken-up",
    "case.information-requested",
    "case.information-provided",
    "case.advice-recorded",
]


@dataclass
class Team:
    """Who takes part: two employees, the representatives of their organizations, an administrator."""

    employees: dict[str, Browser] = field(default_factory=dict)
    representatives: dict[str, Browser] = field(default_factory=dict)
    organizations: dict[str, int] = field(default_factory=dict)
    people: dict[int, Browser] = field(default_factory=dict)
    administrator: Browser | None = None


@dataclass
class Steps:
    """The time of each step of one journey, in milliseconds."""

    took: dict[str, float] = field(default_factory=dict)
    way: str = ""

    def do(self, name: str, deed: Callable[[], Any]) -> Any:
        began = time.monotonic()
        result = deed()
        self.took[name] = (time.monotonic() - began) * 1000
        return result

    def __str__(self) -> str:
        return f"{self.way:<9}" + " ".join(f"{name} {took:.0f}" for name, took in self.took.items())


def chosen(examples: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The examples whose source allows advice, so that activities and outcomes differ: at most three of each outcome and
    one per activity and outcome."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for example in examples:
        outcome = example["stated_outcome"]
        if outcome in ANSWERS and sum(known == outcome for _activity, known in kept) < 4:
            kept.setdefault((example["map"]["activity"], outcome), example)
    return list(kept.values())


@contextmanager
def running_stack() -> Iterator[str]:
    """The product on a free port with its own data; yields its address."""
    environment = {**os.environ, "POLACT_DATA": str(DATA), "POLACT_DEMO": "1", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "manage.py", "stack", "--demo", "--port", "0", "--no-demo-people-list", "--with-parent"]
    stack = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield _ready_address(stack)
    finally:
        stack.send_signal(signal.SIGINT)
        stack.wait(timeout=30)


def _ready_address(stack: subprocess.Popen[str]) -> str:
    assert stack.stdout is not None
    for line in stack.stdout:
        print(f"  {line.rstrip()}")
        if found := re.search(r"ready at (http://\S+?)/ ", line):
            # From here on nobody reads its output but the kernel must take it.
            subprocess.Popen(["cat"], stdin=stack.stdout, stdout=subprocess.DEVNULL)
            return found[1]
    raise Unexpected(f"the stack ended with {stack.wait()} before it was ready")


def gather(address: str) -> Team:
    """Sign in as each fictional person and see what they are."""
    team = Team()
    page = Browser(address).get("/en/sign-in/")
    for _name, key, _text in page.form("main-form").buttons:
        visitor = Browser(address)
        visitor.sign_in_as(key)
        me = visitor.json("GET", "/api/v1/me/")
        visitor.language = me["language"]
        roles = {(held["role"], held["organization"]["id"]) for held in me["roles"]}
        team.people[me["id"]] = visitor
        _place(team, visitor, roles)
    team.employees = {where: who for where, who in team.employees.items() if where in team.representatives}
    if not team.administrator or {employee.language for employee in team.employees.values()} != {"en", "fr"}:
        raise Unexpected(
            "the demonstration lacks an administrator, or employees in both languages with a representative"
        )
    return team


def _place(team: Team, visitor: Browser, roles: set[tuple[str, int]]) -> None:
    names = {role for role, _organization in roles}
    for role, organization in roles:
        if role == "REPRESENTATIVE":
            team.representatives.setdefault(str(organization), visitor)
        elif names == {"EMPLOYEE"}:
            team.employees.setdefault(str(organization), visitor)
        elif role == "ADMINISTRATOR":
            team.administrator = visitor


class ByApi:
    """The main job through the API."""

    name = "api"

    def __init__(self, employee: Browser, handler: Browser) -> None:
        self.employee, self.handler, self.case = employee, handler, {}

    def assess(self, planned: dict[str, Any]) -> list[str]:
        return list(Browser(self.employee.address).json("POST", "/api/v1/assessments/evaluate/", planned)["result"])

    def submit(self, organization: str, planned: dict[str, Any], words: str) -> None:
        request = {
            "organization": int(organization),
            "request_type": "ADVICE",
            "language": self.employee.language,
            "subject": words[:180],
            "question": words,
            "assessment": planned,
            "submit": True,
        }
        self.case = self.employee.json("POST", "/api/v1/requests/", request)

    def act(self, person: Browser, action: str, **values: str) -> None:
        person.json("POST", f"{self.path}actions/{action}/", values)

    @property
    def path(self) -> str:
        return f"/api/v1/requests/{self.case['id']}/"


class ByPages(ByApi):
    """The main job through the pages, without scripts, each person in their own language."""

    name = "pages"
    roots: ClassVar = {"en": ("assessment", "requests", "desk"), "fr": ("evaluation", "demandes", "bureau")}

    def assess(self, planned: dict[str, Any]) -> list[str]:
        visitor = Browser(self.employee.address, self.employee.language)
        start = visitor.get(f"/{visitor.language}/{self.roots[visitor.language][0]}/")
        answers = {f"answer-{code}": answer for code, answer in planned["answers"].items()}
        self.result = visitor.submit(
            start, start.form("main-form"), activity=planned["activity"], shown="questions", _step="finish", **answers
        )
        expect(not visitor.cookies, "the self-assessment set a cookie")
        return super().assess(planned)

    def submit(self, organization: str, planned: dict[str, Any], words: str) -> None:
        going = self.employee.submit(
            self.result, self.result.form("start" if self.employee.language == "en" else "commencer")
        )
        writing = self.employee.submit(going, going.form("main-form"), agreed="1")
        review = self.employee.submit(
            writing,
            writing.form("main-form"),
            organization=organization,
            subject=words[:180],
            question=words,
            language=self.employee.language,
            attach="on",
            next="review",
        )
        sent = self.employee.submit(review, review.form("main-form"))
        number = re.search(r"PA-0*(\d+)", sent.text)
        expect(number is not None, "the sent request shows no number")
        self.case = self.employee.json("GET", f"/api/v1/requests/{number[1]}/")  # type: ignore[index]

    def act(self, person: Browser, action: str, **values: str) -> None:
        root = self.roots[person.language][1 if person is self.employee else 2]
        page = person.get(f"/{person.language}/{root}/{self.case['id']}/{action}/")
        person.submit(page, page.form("main-form"), **values)


def journey(number: int, example: dict[str, Any], team: Team) -> Steps:
    """One example from assessment to report; every second one in the pages, the others through the API."""
    assert team.administrator is not None
    steps, organizations = Steps(), sorted(team.employees)
    organization = organizations[number // 2 % len(organizations)]
    employee, handler = team.employees[organization], team.representatives[organization]
    planned = {"activity": example["map"]["activity"], "answers": _answers(example)}
    counted = report_total(team.administrator)
    way = (ByApi if number % 2 else ByPages)(employee, handler)
    steps.way = f"{way.name}/{employee.language}"

    result = steps.do("assess", lambda: way.assess(planned))
    expect(result == example["model_check"]["result"], f"result {result}")
    steps.do("submit", lambda: way.submit(organization, planned, example["activity"]))
    routed = steps.do("route", lambda: handler.json("GET", way.path))
    expect((routed["status"], routed["queue"]) == ("SUBMITTED", "ORGANIZATION"), f"routed to {routed['queue']}")
    expect(routed["assessment"]["activity"] == planned["activity"], "the assessment did not come along")
    if routed["assigned_to"]:  # a rule named somebody
        handler = team.people[routed["assigned_to"]["id"]]
    steps.do("triage", lambda: way.act(handler, "take-up"))
    steps.do("question", lambda: way.act(handler, "request-information", question="When would this be?"))
    steps.do("answer", lambda: way.act(employee, "provide-information", answer="In the evenings, from home."))
    advice = {
        "outcome": ANSWERS[example["stated_outcome"]],
        "reasons": example["reason"],
        "mitigations": "On your own time.",
    }
    steps.do("advice", lambda: way.act(handler, "record-advice", **advice))
    answered = employee.json("GET", way.path)
    expect((answered["status"], answered["outcome"]) == ("ANSWERED", advice["outcome"]), f"status {answered['status']}")
    for occasion, words in MAILS.items():
        steps.do(f"mail:{occasion}", partial(wait_for_mail, answered["number"], words[employee.language]))
    trail = steps.do("trail", lambda: handler.json("GET", f"{way.path}trail/"))
    expect([entry["verb"] for entry in trail] == VERBS, "the trail tells another story")
    total = steps.do("report", lambda: report_total(team.administrator))
    expect(total == counted + 1, "the report did not count it")
    return steps


def _answers(example: dict[str, Any]) -> dict[str, str]:
    """The answers of the example with its persona's, as `manage.py check_examples` reads them."""
    given = persona_answers(
        load(example["model_check"]["version"]), example["map"].get("persona"), example["map"]["activity"]
    )
    return {**given, **example["map"]["answers"]}


def report_total(administrator: Browser | None) -> int:
    assert administrator is not None
    report = administrator.json("GET", "/api/v1/reports/requests/")
    return sum(row["requests"] for row in report["rows"])


def wait_for_mail(number: str, words: str) -> None:
    """Until the receiving server has exactly one mail with this number and these words in its subject."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = [subject for subject in subjects() if number in subject and words in subject]
        if found:
            expect(len(found) == 1, f"{len(found)} mails {words!r}")
            return
        time.sleep(0.05)
    raise Unexpected(f"no mail {words!r} about {number} within {PATIENCE:.0f} s")


def subjects() -> list[str]:
    return [
        str(email.message_from_bytes(path.read_bytes(), policy=email.policy.default)["Subject"])
        for path in (DATA / "mail").rglob("*.eml")
        if path.stat().st_mtime >= BEGAN
    ]


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Unexpected(otherwise)


def verify_trail() -> bool:
    """What `manage.py audit_verify` says of everything that was written."""
    environment = {**os.environ, "POLACT_DATA": str(DATA)}
    verdict = subprocess.run(
        [sys.executable, "manage.py", "audit_verify"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    print(f"  {verdict.stdout.strip() or verdict.stderr.strip()}")
    return verdict.returncode == 0


def main() -> int:
    examples = chosen(yaml.safe_load(EXAMPLES.read_text(encoding="utf-8")))
    complete = 0
    with running_stack() as address:
        team = gather(address)
        for number, example in enumerate(examples):
            name = f"{example['id']:<10} {example['map']['activity']:<14} {example['stated_outcome']:<27}"
            try:
                print(f"{name} {journey(number, example, team)} ms")
                complete += 1
            except Unexpected as problem:
                print(f"{name} FAILED: {problem}")
        holds = verify_trail()
    print(f"journeys {complete}/{len(examples)} complete")
    return 0 if holds and complete == len(examples) >= 12 else 1


if __name__ == "__main__":
    sys.exit(main())
