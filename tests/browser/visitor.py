"""Somebody before the screen. Every page they look at must be accessible, fit, and speak with nobody else."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PICTURES = Path(__file__).resolve().parents[2] / ".data" / "pictures"

AUDIT = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations']});
    return found.violations.map(rule => `${rule.id}: ${rule.help} — ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`);
}"""
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.table-wrap'))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""


class Visitor:
    """A window of Chromium with a profile of its own. `look()` judges the page; `seen` remembers what was judged."""

    def __init__(self, browser: Browser, address: str, *, width: int, height: int, scripts: bool, locale: str) -> None:
        self.address = address
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale=locale
        )
        self.scripts = scripts
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
        with self.page.expect_navigation():
            control.click()
        self.look()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

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
        width, room = self.page.evaluate(WIDTHS)
        assert width <= room, f"{where} is {width} wide: {self.page.evaluate(TOO_WIDE)}"
        violations = self.audit()
        assert violations == [], f"{where}: {violations}"

    def audit(self) -> list[str]:
        """What axe objects to. It is a script itself: a window without scripts shows the same pages, judged in the others."""
        if not self.scripts:
            return []
        self.page.evaluate(AXE)
        violations: list[str] = self.page.evaluate(AUDIT)
        return violations

    def picture(self, name: str, *, full: bool = True) -> Path:
        """A picture of the page, for people."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path, full_page=full)
        return path

    def leave(self) -> None:
        self.context.close()
