"""What the worker is woken for, now and then or each day. All of it may run twice, at once, or late."""

from datetime import datetime, timedelta
from uuid import UUID

from celery import shared_task
from django.db import connection, transaction

from cases import queries
from cases.forms.desk import DeskForm
from cases.models import ViewAlert
from cases.operations import alerting
from cases.operations.attaching import SCAN
from cases.operations.condition_reminders import remind_of_conditions as remind_conditions
from cases.operations.recusing import detect_again
from cases.operations.reminding import remind_of_questions as remind
from cases.operations.replaying import replay_clocks as replay
from cases.operations.scanning import alarm_of_waiting_scans, scan_file
from cases.operations.simulating import evaluate_part, wake
from cases.operations.tending import check_open_work
from cases.operations.touching import look_for_changes as look_for
from cases.operations.vacancies import tend_vacancies
from cases.operations.withholding import report_withheld as report
from cases.permissions import may_use_desk
from notifications.waking import ask
from polact.access.acting import act_as, as_system
from polact.access.models import Person
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


@shared_task(name="cases.tasks.remind_of_conditions")
def remind_of_conditions() -> None:
    """Tell of conditions that begin or end soon. The beat calls often; each day is told once."""
    remind_conditions(at=clock.now())


@shared_task(name="cases.tasks.look_for_changes")
def look_for_changes(after: int = 0) -> None:
    """Compare what the next answers rest on with the record, and ask for those that follow."""
    last = look_for(at=clock.now(), after=after)
    if last is not None:
        look_for_changes.delay(last)


@shared_task(name="cases.tasks.replay_clocks")
def replay_clocks(after: int = 0) -> None:
    """Replay the clocks of the next open cases, and ask for those that follow."""
    last = replay(at=clock.now(), after=after)
    if last is not None:
        replay_clocks.delay(last)


@shared_task(name="cases.tasks.check_alerts")
def check_alerts() -> None:
    """Look at every view of which somebody wants to be told, as its owner would see it at this moment."""
    now = clock.now()
    with as_system():
        due = queries.alerts_to_check(alerting.checked_before(now))
    for alert_id, owner_id in due:
        with transaction.atomic():
            _check(alert_id, owner_id, now)


def _check(alert_id: UUID, owner_id: int, now: datetime) -> None:
    """In the owner's place: row-level security shows what it shows them, walls included."""
    today = clock.local_date(now)
    standing = act_as(owner_id, today)
    owner = Person.objects.filter(pk=owner_id, is_active=True).first()
    alert = ViewAlert.objects.select_related("view").filter(pk=alert_id, owner_id=owner_id).first()
    if owner is None or alert is None:
        return
    owner.standing = standing
    if not may_use_desk(owner):
        alerting.pass_over(alert_id=alert_id, owner=owner, at=now)
        return
    form = DeskForm(alert.view.query, choices=queries.choices_of(owner, today))
    matching = queries.matching(owner, form.wanted(), alerting.AT_MOST, queries.covered_by(owner, today))
    alerting.tell_of_view(alert_id=alert_id, owner=owner, matching=matching, at=now)


@shared_task(name="cases.tasks.learn_words")
def learn_words(days: int) -> None:
    """Learn the words of what was submitted in so many days: the search mends slips of the finger by them."""
    with as_system(), connection.cursor() as cursor:
        cursor.execute("select cases_learn_words(%s)", [clock.now() - timedelta(days=days)])
