"""How often somebody may call. The counts live in the process's memory and are forgotten: nothing is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which itself imports its throttles


class Throttle(SimpleRateThrottle):
    """Counts reads and writes apart, by person, or by network address for somebody who is not signed in."""

    def __init__(self) -> None:
        """The rate depends on the request, so that it is chosen in `allow_request`."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        self.scope = self.scope_of(request, view)
        self.rate = str(api_settings.DEFAULT_THROTTLE_RATES[self.scope])
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    @staticmethod
    def scope_of(request: Request, view: APIView) -> str:
        who = "person" if request.user.is_authenticated else "anybody"
        return f"{who}-{'read' if request.method in SAFE_METHODS else 'write'}"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        ident = str(request.user.pk) if request.user.is_authenticated else self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": ident}
