"""Somebody before the screen. Every page they look at must be accessible, fit, and speak with nobody else."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PICTURES = Path(os.environ.get("POLACT_PICTURES", ""))

AUDIT = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations']});
    return found.violations.map(rule => `${rule.id}: ${rule.help} — ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`);
}"""
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.table-wrap'))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""

OUTLINE = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const style = getComputedStyle(e);
    return {what: e.outerHTML.slice(0, 80), width: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)};
}"""


class Visitor:
    """A window of Chromium with a profile of its own. `look()` judges the page; `seen` remembers what was judged."""

    audited = True

    def __init__(self, browser: Browser, address: str, *, width: int, height: int, scripts: bool, locale: str) -> None:
        self.address = address
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale=locale
        )
        self.scripts = scripts
        self.room = width
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.failures: list[str] = []
        self.seen: list[str] = []
        self.page.on("request", self._on_request)
        self.page.on("console", self._on_console)
        self.page.on("response", self._on_response)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    # What the window hears

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.foreign.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _on_response(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.failures.append(f"{response.status} {response.url}")

    def found_nothing_foreign(self) -> None:
        """No request to another host, nothing that the content policy refused, no script error, no failed answer."""
        assert self.foreign == []
        assert self.complaints == []
        assert self.failures == []

    # What the visitor does

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.look()

    def press(self, name: str, *, role: Any = "button", exact: bool = True) -> None:
        """Press a button or follow a link by the name that a screen reader says, and look at what comes."""
        found = self.page.get_by_role(role, name=name, exact=exact)
        self.follow(found.first)

    def follow(self, control: Locator) -> None:
        """Activate a control that leads to a page, and look at it."""
        with self.page.expect_navigation():
            self.activate(control)
        self.look()

    def activate(self, control: Locator) -> None:
        control.click()

    def write(self, control: Locator, text: str) -> None:
        """Replace what stands in a field."""
        control.fill(text)

    def pick(self, choice: Locator) -> None:
        """Choose a radio button or tick a box."""
        choice.check()

    def language(self) -> str:
        return self.page.locator("html").get_attribute("lang") or ""

    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def look(self) -> None:
        """Judge the page: axe finds nothing, it has a title, one heading and a language, and does not scroll sideways."""
        self.page.wait_for_load_state()
        where = f"{self.page.url} ({self.heading()})"
        self.seen.append(self.page.url)
        assert re.fullmatch("en|fr", self.language()), where
        assert self.page.locator("h1").count() == 1, where
        assert self.page.title().strip(" –") not in {"", "polact"}, where
        if PICTURES.name:
            self.picture()
        width, room = self.page.evaluate(WIDTHS)
        assert width <= room, f"{where} is {width} wide: {self.page.evaluate(TOO_WIDE)}"
        violations = self.audit()
        assert violations == [], f"{where}: {violations}"

    def audit(self) -> list[str]:
        """What axe objects to. It is a script itself: windows without scripts show the same pages, judged in the others."""
        if not (self.scripts and self.audited):
            return []
        self.page.evaluate(AXE)
        violations: list[str] = self.page.evaluate(AUDIT)
        return violations

    def picture(self) -> None:
        """A picture of the page, for people, in the folder that POLACT_PICTURES names."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        slug = re.sub(r"\W+", "-", f"{self.language()} {self.room} {self.path()} {self.heading()}")[:90]
        self.page.screenshot(path=PICTURES / f"{len(list(PICTURES.iterdir())):03}-{slug}.png", full_page=True)

    def leave(self) -> None:
        self.context.close()


class QuickVisitor(Visitor):
    """Sees the same pages as others whom axe accompanies, and is spared the wait for it."""

    audited = False


class KeyboardVisitor(QuickVisitor):
    """Uses Tab, Enter, Space and letters, and nothing else. What Tab does not reach does not exist for them."""

    STOPS = 250

    def reach(self, control: Locator) -> None:
        """Walk there with Tab; on each stop the focus must be visible."""
        for _ in range(self.STOPS):
            if control.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            outline = self.page.evaluate(OUTLINE)
            assert outline is None or outline["width"] >= 2, f"{self.page.url}: no focus to see on {outline}"
        raise AssertionError(f"{self.page.url}: Tab does not reach {control}")

    def activate(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def write(self, control: Locator, text: str) -> None:
        self.reach(control)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def pick(self, choice: Locator) -> None:
        self.reach(choice)
        self.page.keyboard.press("Space")
        assert choice.is_checked()
