"""A real browser before the real pages: Chromium, a server in a thread, and a visitor who judges every page they see."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import transaction
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

from polact.access.acting import as_system
from tests import factories
from tests.browser.visitor import Visitor

CHROMIUM = os.environ.get("POLACT_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    reason = f"no Chromium at {CHROMIUM} (apt-get install chromium, or set POLACT_CHROMIUM)"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each visitor has a profile of their own."""
    # Playwright keeps an event loop in this thread, in which Django would refuse to speak with the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(django_db_setup: None) -> Iterator[str]:
    """Where the product answers: a server in a thread, on the tests' database, as the application role."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture
def everybody(committed_db: None) -> factories.People:
    """The fictional people of the tests, committed, so that the server sees them."""
    with transaction.atomic(), as_system():
        return factories.make_people()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Visitor]]:
    """Opens a window: `visit(width=320, scripts=False, locale="fr-CA")`. Closing it checks what the window saw."""
    visitors: list[Visitor] = []

    def open_window(
        kind: type[Visitor] = Visitor,
        *,
        width: int = 1280,
        height: int = 900,
        scripts: bool = True,
        locale: str = "en-CA",
    ) -> Visitor:
        visitor = kind(chromium, address, width=width, height=height, scripts=scripts, locale=locale)
        visitors.append(visitor)
        return visitor

    yield open_window
    for visitor in visitors:
        visitor.leave()
    for visitor in visitors:
        visitor.found_nothing_foreign()
