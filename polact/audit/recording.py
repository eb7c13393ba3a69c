"""Writing to the trail. Only `cases.advance` and operations may import this (pyproject.toml holds it)."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from polact.audit import canonical, sealing
from polact.audit.verbs import Verb

FORMAT = 1


def record(
    *,
    verb: Verb,
    subject: UUID,
    actor: Any,
    role: str,
    at: datetime,
    before: str = "",
    after: str = "",
    facts: dict[str, Any] | None = None,
) -> UUID:
    """Append one entry to the chain of `subject` (a case's or an organization's random reference), in this transaction.

    `actor` is the person, or None for the system; `before` and `after` are statuses; `facts` and the actor's name go
    into the sealed payload only, so that the entry itself holds no personal data. Returns the entry's request id.
    """
    with connection.cursor() as cursor:
        cursor.execute("select seq, entry_hash, key_id, wrapped from audit.open(%s)", [subject])
        last, previous, key_id, wrapped = cursor.fetchone()
        key, new_wrapped = b"", None
        if key_id is None:
            key_id = uuid4()
            key, new_wrapped = sealing.new_key(key_id)
        else:
            key = sealing.unwrap(key_id, bytes(wrapped))
        seq, salt, request_id = last + 1, os.urandom(32), uuid4()
        padded = canonical.pad(canonical.encode(_payload(actor, facts or {})))
        body = canonical.encode(_body(verb, subject, seq, role, at, before, after, canonical.commitment(salt, padded)))
        nonce, ciphertext = sealing.seal(key, padded, sealing.place(subject, seq))
        cursor.execute(
            "select audit.append(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                subject,
                body,
                canonical.entry_hash(bytes(previous), body),
                request_id,
                salt,
                key_id,
                new_wrapped,
                nonce,
                ciphertext,
            ],
        )
    return request_id


def _payload(actor: Any, facts: dict[str, Any]) -> dict[str, Any]:
    payload: dict[str, Any] = canonical.normal(
        {"actor": actor.pk if actor else None, "name": str(actor) if actor else "", "facts": facts}
    )
    return payload


def _body(
    verb: Verb, subject: UUID, seq: int, role: str, at: datetime, before: str, after: str, commit: bytes
) -> dict[str, Any]:
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {
        "v": FORMAT,
        "hash": "sha256",
        "case": str(subject),
        "seq": seq,
        "verb": verb.value,
        "role": role,
        "at": moment,
        "from": before,
        "to": after,
        "commit": commit.hex(),
    }


@dataclass(frozen=True)
class First:
    """The first entry of a chain that is about to begin."""

    subject: UUID
    facts: dict[str, Any]


def record_first(*, verb: Verb, entries: Sequence[First], actor: Any, role: str, at: datetime) -> None:
    """Begin many chains at once, in this transaction: the same bytes that `record` writes, in two statements.

    For subjects that no chain is kept of yet; another one is refused by the database.
    """
    rows = [_first(verb, entry, actor, role, at) for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute("select audit.open(s) from unnest(%s::uuid[]) s", [[entry.subject for entry in entries]])
        cursor.execute(
            "select audit.append(s, b, h, r, t, k, w, n, c) from unnest(%s::uuid[], %s::bytea[], %s::bytea[], %s::uuid[],"
            " %s::bytea[], %s::uuid[], %s::bytea[], %s::bytea[], %s::bytea[]) u (s, b, h, r, t, k, w, n, c)",
            [list(column) for column in zip(*rows, strict=True)],
        )


def _first(verb: Verb, entry: First, actor: Any, role: str, at: datetime) -> tuple[Any, ...]:
    subject, key_id, salt = entry.subject, uuid4(), os.urandom(32)
    key, wrapped = sealing.new_key(key_id)
    padded = canonical.pad(canonical.encode(_payload(actor, entry.facts)))
    body = canonical.encode(_body(verb, subject, 1, role, at, "", "", canonical.commitment(salt, padded)))
    digest = canonical.entry_hash(canonical.genesis(subject), body)
    nonce, ciphertext = sealing.seal(key, padded, sealing.place(subject, 1))
    return subject, body, digest, uuid4(), salt, key_id, wrapped, nonce, ciphertext
