"""Seals what somebody saves, so that only their code opens it. Pure: it draws a nonce and reads no clock.

Two things are derived from the code with HKDF-SHA256, under different labels: the locator, under which the sealed text is
stored, and the key of AES-256-GCM. Neither leads to the other, and neither the database nor this source holds the code.
The text is padded to one length before it is sealed, so that its length does not tell how many activities it holds.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assessments.sitting import LONGEST_TEXT, Sitting, read_sitting

PADDED = LONGEST_TEXT + 4096  # bytes: the longest sitting there can be, and the results beside it
_NONCE = 12
_LABEL = "polact saved result, version 1: "


@dataclass(frozen=True, slots=True)
class Kept:
    """What a saved result says: the sitting, and for each of its activities the codes that were possible then."""

    sitting: Sitting
    rulebook_hash: str
    results: tuple[tuple[str, ...], ...]


def locator(code: str) -> str:
    """Where the text sealed with this code is stored: 64 hexadecimal digits."""
    return _derived(code, "locator").hex()


def seal(code: str, kept: Kept) -> bytes:
    """Return the sealed text; always equally long. Raises ValueError when it would not fit."""
    told = {"sitting": kept.sitting.as_text(), "hash": kept.rulebook_hash, "results": kept.results}
    text = json.dumps(told, separators=(",", ":")).encode()
    if len(text) > PADDED:
        raise ValueError("too long to be sealed")
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_derived(code, "key")).encrypt(nonce, text.ljust(PADDED), locator(code).encode())


def unseal(code: str, sealed: bytes) -> Kept | None:
    """Return what was sealed with this code; None for another code, or when a bit was changed."""
    try:
        text = AESGCM(_derived(code, "key")).decrypt(sealed[:_NONCE], sealed[_NONCE:], locator(code).encode())
    except (InvalidTag, ValueError):
        return None
    told: dict[str, Any] = json.loads(text)
    sitting = read_sitting(told["sitting"])
    return Kept(sitting, told["hash"], tuple(tuple(codes) for codes in told["results"])) if sitting else None


def _derived(code: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"{_LABEL}{purpose}".encode()).derive(code.encode())
