"""What the worker is woken for, now and then or each day. All of it may run twice, at once, or late."""

from datetime import datetime
from uuid import UUID

from celery import shared_task

from cases import queries
from cases.operations.attaching import SCAN
from cases.operations.recusing import detect_again
from cases.operations.reminding import remind_of_questions as remind
from cases.operations.replaying import replay_clocks as replay
from cases.operations.scanning import alarm_of_waiting_scans, scan_file
from cases.operations.simulating import evaluate_part, wake
from cases.operations.tending import check_open_work
from cases.operations.vacancies import tend_vacancies
from cases.operations.withholding import report_withheld as report
from notifications.waking import ask
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


@shared_task(name="cases.tasks.scan_attachment")
def scan_attachment(attachment_id: str) -> None:
    """Have one file scanned; while clamd is away it stays waiting, and the sweep asks again."""
    with as_system():
        scan_file(attachment_id=UUID(attachment_id), at=clock.now())


@shared_task(name="cases.tasks.sweep_attachments")
def sweep_attachments() -> None:
    """Ask again for every file that waits, and alarm the administrators of those that have waited for an hour."""
    with as_system():
        alarm_of_waiting_scans(at=clock.now())
        waiting = queries.waiting_for_scan()
    for attachment_id in waiting:
        ask(SCAN, str(attachment_id))


@shared_task(name="cases.tasks.report_withheld")
def report_withheld(case_id: str, findings: str, at: str) -> None:
    """Say in the trail and to the administrators that something was withheld."""
    with as_system():
        report(case_id=int(case_id), findings=findings.split(","), at=datetime.fromisoformat(at))


@shared_task(name="cases.tasks.detect_conflicts")
def detect_conflicts() -> None:
    """Keep the conflicts of interest that appointments have brought (`operations.recusing`)."""
    with as_system():
        detect_again(at=clock.now())


@shared_task(name="cases.tasks.look_after_open_work")
def look_after_open_work() -> None:
    """Where nobody answers any more, and what would be forgotten: once a day for each organization, however often called."""
    with as_system():
        tend_vacancies(at=clock.now())
    with as_system():
        check_open_work(at=clock.now())


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
