"""Chains of the audit ledger made in quantity: the same bytes that `polact.audit.recording` writes, one case at a time.

`manage.py audit_verify` recomputes them all; the owner's connection inserts them, past the function that appends.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from polact.audit import canonical, sealing
from polact.audit.verbs import Verb

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Event:
    """One deed of a case's story. `actor` is a person's number and name, or None for the system."""

    verb: Verb
    at: datetime
    role: str
    actor: tuple[int, str] | None
    before: str
    after: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chain:
    """The rows of one case's chain: data key, entries with their payloads, head."""

    key: tuple[Any, ...]
    entries: list[tuple[Any, ...]]
    payloads: list[tuple[Any, ...]]
    head: tuple[Any, ...]


def chain(subject: UUID, events: Sequence[Event], new_uuid: Any) -> Chain:
    """Seal and chain the events of one case. `new_uuid()` draws the references that are no secrets."""
    key_id = new_uuid()
    key, wrapped = sealing.new_key(key_id)
    previous = canonical.genesis(subject)
    entries, payloads = [], []
    for seq, event in enumerate(events, start=1):
        salt = os.urandom(32)
        padded = canonical.pad(canonical.encode(_payload(event)))
        body = canonical.encode(_body(subject, seq, event, canonical.commitment(salt, padded)))
        digest = canonical.entry_hash(previous, body)
        nonce, ciphertext = sealing.seal(key, padded, sealing.place(subject, seq))
        entries.append((subject, seq, body, previous, digest, new_uuid(), event.at))
        payloads.append((salt, key_id, nonce, ciphertext))
        previous = digest
    return Chain((key_id, subject, wrapped, events[0].at), entries, payloads, (subject, len(events), previous))


def _payload(event: Event) -> Any:
    number, name = event.actor or (None, "")
    return canonical.normal({"actor": number, "name": name, "facts": event.facts})


def _body(subject: UUID, seq: int, event: Event, commit: bytes) -> dict[str, Any]:
    return {
        "v": FORMAT,
        "hash": "sha256",
        "case": str(subject),
        "seq": seq,
        "verb": event.verb.value,
        "role": event.role,
        "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "from": event.before,
        "to": event.after,
        "commit": commit.hex(),
    }
