"""Pages that anybody may open, in a real browser."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.usefixtures("committed_db")
Visit = Callable[..., Visitor]
PAGES = [
    "/en/",
    "/fr/",
    "/en/guidance/",
    "/fr/orientation/",
    "/en/accessibility/",
    "/fr/accessibilite/",
    "/en/privacy/",
]
PAGES += [
    "/fr/confidentialite/",
    "/en/sign-in/",
    "/fr/ouvrir-une-session/",
    "/en/assessment/",
    "/fr/evaluation/",
    "/en/published-figures/",
    "/fr/chiffres-publies/",
    "/en/gazette-notices/",
    "/fr/avis-gazette/",
    "/en/nowhere/",
    "/en/guidance/what-makes-the-difference/",
    "/fr/orientation/candidature/",
    "/en/search/",
    "/fr/recherche/",
    "/en/representatives/",
    "/fr/representants/",
    "/en/sessions/",
    "/fr/seances/",
    "/en/allegations/make/",
    "/fr/allegations/faire/",
]


@pytest.mark.parametrize("width", [320, 1280])
def test_looks_well_at_any_width(visit: Visit, width: int) -> None:
    visitor = visit(width=width)
    for page in PAGES:
        visitor.open(page)
    assert len(visitor.seen) == len(PAGES)


def test_reads_well_enlarged_and_spaced_out(visit: Visit) -> None:
    visitor = visit(width=640)
    visitor.open("/fr/")
    visitor.page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html{font-size:200%} *{line-height:1.5!important;"
        "letter-spacing:.12em!important;word-spacing:.16em!important}'); document.adoptedStyleSheets = [sheet]; }"
    )
    visitor.look()


def test_neutral_address_speaks_the_language_of_the_browser(visit: Visit) -> None:
    french = visit(locale="fr-CA")
    french.open("/")
    assert french.path() == "/fr/"
    neither = visit(locale="de-DE")
    neither.open("/")
    assert neither.path() == "/"
    neither.press("Français", role="link")
    assert neither.path() == "/fr/"


def test_skip_link_is_the_first_stop_and_leads_to_the_content(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/en/guidance/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip"
    assert visitor.page.locator(".skip").bounding_box()["y"] >= 0
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"


def test_focus_is_visible_on_every_stop(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/en/")
    stops = []
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        stop = visitor.page.evaluate(
            "() => { const e = document.activeElement; if (!e || e === document.body) return null; const s = getComputedStyle(e);"
            "return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)]; }"
        )
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 10
    assert [stop for stop in stops if stop[1] == "none" or stop[2] < 2] == []


def test_prints_without_controls(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/en/guidance/")
    assert visitor.page.get_by_role("button", name="Print this page").is_visible()
    visitor.page.emulate_media(media="print")
    for control in (".mainnav", ".breadcrumb", ".colophon ul", ".button"):
        assert not visitor.page.locator(control).first.is_visible()
    assert visitor.page.get_by_role("heading", name="The test", exact=True).is_visible()


def test_keeps_its_boundaries_where_colours_are_forced(visit: Visit) -> None:
    visitor = visit()
    visitor.open("/en/")
    visitor.page.emulate_media(forced_colors="active")
    borders = visitor.page.evaluate(
        "() => [...document.querySelectorAll('.door, .button')].map(e => parseFloat(getComputedStyle(e).borderTopWidth))"
    )
    assert len(borders) >= 4
    assert min(borders) >= 1


def test_shows_no_print_button_where_it_could_not_work(visit: Visit) -> None:
    visitor = visit(scripts=False)
    visitor.open("/en/guidance/")
    assert not visitor.page.get_by_role("button", name="Print this page").is_visible()
