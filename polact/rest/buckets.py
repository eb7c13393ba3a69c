"""Holds back whoever calls too often, without keeping who called.

One bucket of tokens for each caller; it fills by itself and each call takes one. A caller is known only by a keyed hash of
their network address. The key is random, lives in this process alone and changes every few minutes, and the buckets of
the old key go with it: afterwards nobody can tell whether an address was ever here.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time

KEY_LIVES = 600.0  # seconds
MOST_CALLERS = 50_000  # more at once than this is an attack: forget, and begin anew


class Buckets:
    """The buckets of one kind of call: so many at once, and so many again within the period (seconds)."""

    def __init__(self, calls: int, period: float) -> None:
        self._size, self._refill = float(calls), calls / period
        self._lock = threading.Lock()
        self._forget(time.monotonic())

    def take(self, address: str, now: float | None = None) -> float:
        """Take one token; return how many seconds to wait for it, 0 when there was one."""
        now = time.monotonic() if now is None else now
        with self._lock:
            if not 0 <= now - self._born < KEY_LIVES or len(self._left) > MOST_CALLERS:
                self._forget(now)
            caller = hashlib.blake2b(address.encode(), key=self._key, digest_size=16).digest()
            left, at = self._left.get(caller, (self._size, now))
            left = min(self._size, left + (now - at) * self._refill)
            allowed = left >= 1
            self._left[caller] = (left - 1 if allowed else left, now)
            return 0.0 if allowed else (1 - left) / self._refill

    def _forget(self, now: float) -> None:
        self._key = secrets.token_bytes(32)
        self._born = now
        self._left: dict[bytes, tuple[float, float]] = {}


def rate(text: str) -> tuple[int, float]:
    """Read `300/min`: the calls, and the period in seconds. Units are s, m, h and d, by their first letter."""
    calls, _, unit = text.partition("/")
    return int(calls), {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}[unit[0]]
