"""Reading the trail, for people."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from polact.audit import canonical, sealing
from polact.audit.verbs import Verb
from polact.base.text import current_language


@dataclass(frozen=True)
class TrailEntry:
    """One entry as people read it: `str(entry)` is its sentence in the current language."""

    seq: int
    verb: Verb
    at: datetime
    role: str
    before: str
    after: str
    actor_name: str
    facts: dict[str, Any]

    def __str__(self) -> str:
        return str(self.verb.label).format_map(_Blank(actor=self._subject or "polact", **self.told_facts()))

    @property
    def signature(self) -> str:
        """Who did it, and for which absent colleague, if for one: "Rita Sample, for René Sample"."""
        absent = self.facts.get("for")
        if not absent:
            return self.actor_name
        return _("%(name)s, for %(absent)s") % {"name": self.actor_name, "absent": absent}

    @property
    def _subject(self) -> str:
        """The signature where the sentence goes on."""
        return f"{self.signature}," if self.facts.get("for") else self.actor_name

    def told_facts(self) -> dict[str, str]:
        """The facts as they are told: a fact kept in both languages in the current one."""
        return {
            key: value.get(current_language(), "") if isinstance(value, dict) else str(value)
            for key, value in self.facts.items()
        }


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def trail_of(subject: UUID) -> list[TrailEntry]:
    """The entries of one case, oldest first. The random reference is the right to read: only who may see the case has it."""
    with connection.cursor() as cursor:
        cursor.execute("select seq, body, key_id, wrapped, nonce, ciphertext from audit.trail(%s)", [subject])
        rows = cursor.fetchall()
    return [_entry(subject, *row) for row in rows]


def _entry(
    subject: UUID, seq: int, body: bytes, key_id: UUID, wrapped: bytes, nonce: bytes, sealed: bytes
) -> TrailEntry:
    told = json.loads(bytes(body))
    payload: dict[str, Any] = {"name": "", "facts": {}}
    if sealed is not None:
        key = sealing.unwrap(key_id, bytes(wrapped))
        payload = json.loads(
            canonical.unpad(sealing.unseal(key, bytes(nonce), bytes(sealed), sealing.place(subject, seq)))
        )
    return TrailEntry(
        seq,
        Verb(told["verb"]),
        datetime.fromisoformat(told["at"]),
        told["role"],
        told["from"],
        told["to"],
        payload["name"],
        payload["facts"],
    )
