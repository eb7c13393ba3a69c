"""The code with which somebody comes back to a saved result: long enough never to be guessed, short enough to write down. Pure.

Twenty-seven letters of an alphabet without lookalikes (Crockford's base 32) make 135 random bits; a twenty-eighth checks
them. The check is a sum in the field of 32 elements with a different weight for each place, so that it finds every single
wrong letter and every two letters that changed places.
"""

from __future__ import annotations

import secrets
from functools import reduce
from operator import xor

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28
GROUP = 4
_SECRET = LENGTH - 1
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", **dict.fromkeys(" -–—.\u00a0\t\r\n")})
_FIELD = 0b100101  # x⁵ + x² + 1, which is primitive: its 31 powers are all different


def new_code() -> str:
    """Draw a code from the system's source of randomness; 28 letters, without spaces."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(_SECRET))
    return secret + ALPHABET[_check(secret)]


def in_groups(code: str) -> str:
    """The code as it is shown and written down: groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(written: str) -> str | None:
    """What somebody wrote, as a code: small letters, spaces and hyphens do not matter. None when it cannot be one."""
    code = written.upper().translate(_ALIKE)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    return code if ALPHABET[_check(code[:_SECRET])] == code[_SECRET] else None


def _check(secret: str) -> int:
    """The sum of each letter's value times its place's power of x. The check letter's own weight is 1, no place's."""
    weighted = (_times_x(ALPHABET.index(letter), place) for place, letter in enumerate(secret, start=1))
    return reduce(xor, weighted)


def _times_x(value: int, times: int) -> int:
    for _ in range(times):
        value <<= 1
        if value & 0b100000:
            value ^= _FIELD
    return value
