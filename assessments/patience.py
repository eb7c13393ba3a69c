"""How often strangers may try, without knowing who they are.

What is in memory are a few hundred numbers and one moment. An address falls into one of them by a keyed hash whose key is
drawn when the process starts and is never written down: nobody can tell afterwards who called, and many share a number.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from threading import Lock

from django.conf import settings
from django.http import HttpRequest
from rest_framework.settings import api_settings

SHARES = 256


class Patience:
    """At most `ANONYMOUS_TRIES` a minute for each share of the addresses. Forgotten every minute, and with the process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._lock = Lock()
        self._minute = -1
        self._counts = [0] * SHARES

    def allows(self, request: HttpRequest, at: datetime) -> bool:
        """Count a try made at a moment; False once there were too many in its minute."""
        share, minute = self._share(request), int(at.timestamp() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, [0] * SHARES
            self._counts[share] += 1
            return self._counts[share] <= settings.ANONYMOUS_TRIES

    def _share(self, request: HttpRequest) -> int:
        return hmac.digest(self._key, _address(request).encode(), "sha256")[0]


def _address(request: HttpRequest) -> str:
    """Where the call comes from; behind a proxy of ours, what the proxy says."""
    if api_settings.NUM_PROXIES:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


WITH_CODES = Patience()
WITH_FEEDBACK = Patience()
