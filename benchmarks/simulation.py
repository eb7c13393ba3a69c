"""`python -m benchmarks.simulation [--assessments N] [--processes P]`: a simulation of so many stored assessments, timed.

The assessments are synthetic and all different (drawn from a seed), so that nothing is won by having met a situation
before. They belong to submitted requests with advice, as stored ones do; of the result only the codes are stored, since a
simulation never reads the explanation. What is measured is the product's own operation, in so many processes at once, on the
server in force, under the application role and row-level security.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from time import monotonic
from typing import Any
from uuid import UUID

import django
import psycopg

from benchmarks import database
from polact.embedded.connections import database_url
from polact.embedded.provision import provision

BATCH = 20_000
BEGAN = datetime(2024, 1, 2, 15, 0, tzinfo=UTC)
OUTCOMES = ("COMPATIBLE",) * 6 + ("COMPATIBLE_WITH_PRECAUTIONS",) * 3 + ("NOT_ADVISED",)
WORKER = """
import sys, django
django.setup()
from uuid import UUID
from cases.operations.simulating import evaluate_part
from polact.access.acting import as_system
from polact.base import clock
left = True
while left:
    with as_system():
        left = evaluate_part(simulation_id=UUID(sys.argv[1]), at=clock.now())
"""


def main() -> None:
    """Seed what is missing, run both kinds of simulation, and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.simulation", description=__doc__.split("\n")[0])
    parser.add_argument("--assessments", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--draft", default="0.2.0")
    options = parser.parse_args()
    name = f"polact_simulation_{options.assessments}"
    environment = database.environment_of(name)
    provision(database=name)
    manage(environment, "migrate", "--noinput", "--verbosity", "0")
    os.environ.update(environment)
    django.setup()
    with psycopg.connect(database_url("owner", database=name), autocommit=True) as owner:
        if not owner.execute("select 1 from access_organization limit 1").fetchone():
            manage(environment, "load_organizations")
        (there,) = owner.execute("select count(*) from cases_case").fetchone() or (0,)
        if there < options.assessments:
            began = monotonic()
            seed(owner, options.assessments - there)
            print(f"seeded {options.assessments - there:,} assessments in {monotonic() - began:.0f} s")
    for kind in ("replay", "draft"):
        tell(kind, options, environment)


def tell(kind: str, options: argparse.Namespace, environment: dict[str, str]) -> None:
    """One run, with what it took and how busy the machine was."""
    load, began = os.getloadavg()[0], monotonic()
    run = start(kind, options.draft)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(run)],
            env={**os.environ, **environment, "LOG_LEVEL": "ERROR"},
            cwd=database.ROOT,
        )
        for _ in range(options.processes)
    ]
    for worker in workers:
        if worker.wait():
            sys.exit("a worker failed")
    took = monotonic() - began
    counts = result(run)
    print(
        f"{kind}: {counts['evaluated']:,} assessments in {took:.1f} s, {counts['evaluated'] / took:,.0f} a second, "
        f"{options.processes} processes, {os.cpu_count()} cores, load before {load:.2f}; {counts['differing']} differ"
    )


def start(kind: str, draft: str) -> UUID:
    from django.db import transaction  # noqa: PLC0415

    from cases.operations.simulating import start_replay, start_simulation  # noqa: PLC0415 - Django stands only now
    from polact.access.acting import act_as  # noqa: PLC0415
    from polact.access.models import Person  # noqa: PLC0415
    from polact.base import clock  # noqa: PLC0415

    with transaction.atomic():
        standing = act_as(administrator(), clock.local_date(clock.now()))
        person = Person.objects.get(pk=administrator())
        person.standing = standing  # type: ignore[misc]
        at = clock.now()
        run = (
            start_replay(started_by=person, at=at)
            if kind == "replay"
            else start_simulation(ref=draft, started_by=person, at=at)
        )
        return run.pk


def result(run: UUID) -> dict[str, Any]:
    from assessments.models import Simulation  # noqa: PLC0415
    from polact.access.acting import as_system  # noqa: PLC0415

    with as_system():
        found: dict[str, Any] = Simulation.objects.get(pk=run).counts
    return found


def administrator() -> int:
    from polact.access.acting import as_system  # noqa: PLC0415
    from polact.access.models import Person  # noqa: PLC0415

    with as_system():
        return int(Person.objects.get(email="administrator@simulation.example").pk)


def seed(owner: "psycopg.Connection[Any]", count: int) -> None:
    """Add so many cases with an assessment each, from the same seed the same ones."""
    from cases.seeding.loading import load, reserve, settle  # noqa: PLC0415

    organizations = [pk for (pk,) in owner.execute("select id from access_organization order by id").fetchall()]
    row = owner.execute("select id from access_person where email = 'administrator@simulation.example'").fetchone()
    if row is None:
        (person,) = reserve(owner, "access_person", 1)
        people = [(person, "!", "administrator@simulation.example", "Ada", "Sample", "en", True, True)]
        roles = [(person, organizations[0], "ADMINISTRATOR", "", BEGAN.date(), None)]
        load(owner, {"access_person": people, "access_appointment": roles})
    else:
        person = row[0]
    numbers = reserve(owner, "cases_case", count)
    rng = Random(f"simulation:{numbers[0]}")
    made = rows(rng, numbers, organizations, person)
    for first in range(0, count, BATCH):
        batch = [next(made) for _ in range(min(BATCH, count - first))]
        load(owner, {"assessments_assessment": [a for a, _case in batch], "cases_case": [case for _a, case in batch]})
    settle(owner)


def rows(rng: Random, numbers: list[int], organizations: list[int], person: int) -> Iterator[tuple[Any, Any]]:
    from assessments.compiled import Compiled  # noqa: PLC0415
    from assessments.rulebook import current  # noqa: PLC0415

    rulebook = current()
    compiled, activities = Compiled(rulebook), list(rulebook.activities.values())
    for pk in numbers:
        activity = rng.choice(activities)
        answers = {}
        for question in rulebook.asked(activity):
            if question.kind in ("route", "rule") and rng.random() < 0.97:
                answers[question.code] = question.options[0].code
            elif rng.random() < 0.93:
                ordinary_first = min(int(rng.expovariate(0.9)), len(question.options) - 1)
                answers[question.code] = question.options[ordinary_first].code
        codes = compiled.codes(activity.code, answers)
        ref, at = UUID(int=rng.getrandbits(128), version=4), BEGAN + timedelta(seconds=pk % 60_000_000)
        kept = (
            ref,
            person,
            rulebook.version,
            rulebook.content_hash,
            activity.code,
            json.dumps(answers),
            json.dumps({"result": codes}),
            at,
        )
        yield kept, _case(rng, pk, ref, person, rng.choice(organizations), activity.code, codes, at)


def _case(
    rng: Random, pk: int, ref: UUID, person: int, organization: int, activity: str, codes: tuple[str, ...], at: datetime
) -> tuple[Any, ...]:
    return (
        pk, UUID(int=rng.getrandbits(128), version=4), "ADVICE", "ANSWERED", organization, person, "en", "Synthetic", "Synthetic",
        None, ref, activity, " ".join(codes), at, at, at.date(), "ORGANIZATION", None, "{}", None, at.date(),
        rng.choice(OUTCOMES), at, 4, at, person, None,
    )  # fmt: skip


def manage(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, str(database.ROOT / "manage.py"), *arguments]
    subprocess.run(command, env={**os.environ, **environment}, check=True)


if __name__ == "__main__":
    main()
