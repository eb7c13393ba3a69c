"""What leaves the page while somebody answers: nothing; and with a result one count for each activity, byte for byte."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Request

from assessments import tally
from assessments.tally import Tally
from tests.browser.test_assessment import Sitter, sit

__all__ = ["sit"]
pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, settings: object) -> Tally:
    """The server's tally, with counting on and nobody who writes."""
    fresh = Tally()
    monkeypatch.setattr(tally, "TALLY", fresh)
    monkeypatch.setattr(tally, "_see_to_a_writer", lambda: None)
    settings.TALLY_SECONDS = 60  # type: ignore[attr-defined]
    return fresh


def watched(sitter: Sitter) -> list[Request]:
    """Every request from now on, whatever it is for."""
    sent: list[Request] = []
    sitter.page.on("request", lambda request: sent.append(request))  # a method of a list bears no mark of theirs
    return sent


def bodies(sent: list[Request]) -> list[bytes]:
    return [request.post_data_buffer or b"" for request in sent]


def count(group: str, result: str, language: str) -> bytes:
    told = {"group": group, "result": result, "language": language}
    return json.dumps(told, separators=(",", ":")).encode().ljust(128)


@pytest.mark.parametrize(("language", "path"), [("en", "/en/assessment/count/"), ("fr", "/fr/evaluation/count/")])
def test_sends_one_count_for_each_activity_and_nothing_else(
    sit: Callable[..., Sitter], counted: Tally, language: str, path: str
) -> None:
    sitter = sit(language)
    sitter.begin()
    page, sent = sitter.page, watched(sitter)
    sitter.choose(["SOC.POST", "DIS.LAWN"])
    sitter.answer({"C.STATUS": "student"})
    sitter.press("next")
    assert sent == []
    sitter.press("finish")
    page.wait_for_timeout(300)
    assert bodies(sent) == [count("SOC", "OPEN", language), count("DIS", "OPEN", language)]
    for request in sent:
        assert (request.method, request.url.partition("//")[2].partition("/")[2]) == ("POST", path[1:])
        headers = request.all_headers()
        assert "cookie" not in headers
        assert "referer" not in headers
        assert request.response().status == 204
    page.go_back()
    page.go_forward()
    sitter.press("another")
    page.wait_for_timeout(300)
    assert len(sent) == 2
    assert counted._counts == {("SOC", "OPEN", language): 1, ("DIS", "OPEN", language): 1}


def test_counts_again_when_an_answer_is_changed_and_a_refused_count_is_not_heard(
    sit: Callable[..., Sitter], counted: Tally
) -> None:
    sitter = sit("en")
    sitter.begin()
    sitter.choose(["SOC.POST"])
    sitter.press("finish")
    sitter.press("change:SOC.POST:N.SUBJ")
    sitter.page.wait_for_timeout(300)
    sitter.page.route("**/count/", lambda route: route.abort())
    sent = watched(sitter)
    sitter.answer({})
    sitter.press("finish")
    sitter.page.wait_for_timeout(300)
    assert bodies(sent) == [count("SOC", "OPEN", "en")]
    assert sitter.page.title().startswith("Result")
    assert counted._counts == {("SOC", "OPEN", "en"): 1}
    sitter.visitor.complaints.clear()  # the refused connection, which was put there


def test_sends_nothing_at_all_where_counting_is_off(sit: Callable[..., Sitter]) -> None:
    sitter = sit("en")
    sitter.begin()
    sent = watched(sitter)
    sitter.choose(["SOC.POST"])
    sitter.press("finish")
    sitter.page.wait_for_timeout(300)
    assert sent == []
