"""Every page that a role reaches by links, walked and judged."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import resolve
from django.utils import translation

from cases.enums import CaseStatus
from cases.operations.elections import record_election
from polact.base import clock
from tests import factories
from tests.browser.journey import Journey
from tests.browser.visitor import Visitor
from tests.polact.outreach.sessions import come, make_session

Visit = Callable[..., Visitor]
ELSEWHERE = ("admin:",)  # Django's own pages, with their own look


@pytest.fixture
def at_work(everybody: factories.People) -> factories.People:
    """People with something to see: a draft, requests that wait, are read, ask back, were answered, and sessions."""
    with transaction.atomic():
        factories.make_draft(everybody.emma, everybody.organization, subject="A draft")
        for subject, status in (
            ("One that waits", CaseStatus.SUBMITTED),
            ("One that is read", CaseStatus.IN_REVIEW),
            ("One that asks", CaseStatus.AWAITING_INFORMATION),
            ("One that was answered", CaseStatus.ANSWERED),
        ):
            factories.make_case(
                everybody.emma, everybody.organization, status=status, by=everybody.rita, subject=subject
            )
    now = clock.now()
    with transaction.atomic():
        past = make_session(
            everybody.rita, everybody.organization, at=now - timedelta(days=9), starts_at=now - timedelta(days=1)
        )
        come(past, everybody.emma, everybody.rene, at=now - timedelta(days=8))
        full = make_session(everybody.olive, None, at=now, starts_at=now + timedelta(days=9), capacity=1)
        come(full, everybody.emma, everybody.rita, at=now)
        make_session(everybody.rita, everybody.organization, at=now, starts_at=now + timedelta(days=20))
        today = clock.local_date(now)
        record_election(
            level="FEDERAL", jurisdiction="CA", label_en="Fictional election", label_fr="Élection fictive", source="Fictional",
            active_from=today + timedelta(days=60), active_to=None, polling_day=today + timedelta(days=100),
            recorded_by=factories.acting(everybody.olive), at=now,
        )  # fmt: skip
    return everybody


def links(visitor: Visitor) -> list[str]:
    found = visitor.page.evaluate("() => [...document.querySelectorAll('a[href]')].map(a => a.href)")
    return [urlsplit(url)._replace(fragment="").geturl() for url in found if url.startswith(visitor.address)]


def kind(url: str) -> str:
    """The name of the page behind an address, and the action on it: three of each kind are judged."""
    path = urlsplit(url).path
    with translation.override(path.split("/")[1]):
        found = resolve(path)
    return f"{found.view_name} {found.kwargs.get('action', '')}"


@pytest.mark.parametrize(
    ("name", "language", "width", "reached"),
    [
        ("Emma Sample", "en", 1280, 19),
        ("Rita Sample", "fr", 1280, 25),
        ("Ada Sample", "en", 320, 21),
        ("Olive Sample", "fr", 320, 19),
    ],
)
def test_all_pages_of_a_role_are_good(
    visit: Visit, at_work: factories.People, name: str, language: str, width: int, reached: int
) -> None:
    visitor = visit(width=width)
    Journey(language, visitor, visitor).sign_in(_at(visitor, f"/{language}/sign-in/", language), name)
    waiting, seen = links(visitor), {}
    while waiting:
        url = waiting.pop(0)
        if not worth_a_look(url, language, list(seen.values())) or url in seen:
            continue
        seen[url] = kind(url)
        visitor.open(url.removeprefix(visitor.address))
        waiting += links(visitor)
    assert len(set(seen.values())) >= reached, sorted(set(seen.values()))


def worth_a_look(url: str, language: str, seen: list[str]) -> bool:
    """A page of ours in the language of the walk, and not the fourth of its kind."""
    path = urlsplit(url).path
    if not path.startswith(f"/{language}/") or path.endswith(
        (".csv", ".json", ".xlsx", ".ics", ".pdf", ".yaml", "/pdf/")
    ):
        return False
    return not kind(url).startswith(ELSEWHERE) and seen.count(kind(url)) < 3


def _at(visitor: Visitor, path: str, language: str) -> Visitor:
    visitor.open(path if language == "en" else Journey(language, visitor, visitor).path("access:sign_in"))
    return visitor
