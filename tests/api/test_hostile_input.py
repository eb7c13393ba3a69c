"""What no honest caller sends: refused with a problem document, never with a failure of ours."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse

from cases.models import Case
from polact.access.models import Person
from tests.api.conftest import Caller
from tests.conftest import acting_as
from tests.factories import People, make_case, make_draft

Calling = Callable[[Person | None], Caller]


def send(caller: Caller, raw: bytes, content_type: str = "application/json", **options: Any) -> HttpResponse:
    return caller.client.generic("POST", "/api/v1/requests/", raw, content_type=content_type, **options)


def is_problem(answer: HttpResponse) -> bool:
    document = json.loads(answer.content)
    return (
        answer.headers["Content-Type"] == "application/problem+json"
        and document["status"] == answer.status_code
        and {"type", "title", "detail"} <= document.keys()
    )


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe", b"nul", b"[]", b'"text"', b"null", b"7", b"NaN", b'{"organization": NaN}',
     b"[" * 100_000, b'{"a":' * 50_000, b'{"organization": ' + b"9" * 5000 + b"}", b'{"subject": "\\u0000"}',
     b'{"subject": "\\ud800"}', b'{"\\u0000": 1}', b'{"assessment": {"activity": "A", "answers": {"\\udfff": "x"}}}',
     b'{"assessment": {"activity": "A", "answers": {"M.AUD": "\\u0000"}}}', '{"subject": "é"}'.encode("utf-16")],
    ids=lambda raw: repr(raw[:24]),
)  # fmt: skip
def test_unreadable_body_is_refused(people: People, calling: Calling, raw: bytes) -> None:
    answer = send(calling(people.emma), raw)
    assert answer.status_code == 400
    assert is_problem(answer)


@pytest.mark.parametrize(
    ("field", "value"),
    [("organization", "5"), ("organization", 5.5), ("organization", 1e300), ("organization", True), ("organization", None), ("organization", 0),
     ("organization", -1), ("organization", 2**63), ("organization", 10**400), ("organization", []),
     ("subject", 7), ("subject", "x" * 201), ("question", "x" * 20_001), ("question", None), ("language", "de"),
     ("language", ["en"]), ("language", {}), ("planned_on", "tomorrow"), ("planned_on", 20261201),
     ("planned_on", "2026-02-30"), ("submit", "yes"), ("submit", 1), ("request_type", "CANDIDACY"),
     ("assessment", []), ("assessment", {}), ("assessment", {"activity": 1, "answers": {}}),
     ("assessment", {"activity": "DIS.LAWN", "answers": []}), ("assessment", {"activity": "DIS.LAWN", "answers": {"M.AUD": 1}})],
)  # fmt: skip
def test_field_of_the_wrong_shape_is_named(people: People, calling: Calling, field: str, value: object) -> None:
    body = {"organization": people.organization.pk, "language": "en", "subject": "A sign", "question": "May I?"}
    answer = send(calling(people.emma), json.dumps({**body, field: value}).encode())
    assert answer.status_code == 400
    assert is_problem(answer)
    assert list(answer.json()["errors"]) == [field]


@pytest.mark.parametrize(
    ("more", "field"),
    [({"organization": 10**15}, "organization"),
     ({"assessment": {"activity": "NO.SUCH", "answers": {}}}, "answers"),
     ({"assessment": {"activity": " ", "answers": {}}}, "answers"),
     ({"assessment": {"activity": "DIS.LAWN", "answers": {"NO": "x"}}}, "answers"),
     ({"assessment": {"activity": "DIS.LAWN", "answers": {}, "rulebook_version": "../../etc"}}, "rulebook_version")],
)  # fmt: skip
def test_unknown_thing_is_named(people: People, calling: Calling, more: dict[str, object], field: str) -> None:
    body = {"organization": people.organization.pk, "language": "en", "subject": "A sign", "question": "May I?"}
    answer = calling(people.emma).post("requests/", {**body, **more})
    assert answer.status_code == 422
    assert is_problem(answer)
    assert list(answer.json()["errors"]) == [field]


def test_organization_without_part_7_takes_no_request(people: People, calling: Calling) -> None:
    listed = calling(None).get("organizations/?takes_requests=false").json()
    assert listed
    body = {"organization": listed[0]["id"], "language": "en", "subject": "A sign", "question": "May I?"}
    assert calling(people.emma).post("requests/", body).status_code == 422


def test_body_beyond_the_limit_is_too_large(people: People, calling: Calling) -> None:
    answer = send(calling(people.emma), b'{"subject": "' + b"x" * 256 * 1024 + b'"}')
    assert answer.status_code == 413
    assert is_problem(answer)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]
)
def test_other_media_are_not_read(people: People, calling: Calling, content_type: str) -> None:
    answer = send(calling(people.emma), b"subject=x", content_type)
    assert answer.status_code == 415
    assert is_problem(answer)


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "application/json; version=2", "nonsense"])
def test_other_media_are_not_written(people: People, calling: Calling, accept: str) -> None:
    answer = calling(people.emma).get("me/", headers={"Accept": accept})
    assert answer.status_code in {200, 406}
    assert answer.status_code == 200 or is_problem(answer)
    assert b"<html" not in answer.content


@pytest.mark.parametrize("method", ["PUT", "TRACE", "QUERY", "PATCH", "DELETE"])
def test_unknown_method_is_not_allowed(people: People, calling: Calling, method: str) -> None:
    answer = calling(people.emma).client.generic(method, "/api/v1/requests/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, POST, HEAD, OPTIONS"
    assert is_problem(answer)


def test_method_is_never_overridden(people: People, calling: Calling) -> None:
    draft = make_draft(people.emma, people.organization)
    emma = calling(people.emma)
    emma.post(f"requests/{draft.pk}/", {"_method": "DELETE"}, headers={"X-HTTP-Method-Override": "DELETE"})
    with acting_as(people.emma):
        assert Case.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    "address", ["/api/", "/api/v1/", "/api/v2/requests/", "/api/v1/requests", "/api/v1/requests/x/"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_address_that_leads_nowhere_is_told_as_a_problem(
    people: People, calling: Calling, address: str, method: str
) -> None:
    answer = calling(people.emma).client.generic(method, address)
    assert answer.status_code == 404
    assert is_problem(answer)


@pytest.mark.parametrize("text", ["\x00", "\ud800", " ", "\u202e", "👩🏽‍💻", "x" * 20_000])
def test_free_text_is_kept_or_refused(people: People, calling: Calling, text: str) -> None:
    case = make_case(people.emma, people.organization)
    rita = calling(people.rita)
    rita.act(case.pk, "take-up")
    answer = send_action(rita, case.pk, "request-information", {"question": text})
    expected = 400 if text in {"\x00", "\ud800"} else 200 if text.strip() else 422
    assert answer.status_code == expected
    assert expected != 200 or answer.json()["information_requests"][0]["question"] == text


def send_action(caller: Caller, pk: int, action: str, body: dict[str, str]) -> HttpResponse:
    return caller.client.generic(
        "POST", f"/api/v1/requests/{pk}/actions/{action}/", json.dumps(body).encode(), content_type="application/json"
    )


def test_database_that_is_away_is_told_as_a_problem(
    people: People, calling: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr("cases.api.common.visible_case", away)
    answer = calling(people.emma).get("requests/1/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert is_problem(answer)
    assert "closed" not in answer.content.decode()


def test_throttle_says_when_to_come_back(people: People, calling: Calling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "rest_framework.settings.api_settings.DEFAULT_THROTTLE_RATES",
        {"person-read": "2/min", "person-write": "2/min", "anybody-read": "1/min", "anybody-write": "1/min"},
    )
    emma, rita = calling(people.emma), calling(people.rita)
    assert [emma.get("me/").status_code for _ in range(3)] == [200, 200, 429]
    refused = emma.get("me/")
    assert is_problem(refused)
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert rita.get("me/").status_code == 200
    assert emma.post("requests/", {}).status_code == 400
    nobody = calling(None)
    assert [nobody.get("request-types/").status_code for _ in range(2)] == [200, 429]
