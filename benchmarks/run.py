"""`python -m benchmarks [--cases N] [--rounds R] [--quick]`: the product beside the floor, interleaved, in one run.

Nothing here decides whether a figure is good: machines differ, and a busy one lies. Ratios with their spread, the load
and the number of cores stand beside every number.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from statistics import mean
from typing import TYPE_CHECKING

import django

from benchmarks import database, evaluating, figures, floor_sql
from benchmarks.server import Client, gunicorn
from polact.embedded import broker, connections
from polact.embedded.connections import database_url
from polact.embedded.errors import EmbeddedError

if TYPE_CHECKING:
    from benchmarks.workloads import Stage, Workload

RESULTS = Path(__file__).parent / "results" / "latest.json"
WARM_UP = 5
SMALL, LARGE = 1_000, 1_000_000
GROWING = ("queue", "search")


def main(arguments: list[str] | None = None) -> None:
    """Measure, print and write benchmarks/results/latest.json."""
    options = _options(arguments)
    if options.growth:
        grow(options)
        return
    name = options.database or f"polact_bench_{options.cases}"
    try:
        environment = database.prepare(name, options.cases, say)
    except EmbeddedError as error:
        sys.exit(f"polact: {error}")
    with _servers(name, environment) as stage:
        samples, loads = measure(stage, rounds=options.rounds, repeat=options.repeat, only=options.only)
    told = figures.document(samples, cores=os.cpu_count() or 1, load=mean(loads), cases=options.cases)
    told["evaluation"] = evaluating.measure()
    figures.write(options.output, told)
    print("\n".join([*figures.table(samples, told), evaluating.line(told["evaluation"])]))


def grow(options: argparse.Namespace) -> None:
    """Queue and search in a small database and in a large one, each in a process of its own: one that stands on the
    other's connections would measure the wrong one. Prints how many times slower the large one is."""
    found = {}
    for cases in (SMALL, options.cases):
        output = options.output.with_name(f"growth-{cases}.json")
        asked = ["--cases", str(cases), "--rounds", str(options.rounds), "--repeat", str(options.repeat)]
        named = ["--database", options.database] if options.database and cases == options.cases else []
        command = [sys.executable, "-m", "benchmarks", *asked, *named, "--only", *GROWING, "--output", str(output)]
        subprocess.run(command, check=True, cwd=database.ROOT)
        found[cases] = json.loads(output.read_text(encoding="utf-8"))
    told = figures.growth(found[SMALL], found[options.cases])
    figures.write(options.output.with_name("growth.json"), told)
    print("\n".join(figures.growth_lines(told)))


def say(line: str) -> None:
    print(line, flush=True)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=10_000, help="how many cases the database holds (default 10,000)")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (default 5)")
    parser.add_argument("--repeat", type=int, default=40, help="requests of each workload in a round (default 40)")
    parser.add_argument("--quick", action="store_true", help="1,000 cases, two short rounds: does it run?")
    parser.add_argument(
        "--growth", action="store_true", help="queue and search at 1,000 and at --cases (1,000,000), and the ratio"
    )
    parser.add_argument("--database", default="", help="another name for the database that is measured")
    parser.add_argument("--only", nargs="+", default=[], metavar="WORKLOAD", help="these workloads and no others")
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    if options.quick:
        options.cases, options.rounds, options.repeat = min(options.cases, 1000), 2, 8
    if options.growth and "--cases" not in (arguments or sys.argv):
        options.cases = LARGE
    return options


@contextmanager
def _servers(name: str, environment: dict[str, str]) -> Iterator["Stage"]:
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
        product = stack.enter_context(gunicorn("polact.wsgi", environment))
        floor = stack.enter_context(
            gunicorn("benchmarks.floor_app", {"FLOOR_URL": floor_url, "DJANGO_SETTINGS_MODULE": ""})
        )
        stage = workloads.Stage(
            cast=cast,
            employee=Client(product.port, people.signed_in(cast.employee)),
            representative=Client(product.port, people.signed_in(cast.representative)),
            administrator=Client(product.port, people.signed_in(cast.administrator)),
            floor=Client(floor.port, {"Content-Type": "application/json"}),
            sql=floor_sql.connect(floor_url),
            rng=Random(1),
            servers={"product": product, "floor": floor},
        )
        stack.callback(stage.close)
        Client(product.port).wait("/healthz")
        yield stage


def _broker() -> dict[str, str]:
    """Waking the worker is part of the product's work, so there is a broker: the embedded one, in a corner of its own."""
    if not connections.broker_is_embedded():
        return {}
    broker.ensure_running()
    return {"BROKER_URL": f"{connections.broker_url()}?virtual_host=9"}


def measure(
    stage: "Stage", *, rounds: int, repeat: int, only: Sequence[str] = ()
) -> tuple[dict[str, figures.Samples], list[float]]:
    """All workloads in turn, in each round in another order, product, floor and SQL in another order too."""
    from benchmarks.workloads import workloads  # noqa: PLC0415 - as above

    known = [workload for workload in workloads(stage) if not only or workload.name in only]
    samples = {workload.name: figures.Samples() for workload in known}
    loads = []
    for number in range(rounds):
        loads.append(os.getloadavg()[0])
        turn = number % len(known)
        for workload in known[turn:] + known[:turn]:
            one_round(
                stage, workload, samples[workload.name], count=max(5, round(repeat * workload.share)), turn=number
            )
        loads.append(os.getloadavg()[0])
        say(f"round {number + 1} of {rounds}, load {loads[-1]:.1f}")
    return samples, loads


def one_round(stage: "Stage", workload: "Workload", samples: figures.Samples, *, count: int, turn: int) -> None:
    """One workload, asked `count` times of each system after a warm-up; `turn` says who begins."""
    from benchmarks.workloads import asker  # noqa: PLC0415 - as above

    workload.prepare(count + WARM_UP)
    order = ["product", "floor", "sql"]
    for system in order[turn % 3 :] + order[: turn % 3]:
        ask = asker(stage, workload, system)
        for _ in range(WARM_UP):
            ask()
        server = stage.servers.get(system)
        spent = server.cpu_ms() if server else 0.0
        getattr(samples, system).append([ask() for _ in range(count)])
        if server:
            samples.cpu[system].append((server.cpu_ms() - spent) / count)
