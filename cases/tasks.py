"""What the worker is woken for: simulations, alerts on views, words of the search. Each may run twice, at once, or late."""

from datetime import datetime, timedelta
from uuid import UUID

from celery import shared_task
from django.db import connection, transaction

from cases import queries
from cases.forms.desk import DeskForm
from cases.models import ViewAlert
from cases.operations import alerting
from cases.operations.simulating import evaluate_part, wake
from cases.permissions import may_use_desk
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
    matching = queries.matching(owner, form.wanted(), alerting.AT_MOST)
    alerting.tell_of_view(alert_id=alert_id, owner=owner, matching=matching, at=now)


@shared_task(name="cases.tasks.learn_words")
def learn_words(days: int) -> None:
    """Learn the words of what was submitted in so many days: the search mends slips of the finger by them."""
    with as_system(), connection.cursor() as cursor:
        cursor.execute("select cases_learn_words(%s)", [clock.now() - timedelta(days=days)])
