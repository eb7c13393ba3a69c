#!/usr/bin/env python3
"""Take the pictures of docs/guide/ anew, in English and French, from the running demonstration.

Run it by hand after a page of the guide changed, look at every picture, commit the result:

    make demo PORT=8010
    .venv/bin/python scripts/guide_pictures.py http://127.0.0.1:8010

It needs Chromium (or POLACT_CHROMIUM, the path of one) and a demonstration in which nobody changed anything yet. It
signs in as the fictional lead of the representatives and writes docs/guide/pictures/NAME.LANGUAGE.png.
"""

import io
import os
import re
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polact.settings")

import django  # noqa: E402 - the settings come first

django.setup()

from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

PICTURES = PROJECT / "docs" / "guide" / "pictures"
CHROMIUM = os.environ.get("POLACT_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
LEAD = "Renée"
EXECUTIVE, SHARING, LAWN = "Siéger à l’exécutif", "Partager des publications partisanes", "Sign on my lawn"
WIDTH, HEIGHT, COLOURS = 1280, 1000, 64


def main(address: str) -> None:
    """Every picture in both languages."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for language in ("en", "fr"):
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale=f"{language}-CA")
            Album(page, address, language).fill()
            page.close()
        browser.close()


class Album:
    """The pictures of one language."""

    def __init__(self, page: Page, address: str, language: str) -> None:
        self.page, self.address, self.language = page, address, language

    def fill(self) -> None:
        self.open("access:sign_in")
        self.page.locator("button.person", has_text=LEAD).click()
        executive, sharing = self.number(EXECUTIVE), self.number(SHARING)
        self.take("desk", "cases:desk")
        self.take("case", "cases:case", executive)
        self.take("pass-on", "cases:hand_over", executive, height=760)
        self.take("question", "cases:case_action", executive, "request-information")
        self.take("earlier-answers", "cases:precedents", sharing)
        self.take("advice", "cases:case_action", executive, "record-advice", height=1300)
        self.take("expert", "cases:ask_opinion", executive)
        self.take("safety-net", "cases:safety_net", height=860)
        self.take("recusals", "cases:recusals", height=560)
        self.open("cases:case", self.number(LAWN, "status=ANSWERED"))
        self.page.goto(self.address + self.link("/[0-9a-f-]{36}/$"))
        self.keep("letter", 1150)
        self.open("routing:index")
        self.take(
            "rules", "routing:preview", re.findall(r"/(\d+)/", self.page.url + self.link(r"/\d+/"))[0], height=900
        )

    def open(self, name: str, *given: str, query: str = "") -> None:
        with override(self.language):
            self.page.goto(self.address + reverse(name, args=given) + query)

    def take(self, picture: str, name: str, *given: str, height: int = HEIGHT) -> None:
        self.open(name, *given)
        self.keep(picture, height)

    def keep(self, picture: str, height: int) -> None:
        """The top of the page, without the strip of the demonstration, in few colours."""
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        strip = self.page.locator(".demo-strip")
        if strip.count():
            strip.evaluate("strip => strip.remove()")
        image = (
            Image.open(io.BytesIO(self.page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        )
        image.save(PICTURES / f"{picture}.{self.language}.png", optimize=True)

    def number(self, subject: str, query: str = "") -> str:
        """The key of a request, from the desk's link to it."""
        self.open("cases:desk", query=f"?{query}")
        found = self.page.locator("main a", has_text=subject).first.get_attribute("href") or ""
        return re.findall(r"/(\d+)/", found)[0]

    def link(self, pattern: str) -> str:
        """The first link of the page's content that fits."""
        addresses = self.page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        return next(address for address in addresses if address and re.search(pattern, address))


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
