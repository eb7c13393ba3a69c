"""The floor: hand-written statements for each workload, used with and without a web server around them.

Durable work is that of the product: what it inserts and updates, these do, in as many rows and one commit.
"""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.rows import dict_row

Connection = psycopg.Connection[Any]

SUBMIT = """
with received as (
    insert into floor.request (organization_id, requester_id, request_type, status, language, subject, question,
                               submitted_at, submitted_on, due_on)
    values (%(organization)s, %(requester)s, 'ADVICE', 'SUBMITTED', 'en', %(subject)s, %(question)s, now(), current_date,
            current_date + 14)
    returning id
), noted as (
    insert into floor.trail (request_id, seq, at, verb, told)
    select id, seq, now(), verb, jsonb_build_object('requester', %(requester)s::bigint, 'subject', %(subject)s::text)
    from received, (values (1, 'case.submitted'), (2, 'case.routed')) as entry (seq, verb)
), told as (
    insert into floor.outbox (recipient_id, subject, body, created_at)
    select recipient, 'Request ' || received.id, 'It arrived. An answer is due within ten business days.', now()
    from received, unnest(%(told)s::bigint[]) as recipient
)
select id from received
"""
QUEUE = """
select id, subject, status, due_on, submitted_on, level, language, requester_id, assigned_to_id from floor.request
where organization_id = %(organization)s and status in ('SUBMITTED', 'IN_REVIEW', 'AWAITING_INFORMATION')
order by due_on, id limit 26
"""
CASE = "select * from floor.request where id = %(id)s"
TRAIL = "select seq, at, verb, told from floor.trail where request_id = %(id)s order by seq"
DECISION = """
with decided as (
    update floor.request set status = 'ANSWERED', outcome = 'COMPATIBLE', ended_at = now(), version = version + 1
    where id = %(id)s and status = 'IN_REVIEW' returning id, requester_id
), noted as (
    insert into floor.trail (request_id, seq, at, verb, told)
    select id, (select coalesce(max(seq), 0) + 1 from floor.trail t where t.request_id = decided.id), now(),
           'case.advice-recorded', jsonb_build_object('by', %(author)s::bigint, 'reasons', %(reasons)s::text)
    from decided
), advised as (
    insert into floor.advice (request_id, author_id, recorded_at, outcome, reasons)
    select id, %(author)s, now(), 'COMPATIBLE', %(reasons)s from decided
), told as (
    insert into floor.outbox (recipient_id, subject, body, created_at)
    select requester_id, 'Request ' || id || ' was answered', 'The advice and its reasons are on its page.', now() from decided
)
select id from decided
"""
REPORT = """
select organization_id, (submitted_on - (extract(day from submitted_on)::integer - 1)) as month, count(*) as requests
from floor.request group by 1, 2
"""
SEARCH = """
select id, subject, status, due_on, level, language, requester_id from floor.request
where search @@ (websearch_to_tsquery('public.polact_en', %(words)s) || websearch_to_tsquery('public.polact_fr', %(words)s))
  and organization_id = %(organization)s
order by id desc limit 26
"""


def submit(connection: Connection, **given: Any) -> dict[str, Any]:
    return _one(connection, SUBMIT, given)


def queue(connection: Connection, **given: Any) -> list[dict[str, Any]]:
    return _all(connection, QUEUE, given)


def case(connection: Connection, **given: Any) -> dict[str, Any]:
    return {**_one(connection, CASE, given), "search": None, "trail": _all(connection, TRAIL, given)}


def decision(connection: Connection, **given: Any) -> dict[str, Any]:
    return _one(connection, DECISION, given)


def report(connection: Connection, **given: Any) -> list[dict[str, Any]]:
    return _all(connection, REPORT, given)


def search(connection: Connection, **given: Any) -> list[dict[str, Any]]:
    return _all(connection, SEARCH, given)


WORKLOADS: dict[str, Callable[..., Any]] = {
    "submit": submit,
    "queue": queue,
    "case": case,
    "decision": decision,
    "report": report,
    "search": search,
}


def connect(url: str) -> Connection:
    """An autocommitting connection: each workload is one statement, or reads only, so one commit at most."""
    return psycopg.connect(url, autocommit=True, row_factory=dict_row)


def _all(connection: Connection, statement: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = connection.execute(statement, given).fetchall()
    return found


def _one(connection: Connection, statement: str, given: dict[str, Any]) -> dict[str, Any]:
    row = connection.execute(statement, given).fetchone()
    if row is None:
        raise LookupError("the floor did nothing")
    return dict(row)
