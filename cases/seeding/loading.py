"""Rows into tables, fast: COPY into a temporary twin, then one INSERT, because COPY refuses tables under row-level security."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql

TABLES: dict[str, tuple[str, ...]] = {
    "access_person": (
        "id", "password", "email", "given_name", "family_name", "language", "is_active", "is_fictional",
    ),
    "access_appointment": ("person_id", "organization_id", "role", "position_title", "active_from", "active_to"),
    "assessments_assessment": (
        "id", "person_id", "rulebook_version", "rulebook_hash", "activity", "answers", "result", "created_at",
    ),
    "cases_case": (
        "id", "ref", "request_type", "status", "organization_id", "requester_id", "language", "subject", "question",
        "planned_on", "assessment_id", "activity", "level", "created_at", "submitted_at", "submitted_on", "queue",
        "routed_by_id", "routing_facts", "assigned_to_id", "due_on", "outcome", "ended_at", "version", "changed_at",
        "changed_by_id", "standard_days", "clock_calendar", "clock_read_at", "clock_reason", "found_by", "advice_id",
    ),
    "cases_informationrequest": (
        "id", "case_id", "asked_by_id", "asked_at", "question", "answered_at", "answer", "answer_by",
    ),
    "cases_routing": (
        "id", "case_id", "at", "why", "rule_id", "version", "facts", "queue", "assigned_to_id",
    ),
    "cases_advice": (
        "id", "case_id", "author_id", "requester_id", "recorded_at", "outcome", "reasons", "mitigations", "language",
    ),
    "cases_ending": ("id", "case_id", "kind", "outcome", "reasons", "ended_by_id", "ended_at"),
    "notifications_message": (
        "id", "recipient_id", "template", "language", "subject", "body", "link", "created_at", "state", "attempts",
        "next_attempt_at", "handed_over_at", "sent_at", "last_error", "read_at",
    ),
    "audit.data_key": ("key_id", "case_ref", "wrapped", "created_at"),
    "audit.entry": ("id", "case_ref", "seq", "body", "prev_hash", "entry_hash", "request_id", "recorded_at"),
    "audit.payload": ("entry_id", "salt", "key_id", "nonce", "ciphertext"),
    "audit.head": ("case_ref", "seq", "entry_hash"),
}  # fmt: skip
"""Every table that is filled, in the order in which foreign keys allow it, with the columns that are given."""


def reserve(connection: psycopg.Connection[Any], table: str, count: int) -> list[int]:
    """Draw `count` numbers from the sequence of the table's id, which nobody else will then draw."""
    rows = connection.execute(
        "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)", [table, count]
    ).fetchall()
    return [number for (number,) in rows]


def load(connection: psycopg.Connection[Any], rows: dict[str, list[Sequence[Any]]]) -> None:
    """Insert the rows, by table, in one transaction. Constraints and the ledger's triggers hold as for any INSERT."""
    with connection.transaction():
        for table, columns in TABLES.items():
            if rows.get(table):
                _insert(connection, table, columns, rows[table])


def _insert(
    connection: psycopg.Connection[Any], table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    target = sql.SQL(".").join(map(sql.Identifier, table.split(".")))
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    twin = sql.Identifier(f"seed_{table.replace('.', '_')}")
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("create temporary table if not exists {} as select {} from {} with no data").format(
                twin, names, target
            )
        )
        cursor.execute(sql.SQL("truncate {}").format(twin))
        with cursor.copy(sql.SQL("copy {} ({}) from stdin").format(twin, names)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            sql.SQL("insert into {} ({}) overriding system value select {} from {}").format(target, names, names, twin)
        )


def settle(connection: psycopg.Connection[Any]) -> None:
    """Do at once what autovacuum would do later: statistics for the planner, the search index's pending list."""
    for table in TABLES:
        target = sql.SQL(".").join(map(sql.Identifier, table.split(".")))
        connection.execute(sql.SQL("vacuum (analyze) {}").format(target))
    connection.execute("select cases_learn_words('-infinity')")
    connection.execute("analyze cases_word")
