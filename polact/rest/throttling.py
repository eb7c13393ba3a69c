"""How often somebody may call. The counts live in the process's memory and are forgotten: nothing is recorded."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.http import HttpRequest
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

from polact.rest.buckets import Buckets, rate

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which itself imports its throttles


class Throttle(SimpleRateThrottle):
    """Counts reads and writes apart: by person, or in buckets without addresses for somebody who is not signed in."""

    def __init__(self) -> None:
        """The rate depends on the request, so that it is chosen in `allow_request`."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        self.scope = self.scope_of(request, view)
        self.seconds = 0.0
        if not request.user.is_authenticated:
            self.seconds = _take(self.scope, self.get_ident(request))
            return not self.seconds
        self.rate = str(api_settings.DEFAULT_THROTTLE_RATES[self.scope])
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    def wait(self) -> float | None:
        return self.seconds or super().wait()

    @staticmethod
    def scope_of(request: Request, view: APIView) -> str:
        who = "person" if request.user.is_authenticated else "anybody"
        return f"{who}-{'read' if request.method in SAFE_METHODS else 'write'}"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": str(request.user.pk)}


def seconds_to_wait(request: HttpRequest, scope: str) -> float:
    """Take a call of a page that anybody may open; 0 when it is allowed, else for how long to wait."""
    return _take(scope, SimpleRateThrottle.get_ident(_ADDRESSES, request))  # type: ignore[arg-type]


def _take(scope: str, address: str | None) -> float:
    return _buckets(scope, str(api_settings.DEFAULT_THROTTLE_RATES[scope])).take(address or "")


@lru_cache(maxsize=16)
def _buckets(scope: str, told: str) -> Buckets:
    return Buckets(*rate(told))


_ADDRESSES = object.__new__(SimpleRateThrottle)
