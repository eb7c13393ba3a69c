"""What the worker is woken for: the parts of a simulation, the daily look at open work. Each may run twice, at once, or late."""

from uuid import UUID

from celery import shared_task

from cases import queries
from cases.operations.simulating import evaluate_part, wake
from cases.operations.tending import check_open_work
from cases.operations.vacancies import tend_vacancies
from polact.access.acting import as_system
from polact.base import clock


@shared_task(name="cases.tasks.simulate")
def simulate(simulation_id: str) -> None:
    """Evaluate one part, and ask for the next: between two parts a worker is free for messages."""
    with as_system():
        was_one_left = evaluate_part(simulation_id=UUID(simulation_id), at=clock.now())
    if was_one_left:
        wake(simulation_id=UUID(simulation_id))


@shared_task(name="cases.tasks.sweep_simulations")
def sweep_simulations() -> None:
    """Go on with every run that has not ended: its worker may have died, or the broker forgotten it."""
    with as_system():
        waiting = queries.unfinished_simulations()
    for simulation_id in waiting:
        wake(simulation_id=simulation_id)


@shared_task(name="cases.tasks.look_after_open_work")
def look_after_open_work() -> None:
    """Where nobody answers any more, and what would be forgotten: once a day for each organization, however often called."""
    with as_system():
        tend_vacancies(at=clock.now())
    with as_system():
        check_open_work(at=clock.now())
