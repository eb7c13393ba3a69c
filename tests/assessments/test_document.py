"""The result on paper: accessible, the page's words in the page's order, made without keeping anything."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from assessments.paper.blocks import read_blocks
from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from tests.assessments.test_evaluation import EXAMPLE
from tests.polact.paper.conformance import faults
from tests.polact.paper.reading import title_of, words_of

ADDRESS = {"en": "/en/assessment/document/", "fr": "/fr/evaluation/document/"}
START = {"en": "/en/assessment/", "fr": "/fr/evaluation/"}
SITTINGS = {
    "high": (Situation("SOC.POST", EXAMPLE),),
    "open": (Situation("SOC.POST", {"M.IDENT": "i3", "P.LEVEL": "unsure"}),),
    "rule": (Situation("SOC.SHARE", {"H.TIME": "working"}),),
    "permission": (Situation("CAN.MUNICIPAL", {}),),
    "outside": (Situation("CAN.OTHERBODY", {}),),
    "vote": (Situation("INF.VOTE", {}),),
    "several": (Situation("SOC.POST", EXAMPLE), Situation("INF.VOTE", {}), Situation("DIS.LAWN", {"M.IDENT": "i1"})),
}
pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr")


def sent(name: str, **more: str) -> dict[str, str]:
    return {**dict(Sitting(current().version, SITTINGS[name]).fields()), **more}


def document(client: Client, name: str, language: str) -> bytes:
    response = client.post(ADDRESS[language], sent(name))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return response.content


class Shown(HTMLParser):
    """The words of the result page that are of the result: without navigation, controls, and what speaks of the screen."""

    WITHIN_A_LINE = ("span", "strong", "a", "time", "em")
    LEFT_OUT = ("nav", "button", "svg", "textarea", "label", "script", "style")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag in ("input", "br", "hr", "link", "meta"):
            return
        left_out = (
            tag in self.LEFT_OUT or "data-screen" in given or "visually-hidden" in (given.get("class") or "").split()
        )
        self.open.append((tag, left_out))
        self.text += [] if tag in self.WITHIN_A_LINE else ["\n"]

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        """A shape within an icon."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        self.text += [] if tag in self.WITHIN_A_LINE else ["\n"]

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _left_out in self.open]
        if "main" in tags and not any(left_out for _tag, left_out in self.open):
            self.text.append(data)


def tokens(text: str) -> list[str]:
    return re.findall(r"\S+", text.replace("\u2060", ""))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SITTINGS)
def test_is_accessible_and_says_the_words_of_the_page_in_their_order(client, name: str, language: str) -> None:
    """Read back by the structure tree, the order in which a screen reader reads, and compared word by word."""
    made = document(client, name, language)
    assert faults(made, language) == []
    page = client.post(START[language], sent(name, _step="resume"))
    shown = tokens("".join(Shown(page.content.decode()).text))
    assert tokens(words_of(made)) == shown
    assert len(shown) > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_nobody_and_tells_nothing_outside_of_its_pages(people, client_of, language: str) -> None:
    """Also when somebody is signed in: neither their name nor an answer is in the title, the file's name or a header."""
    browser = client_of(people.emma)
    response = browser.post(ADDRESS[language], sent("high"))
    for told in (str(response.headers), title_of(response.content)):
        assert not re.search(r"SOC|POST|Emma|Sample|HIGH|[Hh]igh|[ÉéEe]lev", told)
    assert "Emma" not in words_of(response.content)
    assert 'filename="polact.pdf"' in response["Content-Disposition"]


def test_keeps_no_cookie_no_row_and_nothing_on_the_way(client, django_assert_num_queries) -> None:
    client.post(ADDRESS["en"], sent("vote"))
    with django_assert_num_queries(0):
        response = client.post(ADDRESS["en"], sent("high"))
    assert not client.cookies
    assert "no-store" in response["Cache-Control"]
    assert client.get(ADDRESS["en"]).status_code == 405


@pytest.mark.parametrize(
    "said", [{}, {"sitting": "x"}, sent("high") | {"sitting": sent("high")["sitting"].replace("0.1.0", "9.9.9")}]
)
def test_says_so_when_there_is_nothing_to_print(client, said) -> None:
    response = client.post(ADDRESS["en"], said)
    assert response.status_code == 422
    assert "There is no result here that can be read" in response.content.decode()


PRINTED = """
import resource
import django
django.setup()
from django.test import Client
from tests.assessments.test_document import ADDRESS, sent
client = Client()
client.post(ADDRESS["en"], sent("vote"))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # from here on, no file on any disk can grow by a byte
response = client.post(ADDRESS["en"], sent("high"))
try:
    open("probe", "wb", buffering=0).write(b"x")
    print("not limited")
except OSError:
    print(response.status_code, response.content[:5].decode())
"""


def test_writes_no_file(tmp_path: Path) -> None:
    """Made in a process that may not write a byte to any file, and whose directory for temporary files stays empty."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "TMPDIR": str(temporary)}
    environment |= {"PYTHONPATH": os.getcwd(), "PYTHONDONTWRITEBYTECODE": "1", "ALLOWED_HOSTS": "testserver,127.0.0.1"}
    ran = subprocess.run(
        [sys.executable, "-c", PRINTED], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["200", "%PDF-"], ran.stderr
    assert list(temporary.iterdir()) == []


def test_reads_what_the_page_says_and_leaves_its_controls_out() -> None:
    title, blocks = read_blocks(
        "<p>before</p><main><nav>home</nav><h1>Title</h1><p>One <strong>two</strong>\u00a0: three <button>no</button></p>"
        "<div data-screen><p>screen</p><div>more</div></div><ul><li>a</li><li><p>b</p></li></ul>"
        "<dl><div><dt>q</dt><dd>r</dd></div></dl><table><caption>c</caption><tr><th>h</th><th>n</th></tr><tr><th>x</th><td>1</td></tr></table>"
        "<svg><text>no</text></svg></main><footer>after</footer>"
    )
    assert title == "Title"
    assert [block["kind"] for block in blocks] == ["text", "list", "facts", "table"]
    assert [run["text"] for run in blocks[0]["runs"]] == ["One ", "two", "\u00a0: three"]
    assert len(blocks[1]["items"]) == 2
    assert blocks[3]["rows"] == [[[{"style": "plain", "text": "x"}], [{"style": "plain", "text": "1"}]]]
