"""The self-assessment in a real browser: evaluated in the page or by the server, what people see is the same."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Request

from tests.browser.visitor import KeyboardVisitor, Visitor

pytestmark = pytest.mark.usefixtures("committed_db")
Visit = Callable[..., Visitor]
START = {"en": "/en/assessment/", "fr": "/fr/evaluation/"}
READY = "html[data-assessment=in-page]"
QUIET = {"C.ORG": "yes", "C.STATUS": "employee", "C.ELECTION": "federal", "C.CONDITIONS": "none"}
JOURNEYS = [
    ("en", ["SOC.POST"], {"M.IDENT": "i3", "P.LEVEL": "l1", "M.AUD": "a2"}),
    ("fr", ["DIS.LAWN", "SOC.SHARE"], {"N.SUBJ": "j1", "P.INFL": "unsure", "M.TONE": "t1"}),
    ("en", ["CAM.CANVASS", "MEM.DONATE", "CAN.CANDIDATE"], {"P.LEVEL": "l2", "M.AUD": "a2"}),
    ("fr", ["SOC.POST"], {"H.TIME": "working"}),
    ("en", ["EVT.RALLY"], {"H.PLACE": "unsure", "P.LEVEL": "unsure", "M.IDENT": "unsure"}),
    ("fr", ["INF.LEARN"], {}),
    ("en", ["PUB.ISSUE", "INF.VOTE"], {}),
]


class Sitter:
    """Somebody who checks activities, and notes what each page says."""

    def __init__(self, visitor: Visitor, language: str) -> None:
        self.visitor, self.language = visitor, language
        self.pages: list[str] = []
        self.sent: list[str] = []
        visitor.page.on("request", self._on_request)

    def _on_request(self, request: Request) -> None:
        if request.method != "GET":
            self.sent.append(request.url)

    @property
    def page(self) -> Page:
        return self.visitor.page

    def begin(self) -> None:
        self.visitor.open(START[self.language])
        if self.visitor.scripts:
            self.page.wait_for_selector(READY)
        self.note()

    def choose(self, activities: list[str]) -> None:
        for code in activities:
            self.visitor.pick(self.page.locator(f"#main-form input[value='{code}']"))
        self.press("choose")

    def press(self, step: str) -> None:
        self.visitor.follow(self.page.locator(f"button[name=_step][value='{step}']:not([aria-hidden])").first)
        self.note()

    def answer(self, wanted: dict[str, str]) -> None:
        for group in self.page.locator("#main-form fieldset").all():
            name = group.locator("input").first.get_attribute("name") or ""
            answer = wanted.get(name.removeprefix("answer-")) or wanted.get(name.rpartition(":")[2].removeprefix("answer-"))
            chosen = group.locator(f"input[value='{answer}']") if answer else group.locator("input").first
            self.visitor.pick(chosen)

    def go_on(self, wanted: dict[str, str], most: int = 40) -> None:
        for _page in range(most):
            if self.page.locator(".level").count():
                return
            self.answer(wanted)
            self.press("next")

    def note(self) -> None:
        main = self.page.locator("#assessment").inner_text().replace(self.print_word(), "")
        self.pages.append(self.page.title() + "\n" + "\n".join(line.strip() for line in main.splitlines() if line.strip()))

    def print_word(self) -> str:
        """The print button, which only scripts can offer."""
        return {"en": "Print this page", "fr": "Imprimer cette page"}[self.language]


@pytest.fixture
def sit(visit: Visit) -> Iterator[Callable[..., Sitter]]:
    def sitting(language: str, kind: type[Visitor] = Visitor, **options: object) -> Sitter:
        return Sitter(visit(kind, locale=f"{language}-CA", **options), language)

    yield sitting


@pytest.mark.parametrize(("language", "activities", "wanted"), JOURNEYS)
def test_shows_the_same_pages_with_and_without_scripts(sit, language, activities, wanted) -> None:
    sitters = [sit(language), sit(language, scripts=False)]
    for sitter in sitters:
        sitter.begin()
        sitter.choose(activities)
        sitter.go_on(wanted)
    in_page, by_server = sitters
    assert in_page.pages == by_server.pages
    assert len(in_page.pages) >= 2
    assert in_page.sent == []
    assert "?" not in in_page.page.url
    sitting = "#assessment [data-sitting] input"
    carried = [
        sitter.page.eval_on_selector_all(sitting, "found => found.map(e => [e.name, e.value])") for sitter in sitters
    ]
    assert carried[0] == carried[1]
    assert carried[0]
