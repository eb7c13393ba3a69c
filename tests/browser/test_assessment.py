"""The self-assessment in a real browser: evaluated in the page or by the server, what people see is the same."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Page, Request

from tests.assessments.own_rules import publish_rules
from tests.browser.visitor import KeyboardVisitor, Visitor
from tests.factories import People

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
            answer = wanted.get(name.removeprefix("answer-")) or wanted.get(
                name.rpartition(":")[2].removeprefix("answer-")
            )
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
        self.pages.append(
            self.page.title() + "\n" + "\n".join(line.strip() for line in main.splitlines() if line.strip())
        )

    def print_word(self) -> str:
        """The print button, which only scripts can offer."""
        return {"en": "Print this page", "fr": "Imprimer cette page"}[self.language]


@pytest.fixture
def sit(visit: Visit) -> Callable[..., Sitter]:
    def sitting(language: str, kind: type[Visitor] = Visitor, **options: object) -> Sitter:
        return Sitter(visit(kind, locale=f"{language}-CA", **options), language)

    return sitting


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


@pytest.fixture
def code(everybody: People) -> str:
    """The organization whose own rules are published, by its code."""
    with transaction.atomic():
        publish_rules(everybody)
    return str(everybody.organization.pk)


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 320)])
def test_shows_the_same_with_an_organizations_own_rules(sit, code, language, width) -> None:
    """Chosen on the first page; help, a floor and a rule of its own, and a change that takes the rule away again."""
    sitters = [sit(language, width=width), sit(language, width=width, scripts=False)]
    wanted = {"P.PUB": "b2", "M.IDENT": "i2", "P.LEVEL": "l1"}
    for sitter in sitters:
        sitter.begin()
        sitter.page.locator("#id_organization").select_option(code)
        sitter.page.locator("#id_search").fill("zzzz")
        sitter.press("find")
        assert sitter.page.locator("#id_organization").input_value() == code
        sitter.choose(["SOC.POST"])
        sitter.go_on(wanted)
        assert sitter.page.locator(".level--stop").count() == 1
        sitter.press("change:P.PUB")
        sitter.go_on({**wanted, "P.PUB": "b0"})
    in_page, by_server = sitters
    assert in_page.pages == by_server.pages
    assert in_page.sent == []
    assert "OF1" in in_page.pages[-1]
    assert any("OR1" in shown for shown in in_page.pages)
    sitting = "#assessment [data-sitting] input"
    carried = [one.page.locator(sitting).first.input_value() for one in sitters]
    assert carried[0] == carried[1]
    assert f'"organization":"{code}"' in carried[0]


def test_back_in_the_browser_takes_the_choice_along(sit, code) -> None:
    sitter = sit("en")
    page = sitter.page
    sitter.begin()
    sitter.choose(["SOC.POST"])
    page.go_back()
    page.wait_for_selector("#id_organization")
    page.locator("#id_organization").select_option(code)
    page.go_forward()
    page.wait_for_selector("#main-form fieldset input[type=radio]")
    assert page.locator("#main-form input[name=organization]").input_value() == code
    sitter.go_on({"P.PUB": "b2", "P.LEVEL": "l1"})
    assert page.locator(".level--stop").count() == 1
    page.go_back()
    page.wait_for_selector("#main-form fieldset input[type=radio]")
    assert page.locator("#main-form input[name=organization]").input_value() == code


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 320)])
def test_every_state_is_accessible_and_fits(sit, language, width) -> None:
    """`look` judges each page by axe, and that it does not scroll sideways: errors, ranges, a rule, several results."""
    sitter = sit(language, width=width)
    page = sitter.page
    sitter.begin()
    in_place(sitter, "choose")
    assert page.locator(".error-summary").is_visible()
    sitter.choose(["SOC.POST", "CAM.CANVASS"])
    in_place(sitter, "next")
    assert page.locator(".error-summary").is_visible()
    assert page.title().startswith(("Error", "Erreur"))
    page.locator("details.why summary").click()
    sitter.press("finish")
    assert page.locator(".level--open").count() == 3
    sitter.press("change:SOC.POST:N.SUBJ")
    sitter.go_on({"M.IDENT": "i3", "P.LEVEL": "l3", "P.INFL": "n3", "N.SUBJ": "j2", "M.AUD": "a3"})
    assert page.locator(".level--high").count() == 3
    sitter.press("another")
    sitter.page.locator("#main-form input[value='SOC.POST']").uncheck()
    sitter.page.locator("#main-form input[value='CAM.CANVASS']").uncheck()
    sitter.choose(["CAN.CANDIDATE"])
    sitter.go_on({})
    assert page.locator(".level--perm").is_visible()


def in_place(sitter: Sitter, step: str) -> None:
    """Press a button that leads to the same page, with its errors."""
    sitter.page.locator(f"button[name=_step][value='{step}']:not([aria-hidden])").first.click()
    sitter.page.wait_for_selector(".error-summary:focus")
    sitter.visitor.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_works_by_keyboard_alone(sit, scripts) -> None:
    sitter = sit("en", KeyboardVisitor, scripts=scripts)
    sitter.begin()
    sitter.choose(["CAM.BACK", "DIS.LAWN"])
    for _page in range(2):
        sitter.answer({})
        sitter.press("next")
    sitter.press("finish")
    assert sitter.page.title().startswith("Result: More information needed")
    sitter.press("change:CAM.BACK:N.SUBJ")
    sitter.answer({})
    sitter.press("next")


def test_moves_the_focus_and_the_title_with_each_page(sit) -> None:
    sitter = sit("en")
    sitter.begin()
    sitter.choose(["SOC.POST"])
    assert sitter.page.evaluate("document.activeElement.localName") == "h1"
    assert sitter.page.title() == "You and your organization – polact"
    in_place(sitter, "next")
    assert sitter.page.title() == "Error: You and your organization (2 errors) – polact"
    sitter.page.locator(".error-summary a").first.click()
    assert sitter.page.evaluate("document.activeElement.name") == "answer-C.ORG"


def test_back_and_forward_of_the_browser_lose_nothing(sit) -> None:
    sitter = sit("en")
    page = sitter.page
    sitter.begin()
    sitter.choose(["SOC.POST"])
    sitter.answer({"C.STATUS": "student"})
    sitter.press("next")
    half = page.locator("#main-form input[value=working]")
    half.check()
    page.go_back()
    assert page.locator("#main-form input[value=student]").is_checked()
    page.go_back()
    assert page.locator("#main-form input[value='SOC.POST']").is_checked()
    page.go_forward()
    page.go_forward()
    assert page.locator("#main-form input[value=working]").is_checked()
    sitter.answer({"H.TIME": "working"})
    sitter.press("next")
    assert page.title().startswith("Result")
    page.go_back()
    assert page.locator("#main-form input[value=working]").is_checked()
    page.go_forward()
    assert page.title().startswith("Result")
    assert sitter.sent == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search + location.hash]") == [
        0, 0, "", "",
    ]  # fmt: skip
    assert page.evaluate("JSON.stringify(history.state)") == '{"step":3}'


def test_language_switch_takes_everything_along(sit) -> None:
    sitter = sit("en")
    page = sitter.page
    sitter.begin()
    sitter.choose(["SOC.POST", "DIS.LAWN"])
    sitter.answer({"C.STATUS": "student"})
    sitter.visitor.follow(page.locator("button.language"))
    page.wait_for_selector(READY)
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("#main-form input[value=student]").is_checked()
    sitter.press("finish")
    assert page.title() == "Résultat\u00a0: Renseignements insuffisants – polact"
    assert len(sitter.sent) == 1


@pytest.mark.parametrize("broken", ["**/evaluate.js", "**/rulebook.json*"])
def test_forms_still_post_when_the_script_cannot_work(visit, broken) -> None:
    visitor = visit()
    visitor.page.route(broken, lambda route: route.abort())
    visitor.page.goto(visitor.address + START["en"])
    visitor.page.wait_for_load_state("networkidle")
    sitter = Sitter(visitor, "en")
    sitter.choose(["INF.VOTE"])
    assert visitor.page.title().startswith("Result: Low risk")
    assert len(sitter.sent) == 1


def test_a_fault_of_the_script_posts_the_form(sit) -> None:
    sitter = sit("en")
    sitter.begin()
    sitter.page.evaluate("() => { Array.prototype.findLast = () => { throw new Error('broken'); }; }")
    sitter.visitor.pick(sitter.page.locator("#main-form input[value='SOC.POST']"))
    with sitter.page.expect_navigation():
        sitter.page.locator("button[value=choose]").click()
    assert sitter.page.title().startswith("You and your organization")
    assert len(sitter.sent) == 1
    sitter.visitor.complaints.clear()  # the fault itself, which was put there


def test_prints_the_result_without_controls(sit) -> None:
    sitter = sit("en")
    sitter.begin()
    sitter.choose(["SOC.POST"])
    sitter.go_on({"M.IDENT": "i3"})
    page = sitter.page
    assert page.get_by_role("button", name="Print this page").is_visible()
    page.emulate_media(media="print")
    for control in (".mainnav", ".breadcrumb", "#main-form button", ".said-list button", ".button-row"):
        assert not page.locator(control).first.is_visible(), control
    for text in ("Your answers about this activity", "What would lower the risk", "What this cannot know"):
        assert page.get_by_role("heading", name=text).is_visible()


def test_level_keeps_its_boundary_where_colours_are_forced(sit) -> None:
    sitter = sit("en")
    sitter.begin()
    sitter.choose(["INF.VOTE"])
    sitter.page.emulate_media(forced_colors="active")
    assert sitter.page.evaluate("parseFloat(getComputedStyle(document.querySelector('.level')).borderTopWidth)") >= 1


def test_marks_the_likely_answers_of_the_next_activity(sit) -> None:
    sitter = sit("en")
    sitter.begin()
    sitter.choose(["SOC.POST", "DIS.LAWN"])
    sitter.answer({})
    sitter.press("next")
    sitter.answer({"C.ELECTION": "provincial", "H.RES": "no"})
    sitter.press("next")
    assert "We marked the answers that you gave for" in sitter.pages[-1]
    marked = sitter.page.locator("#main-form input:checked")
    assert marked.evaluate_all("found => found.map(e => e.value)") == ["provincial", "none", "own", "away", "no", "no"]
