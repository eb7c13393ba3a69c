"""What is measured: each workload as one request to the product, and as the same to the floor."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

import psycopg

from benchmarks import floor_sql, people
from benchmarks.people import Cast
from benchmarks.server import Client, Server
from cases.seeding.words import request_text

REASONS = "The activity is on your own time, has little visibility, and your duties have no link with it. " * 3


@dataclass
class Stage:
    """Everything that a workload needs: clients of the product by person, of the floor, and a bare connection."""

    cast: Cast
    employee: Client
    representative: Client
    administrator: Client
    floor: Client
    sql: psycopg.Connection[Any]
    rng: Random
    servers: dict[str, Server]

    def close(self) -> None:
        for client in (self.employee, self.representative, self.administrator, self.floor):
            client.connection.close()
        self.sql.close()


@dataclass
class Workload:
    """One workload. `product()` asks the product and gives milliseconds; `floor_input` is what the floor is given."""

    name: str
    product: Callable[[], float]
    floor_input: Callable[[], dict[str, Any]]
    share: float = 1.0
    prepare: Callable[[int], None] = lambda count: None


def workloads(stage: Stage) -> list[Workload]:
    return [_submit(stage), _queue(stage), _case(stage), _decision(stage), _report(stage), _search(stage)]


def _submit(stage: Stage) -> Workload:
    def text() -> dict[str, str]:
        subject, question = request_text(stage.rng, "en", "Put a sign on the lawn")
        return {"subject": subject, "question": question}

    def product() -> float:
        body = {"organization": stage.cast.organization.pk, "language": "en", "submit": True, **text()}
        return stage.employee.ask("POST", "/api/v1/requests/", json.dumps(body).encode(), expect=201)[0]

    def floor_input() -> dict[str, Any]:
        cast = stage.cast
        return {"organization": cast.organization.pk, "requester": cast.employee.pk, "told": cast.told, **text()}

    return Workload("submit", product, floor_input)


def _queue(stage: Stage) -> Workload:
    return Workload(
        "queue",
        lambda: stage.representative.ask("GET", "/en/desk/")[0],
        lambda: {"organization": stage.cast.organization.pk},
    )


def _case(stage: Stage) -> Workload:
    return Workload(
        "case",
        lambda: stage.representative.ask("GET", f"/en/desk/{stage.rng.choice(stage.cast.long_cases)}/")[0],
        lambda: {"id": stage.rng.choice(stage.cast.long_cases)},
    )


def _decision(stage: Stage) -> Workload:
    ours: Iterator[int] = iter(())
    theirs: Iterator[int] = iter(())

    def prepare(count: int) -> None:
        """New cases for the product; for the floor, as many of its own put under review."""
        nonlocal ours, theirs
        ours = iter(people.cases_to_decide(stage.cast, count))
        again = stage.sql.execute(
            "update floor.request set status = 'IN_REVIEW', outcome = '' where id in (select id from floor.request "
            "where status in ('SUBMITTED', 'IN_REVIEW', 'AWAITING_INFORMATION', 'ANSWERED') and not exists "
            "(select from floor.advice a where a.request_id = floor.request.id) order by id desc limit %s) returning id",
            [2 * count],
        ).fetchall()
        theirs = iter([row["id"] for row in again])

    def product() -> float:
        body = {"outcome": "COMPATIBLE", "reasons": REASONS}
        path = f"/api/v1/requests/{next(ours)}/actions/record-advice/"
        return stage.representative.ask("POST", path, json.dumps(body).encode())[0]

    def floor_input() -> dict[str, Any]:
        return {"id": next(theirs), "author": stage.cast.representative.pk, "reasons": REASONS}

    return Workload("decision", product, floor_input, prepare=prepare)


def _report(stage: Stage) -> Workload:
    path = "/en/reports/requests/?fiscal_year="
    return Workload("report", lambda: stage.administrator.ask("GET", path)[0], dict, share=0.4)


def _search(stage: Stage) -> Workload:
    def product() -> float:
        query = urlencode({"words": people.two_words(stage.rng)})
        return stage.representative.ask("GET", f"/en/desk/?{query}")[0]

    return Workload(
        "search",
        product,
        lambda: {"organization": stage.cast.organization.pk, "words": people.two_words(stage.rng)},
    )


def asker(stage: Stage, workload: Workload, system: str) -> Callable[[], float]:
    """Asks `system` (product, floor or sql) once and gives milliseconds. What the floor is given travels as JSON."""
    if system == "product":
        return workload.product
    if system == "floor":
        return lambda: stage.floor.ask("POST", f"/{workload.name}", json.dumps(workload.floor_input()).encode())[0]

    def bare() -> float:
        given = workload.floor_input()
        began = perf_counter()
        floor_sql.WORKLOADS[workload.name](stage.sql, **given)
        return (perf_counter() - began) * 1000

    return bare
