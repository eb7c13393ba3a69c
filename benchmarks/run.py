"""`python -m benchmarks [--cases N] [--rounds R] [--quick]`: the product beside the floor, interleaved, in one run.

Nothing here decides whether a figure is good: machines differ, and a busy one lies. Ratios with their spread, the load
and the number of cores stand beside every number.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from statistics import mean

import django

from benchmarks import database, figures, floor_sql
from benchmarks.server import Client, gunicorn
from polact.embedded import broker, connections
from polact.embedded.connections import database_url
from polact.embedded.errors import EmbeddedError

RESULTS = Path(__file__).parent / "results" / "latest.json"
WARM_UP = 5


def main(arguments: list[str] | None = None) -> None:
    """Measure, print and write benchmarks/results/latest.json."""
    options = _options(arguments)
    name = options.database or f"polact_bench_{options.cases}"
    try:
        environment = database.prepare(name, options.cases, say)
    except EmbeddedError as error:
        sys.exit(f"polact: {error}")
    with _servers(name, environment) as stage:
        samples, loads = measure(stage, rounds=options.rounds, repeat=options.repeat)
    told = figures.document(samples, cores=os.cpu_count() or 1, load=mean(loads), cases=options.cases)
    figures.write(options.output, told)
    print("\n".join(figures.table(samples, told)))


def say(line: str) -> None:
    print(line, flush=True)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=10_000, help="how many cases the database holds (default 10,000)")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (default 5)")
    parser.add_argument("--repeat", type=int, default=40, help="requests of each workload in a round (default 40)")
    parser.add_argument("--quick", action="store_true", help="1,000 cases, two short rounds: does it run?")
    parser.add_argument("--database", default="", help="another name for the database that is measured")
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    if options.quick:
        options.cases, options.rounds, options.repeat = min(options.cases, 1000), 2, 8
    return options


@contextmanager
def _servers(name: str, environment: dict[str, str]) -> Iterator["Stage"]:  # type: ignore[name-defined] # noqa: F821
    """Both servers up and warm, and everybody signed in."""
    environment |= _broker()
    os.environ.update(environment)
    django.setup()
    from benchmarks import people, workloads  # noqa: PLC0415 - they need Django, which needs the environment

    collect = [sys.executable, str(database.ROOT / "manage.py"), "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, env=os.environ, check=True)
    cast = people.choose_cast()
    say(f"{cast.organization}: {cast.representative} at the desk, case pages with {cast.history} entries")
    floor_url = database_url("owner")
    with ExitStack() as stack:
        port = stack.enter_context(gunicorn("polact.wsgi", environment))
        floor_port = stack.enter_context(
            gunicorn("benchmarks.floor_app", {"FLOOR_URL": floor_url, "DJANGO_SETTINGS_MODULE": ""})
        )
        stage = workloads.Stage(
            cast=cast,
            employee=Client(port, people.signed_in(cast.employee)),
            representative=Client(port, people.signed_in(cast.representative)),
            administrator=Client(port, people.signed_in(cast.administrator)),
            floor=Client(floor_port, {"Content-Type": "application/json"}),
            sql=floor_sql.connect(floor_url),
            rng=Random(1),
        )
        stack.callback(stage.close)
        Client(port).wait("/healthz")
        yield stage


def _broker() -> dict[str, str]:
    """Waking the worker is part of the product's work, so there is a broker: the embedded one, in a corner of its own."""
    if not connections.broker_is_embedded():
        return {}
    broker.ensure_running()
    return {"BROKER_URL": f"{connections.broker_url()}?virtual_host=9"}


def measure(stage, *, rounds: int, repeat: int) -> tuple[dict[str, figures.Samples], list[float]]:  # type: ignore[no-untyped-def]
    """All workloads in turn, in each round in another order, product, floor and SQL in another order too."""
    from benchmarks.workloads import ask_floor, ask_sql, workloads  # noqa: PLC0415 - as above

    known = workloads(stage)
    samples = {workload.name: figures.Samples() for workload in known}
    loads = []
    for number in range(rounds):
        loads.append(os.getloadavg()[0])
        turn = number % len(known)
        for workload in known[turn:] + known[:turn]:
            count = max(5, round(repeat * workload.share))
            workload.prepare(count + WARM_UP)
            contestants = {
                "product": workload.product,
                "floor": lambda workload=workload: ask_floor(stage, workload.name, workload.floor_input()),
                "sql": lambda workload=workload: ask_sql(stage, workload.name, workload.floor_input()),
            }
            order = list(contestants)
            for system in order[number % 3 :] + order[: number % 3]:
                for _ in range(WARM_UP):
                    contestants[system]()
                getattr(samples[workload.name], system).append([contestants[system]() for _ in range(count)])
        loads.append(os.getloadavg()[0])
        say(f"round {number + 1} of {rounds}, load {loads[-1]:.1f}")
    return samples, loads
