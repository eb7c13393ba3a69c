"""Fifty people check activities, each leaving marked words wherever one can leave some. Afterwards none is anywhere.

The product runs as it does for people: gunicorn, worker, scheduler, mailbox, PostgreSQL and broker as processes, with all
their files in one folder. Real answers are codes of the rulebook and stand in many places anyway; so the marked words go
where answers go (unknown answers, further fields, search, headers, cookies), and the form in which answers travel is
hunted as well. Results are counted meanwhile, 75 of them: that is no batch, so no counter has a row.
"""

import json
import signal
import socket
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from tests.embedded.copies import PROJECT, Copy
from tests.journeys.browser import Browser, Form, Page
from tests.ports import free_port
from tests.privacy.hunter import MARK, canary, hunt
from tests.sizes import of

pytestmark = pytest.mark.slow

JOURNEYS = of(15, 50)
START = {"en": "/en/assessment/", "fr": "/fr/evaluation/"}
MANAGE = [sys.executable, str(PROJECT / "manage.py")]
TRAVELS = b'"situations":[{"activity"'
COUNTERS = (
    "select json_object_agg(schemaname || '.' || relname, array[n_tup_ins, n_tup_upd, n_tup_del])::text "
    "from pg_stat_all_tables where schemaname not in ('pg_catalog', 'information_schema', 'pg_toast')"
)


class Marked(Browser):
    """Somebody whose every request bears marks."""

    def send(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Page:
        marks = {
            "User-Agent": canary("agent"),
            "Referer": f"http://{canary('referer')}.example/",
            "Accept-Language": f"{self.language},{canary('language')[:20]}",
            "X-Forwarded-For": canary("address"),
            "X-Request-Id": canary("header"),
            "Cookie": f"sessionid={canary('session')}; csrftoken={canary('token')}; messages={canary('messages')}",
        }
        return super().send(method, path, body, {**(headers or {}), **marks})

    def post(self, path: str, fields: list[tuple[str, str]], status: int = 200) -> Page:
        marked = [*fields, (canary("name"), canary("extra"))]
        page = self.send(
            "POST", path, urllib.parse.urlencode(marked).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
        )
        assert page.status == status, (page.status, page.text[:500])
        return page


def fields_of(form: Form, **changed: str) -> list[tuple[str, str]]:
    return list({**form.fields, **changed}.items())


class Stack:
    """The product as processes, and everything that it wrote: files below one folder, and what it said."""

    def __init__(self, copy: Copy, folder: Path) -> None:
        self.copy, self.folder = copy, folder
        self.port = free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [*MANAGE, "stack", "--port", str(self.port), "--no-demo-people-list"]
        self.process = self.copy.start(command, until="polact is ready at")
        self.reader = threading.Thread(target=self._keep, daemon=True)
        self.reader.start()

    def _keep(self) -> None:
        assert self.process.stdout is not None
        with (self.folder / "said.log").open("w", encoding="utf-8") as kept:
            for line in self.process.stdout:
                kept.write(line)
                kept.flush()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(40) == 0
        self.reader.join(10)

    def save(self) -> None:
        """Bring everything that waits in memory to the files."""
        self.copy.sql("CHECKPOINT", database="polact")
        assert self.ask_broker("SAVE").startswith("+OK")

    def ask_broker(self, command: str) -> str:
        where = self.copy.run("from polact.embedded.connections import broker_socket; print(broker_socket())")
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(where.stdout.strip())
            line.sendall(command.encode() + b"\r\n")
            return line.recv(200).decode()

    def counters(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = json.loads(self.copy.sql(COUNTERS, database="polact"))
        return found


@pytest.fixture
def stack(copies: Callable[..., Copy], open_folder: Path) -> Stack:
    temporary = open_folder / "tmp"
    temporary.mkdir(mode=0o777)
    temporary.chmod(0o1777)
    copy = copies(
        open_folder / "data",
        POLACT_DEMO="1",
        TMPDIR=str(temporary),
        LOG_LEVEL="INFO",
        ASSESSMENT_RATE="9000/min",
        TALLY_SECONDS="0.5",  # counting is on, and looks whether a batch has come together many times in the test
    )
    for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        done = subprocess.run(
            [*MANAGE, *command], env=copy.environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    made = Stack(copy, open_folder)
    made.start()
    return made


def journey(address: str, number: int) -> None:
    """One person, one or two activities, from the search to the result; every second one ends early."""
    language = ("en", "fr")[number % 2]
    visitor, start = Marked(address, language), START[language]
    assert visitor.send("GET", f"{start}?{canary('query')}").status == 200
    visitor.post(start, [("search", canary("search")), ("_step", "find")])
    codes = sorted(code for code, activity in current().activities.items() if activity.route == "scored")
    chosen = [("activity", codes[number % len(codes)]), ("activity", codes[(7 * number + 3) % len(codes)])][
        : 1 + number % 2
    ]
    page = visitor.post(start, [*chosen, ("_step", "choose"), ("search", canary("search"))])
    asked = page.form("main-form")
    first = next(iter(asked.choices))
    hidden = [*fields_of(asked), *chosen[1:]]
    visitor.post(start, [*hidden, (first, canary("answer")), ("_step", "next")], status=422)
    answers = [(name, offered[-1]) for name, offered in asked.choices.items()]
    visitor.post(start, [*hidden, *answers, ("_step", "next")])
    result = visitor.post(
        start, [*hidden, *answers, (f"answer-{canary('code')}", canary("value")), ("_step", "find")], status=422
    )
    result = visitor.post(start, [*hidden, *answers, ("_step", "finish")])
    assert "level__title" in result.text
    assert (
        "in batches of a hundred or more" in result.text or "par lots de cent ou plus" in result.text
    )  # counting is on
    evaluate(visitor, chosen[0][1])
    take_away(visitor, chosen[0][1], language)


def evaluate(visitor: Marked, activity: str) -> None:
    """The API, with what it does not know and with what it does."""
    path, told = "/api/v1/assessments/evaluate/", {"Content-Type": "application/json"}
    wrong = {"activity": activity, "answers": {"P.LEVEL": canary("option"), canary("question"): "x"}}
    assert visitor.send("POST", path, json.dumps(wrong).encode(), told).status == 400
    right = {"activity": activity, "answers": {"P.LEVEL": "l3"}, canary("field"): canary("value")}
    assert visitor.send("POST", path, json.dumps(right).encode(), told).status in (200, 400)
    assert visitor.send("POST", path, canary("notjson").encode(), told).status == 400


def take_away(visitor: Marked, activity: str, language: str) -> None:
    """The document, once there is one."""
    try:
        with translation.override(language):
            path = reverse("assessments:document")
    except NoReverseMatch:
        return
    sitting = Sitting(current().version, (Situation(activity, {"P.LEVEL": "l3"}),))
    body = urllib.parse.urlencode([*sitting.fields(), (canary("name"), canary("value"))]).encode()
    told = {"Content-Type": "application/x-www-form-urlencoded"}
    request = urllib.request.Request(urllib.parse.urljoin(visitor.address, path), body, told, method="POST")
    with visitor.opener.open(request, timeout=60) as answer:
        assert answer.status == 200


def test_journeys_leave_no_trace_and_a_planted_one_is_found(stack: Stack) -> None:
    before = stack.counters()
    assert before
    for number in range(JOURNEYS):
        journey(stack.address, number)
    stack.save()
    running = hunt(stack.folder, words=(MARK, TRAVELS))
    assert running.found == {}
    assert running.files > 500
    assert running.searched > 30_000_000

    planted = {kind: canary(kind) for kind in ("row", "log", "broker")}
    stack.copy.sql(f"create table planted as select '{planted['row']}' as word", database="polact")
    stack.copy.run(f"""if True:
        import psycopg
        from polact.embedded import connections
        with psycopg.connect(connections.database_url("superuser", database="polact")) as c:
            c.execute("select '{planted["log"]}'::int")
    """)
    assert stack.ask_broker(f"SET planted {planted['broker']}").startswith("+OK")
    stack.save()
    places = " ".join(hunt(stack.folder).found)
    assert all(part in places for part in ("/base/", "/pg_wal/", "/log/", "/broker/")), places

    stack.copy.sql("drop table planted", database="polact")
    stack.stop()
    after = stack.counters()
    after.pop("public.planted", None)
    assert after["public.assessments_resultcount"] == [0, 0, 0]
    assert after == before
