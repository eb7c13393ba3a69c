"""Payloads are sealed with a data key per case; data keys are wrapped by settings.AUDIT_KEY, which no database holds.

Destroying a data key makes its payloads unreadable while the chain of entries stays whole (disposal comes later).
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


class WrongKey(Exception):
    """The key at hand does not open what it should: another AUDIT_KEY, or altered bytes."""


def new_key(key_id: UUID) -> tuple[bytes, bytes]:
    """A fresh data key, and the same wrapped for storage."""
    key = AESGCM.generate_key(256)
    nonce = os.urandom(NONCE)
    return key, nonce + AESGCM(settings.AUDIT_KEY).encrypt(nonce, key, key_id.bytes)


def unwrap(key_id: UUID, wrapped: bytes) -> bytes:
    """The data key behind `wrapped`; raises WrongKey."""
    return _open(settings.AUDIT_KEY, wrapped[:NONCE], wrapped[NONCE:], key_id.bytes)


def seal(key: bytes, padded: bytes, place: bytes) -> tuple[bytes, bytes]:
    """Nonce and ciphertext of a padded payload, bound to its `place` (case and sequence number)."""
    nonce = os.urandom(NONCE)
    return nonce, AESGCM(key).encrypt(nonce, padded, place)


def unseal(key: bytes, nonce: bytes, ciphertext: bytes, place: bytes) -> bytes:
    return _open(key, nonce, ciphertext, place)


def place(case_ref: UUID, seq: int) -> bytes:
    return case_ref.bytes + seq.to_bytes(8, "big")


def _open(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, sealed, bound)
    except InvalidTag as error:
        raise WrongKey from error
