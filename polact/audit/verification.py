"""Checking the ledger: every chain recomputed, every payload held against its commitment. All findings are reported."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from polact.audit import canonical, sealing

ROWS = """
    select e.case_ref, e.seq, e.body, e.prev_hash, e.entry_hash, p.salt, p.key_id, k.wrapped, p.nonce, p.ciphertext
    from audit.entry e left join audit.payload p on p.entry_id = e.id left join audit.data_key k on k.key_id = p.key_id
    {where} order by e.case_ref, e.seq
"""


@dataclass(frozen=True)
class Finding:
    case: str
    seq: int
    problem: str


@dataclass
class Verdict:
    """`entries` and `cases` looked at, and everything that does not hold."""

    entries: int = 0
    cases: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.findings


@dataclass
class _Chain:
    case: UUID
    seq: int = 0
    hash: bytes = b""
    status: str = ""
    key_id: UUID | None = None
    key: bytes = b""


def verify(case: UUID | None = None) -> Verdict:
    """Check one case's chain, or all: order, hashes, canonical form, statuses that follow, commitments, heads."""
    verdict = Verdict()
    heads = _heads(case)
    chain: _Chain | None = None
    for row in _rows(case):
        if chain is None or chain.case != row[0]:
            if chain is not None:
                _check_head(chain, heads.pop(chain.case, None), verdict)
            chain = _Chain(row[0], hash=canonical.genesis(row[0]))
            verdict.cases += 1
        verdict.entries += 1
        _check_entry(chain, row, verdict)
    if chain is not None:
        _check_head(chain, heads.pop(chain.case, None), verdict)
    for ref, (seq, _hash) in heads.items():
        if seq:
            verdict.findings.append(Finding(str(ref), seq, "the entries of this case are gone"))
    return verdict


def _rows(case: UUID | None) -> Iterator[tuple[Any, ...]]:
    sql = ROWS.format(where="where e.case_ref = %s" if case else "")
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, [case] if case else [])
        while rows := cursor.fetchmany(5000):
            yield from rows


def _heads(case: UUID | None) -> dict[UUID, tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select case_ref, seq, entry_hash from audit.head where %s::uuid is null or case_ref = %s", [case, case]
        )
        return {ref: (seq, bytes(digest)) for ref, seq, digest in cursor.fetchall()}


def _check_head(chain: _Chain, head: tuple[int, bytes] | None, verdict: Verdict) -> None:
    if head != (chain.seq, chain.hash):
        verdict.findings.append(Finding(str(chain.case), chain.seq, "the head does not name the last entry"))


def _check_entry(chain: _Chain, row: tuple[Any, ...], verdict: Verdict) -> None:
    _ref, seq, body, previous, digest, *sealed = row
    body, previous, digest = bytes(body), bytes(previous), bytes(digest)
    problems = []
    if seq != chain.seq + 1:
        problems.append(f"entry {chain.seq + 1} is missing")
    if previous != chain.hash:
        problems.append("it does not name the entry before it")
    if digest != canonical.entry_hash(previous, body):
        problems.append("its hash is not that of its content")
    told = _told(body)
    if told is None:
        problems.append("its content is not in canonical form")
    else:
        problems += _check_told(chain, seq, told)
        problems += _check_payload(chain, seq, told, sealed)
        chain.status = told.get("to") or chain.status
    chain.seq, chain.hash = seq, digest
    verdict.findings += [Finding(str(chain.case), seq, problem) for problem in problems]


def _told(body: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(body)
        return told if canonical.encode(told) == body else None
    except ValueError:
        return None


def _check_told(chain: _Chain, seq: int, told: dict[str, Any]) -> list[str]:
    problems = []
    if told.get("case") != str(chain.case) or told.get("seq") != seq:
        problems.append("its content belongs to another place")
    if chain.seq and told.get("from") and told["from"] != chain.status:
        problems.append(f"it leaves status {told['from']}, but the case was in {chain.status or 'none'}")
    return problems


def _check_payload(chain: _Chain, seq: int, told: dict[str, Any], sealed: list[Any]) -> list[str]:
    salt, key_id, wrapped, nonce, ciphertext = sealed
    if ciphertext is None or wrapped is None:
        return ["its payload is gone"]
    try:
        if key_id != chain.key_id:
            chain.key_id, chain.key = key_id, sealing.unwrap(key_id, bytes(wrapped))
        padded = sealing.unseal(chain.key, bytes(nonce), bytes(ciphertext), sealing.place(chain.case, seq))
    except sealing.WrongKey:
        return ["its payload cannot be opened"]
    if canonical.commitment(bytes(salt), padded).hex() != told.get("commit"):
        return ["its payload is not the one committed to"]
    return []
