"""What keeps an answer from telling more than it says: its length, and how often somebody may ask."""

from __future__ import annotations

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from polact.rest.throttling import seconds_to_wait

PAGE_CLASS = 160 * 1024  # bytes: every step, and every result of ten activities, fits into the first class
ANSWER_CLASS = 64 * 1024  # bytes: the API's answers about one activity
RATE = "assessment"
_OPENS, _CLOSES = b"\n<!-- ", b" -->\n"


def padded(response: HttpResponse) -> HttpResponse:
    """Fill a page up to the next multiple of PAGE_CLASS bytes, so that its length does not tell which one it is.

    Whatever stands in front must not compress it, or the length tells again: `no-transform` says so.
    """
    missing = -(len(response.content) + len(_OPENS) + len(_CLOSES)) % PAGE_CLASS
    response.content = response.content + _OPENS + b"." * missing + _CLOSES
    return response


def padded_json(response: HttpResponse) -> HttpResponse:
    """Fill a JSON answer up with spaces, which mean nothing there."""
    response.content = response.content + b" " * (-len(response.content) % ANSWER_CLASS)
    return response


def held_back(request: HttpRequest) -> HttpResponse | None:
    """The page of somebody who asks too often, in both languages, with all that was sent; None for everybody else."""
    seconds = seconds_to_wait(request, RATE)
    if not seconds:
        return None
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    response = render(request, "assessments/429.html", {"sent": sent}, status=429)
    response.headers["Retry-After"] = str(math.ceil(seconds))
    return response
