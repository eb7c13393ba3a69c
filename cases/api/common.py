"""What the doors of the API share: the case that may be seen, calls that may be repeated, the version that was read."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ParseError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cases import queries
from cases.models import Case
from cases.operations.repeating import Call, answer_given, keep_answer
from cases.serializers.requests import (
    RequestOut,
)
from polact.access.models import Person
from polact.base import clock

KEY = re.compile(r'"[!#-\[\]-~]{1,200}"|[!#-~]{1,200}')
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag of what was read; with another version standing, 409 and nothing is changed.",
)
REPEATABLE = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!#-~]{1,200}$"},
    OpenApiParameter.HEADER,
    description="Repeating a call with the same key and body within a day gives the same answer and does nothing again.",
)


def visible_case(person: Person, pk: int, read: Callable[[Person, int], Case] = queries.bare_case) -> Case:
    """The case, if the person may know of it; else the same Http404 as for one that there is not."""
    try:
        return read(person, pk)
    except Case.DoesNotExist:
        raise Http404 from None


def told(person: Person, pk: int, status: int = 200) -> Response:
    """The request as it stands now, with its version as ETag."""
    case = visible_case(person, pk, queries.visible_case)
    asked = Prefetch("information_requests", queries.asked_with_items())
    prefetch_related_objects([case], asked, "endings", "assessment__companions")
    for one in case.information_requests.all():
        one.checklist = queries.checklist_of(one)
    context = {"person": person, "today": clock.local_date(clock.now())}
    response = Response(RequestOut(case, context=context).data, status=status)
    return with_headers(response, case.pk, case.version)


def with_headers(response: Response, pk: int, version: int) -> Response:
    """The version as ETag, and where something new is found."""
    response.headers["ETag"] = f'"{version}"'
    if response.status_code == 201:
        response.headers["Location"] = reverse("api:request", args=[pk])
    return response


def once(
    request: Request,
    person: Person,
    at: datetime,
    deed: Callable[[], tuple[Case, int]],
    tell: Callable[[Person, int, int], Response] = told,
) -> Response:
    """Do the deed and tell the case; or, when the same call was answered before, give that answer again.

    `tell` makes the answer from the case as it then stands; its body has the version. `deed` returns the case and the HTTP status. Raises UnderWay and KeyReused (`operations.repeating`).
    """
    call = _call(request, person)
    if call is None:
        case, status = deed()
        return tell(person, case.pk, status)
    if given := answer_given(call=call, at=at):
        body = json.loads(given.body)
        return with_headers(Response(body, status=given.status), given.case_id, body["version"])
    case, status = deed()
    response = tell(person, case.pk, status)
    body = JSONRenderer().render(response.data).decode()
    keep_answer(call=call, case=case, status=status, body=body, at=at)
    return response


def _call(request: Request, person: Person) -> Call | None:
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return None
    if not KEY.fullmatch(given):
        raise ParseError(_("The Idempotency-Key is not valid."))
    asked = json.dumps([request.method, request.path, request.data], sort_keys=True)
    return Call(person, given.strip('"'), hashlib.sha256(asked.encode()).hexdigest())


def version_read(request: Request, body: dict[str, Any]) -> int | None:
    """Which version the caller acts upon: If-Match, else the body's; None when the call says neither.

    An If-Match that no version ever had becomes 0, which conflicts with every version.
    """
    given = request.headers.get("If-Match")
    if given is None or given.strip() == "*":
        return body.get("version")
    number = given.strip().removeprefix("W/").strip('"')
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def checked(form: Serializer[dict[str, Any]]) -> dict[str, Any]:
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)
