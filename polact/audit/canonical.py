"""The bytes that are hashed: RFC 8785 (JCS) restricted to what needs no judgement, and the hashes over them.

Allowed are objects with ASCII keys, strings in NFC, integers below 2**53, booleans and null. No floats.
Every hash has a prefix of its own, so that no value of one kind can pass for another.
"""

import hashlib
import json
import unicodedata
from typing import Any
from uuid import UUID

ENTRY, COMMIT = b"\x02", b"\x03"
PADDING = 256


def encode(value: Any) -> bytes:
    """The one byte form of `value`; raises ValueError for anything outside the restricted set."""
    _check(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _check(value: Any) -> None:
    if isinstance(value, dict):
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise ValueError("a key is not ASCII text")
        _check(list(value.values()))
    elif isinstance(value, list):
        for member in value:
            _check(member)
    elif isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise ValueError("text is not in Unicode normal form C")
    elif isinstance(value, int):  # booleans are integers, and pass
        if abs(value) >= 2**53:
            raise ValueError("integer beyond 2**53")
    elif value is not None:
        raise ValueError(f"{type(value).__name__} has no canonical form here")


def normal(value: Any) -> Any:
    """`value` with all its text in NFC and everything that is no JSON type written as text."""
    if isinstance(value, dict):
        return {str(key): normal(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [normal(member) for member in value]
    if value is None or isinstance(value, bool | int):
        return value
    return unicodedata.normalize("NFC", str(value))


def pad(payload: bytes) -> bytes:
    """`payload` with its length in front, filled up so that its size tells little about it."""
    framed = len(payload).to_bytes(4, "big") + payload
    return framed + b"\0" * (-len(framed) % PADDING)


def unpad(padded: bytes) -> bytes:
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]


def genesis(case_ref: UUID) -> bytes:
    """What the first entry of a chain names as its predecessor."""
    return hashlib.sha256(b"case:" + str(case_ref).encode()).digest()


def entry_hash(previous: bytes, body: bytes) -> bytes:
    return hashlib.sha256(ENTRY + previous + hashlib.sha256(body).digest()).digest()


def commitment(salt: bytes, padded: bytes) -> bytes:
    return hashlib.sha256(COMMIT + salt + padded).digest()
