"""What the worker is woken for: the parts of a simulation, reminders, the replay of clocks. All may run twice, at once, or late."""

from uuid import UUID

from celery import shared_task

from cases import queries
from cases.operations.reminding import remind_of_questions as remind
from cases.operations.replaying import replay_clocks as replay
from cases.operations.simulating import evaluate_part, wake
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


@shared_task(name="cases.tasks.remind_of_questions")
def remind_of_questions() -> None:
    """Tell what is due today about questions to employees. The beat calls often; each thing is told once."""
    remind(at=clock.now())


@shared_task(name="cases.tasks.replay_clocks")
def replay_clocks(after: int = 0) -> None:
    """Replay the clocks of the next open cases, and ask for those that follow."""
    last = replay(at=clock.now(), after=after)
    if last is not None:
        replay_clocks.delay(last)
