"""The clock's call: the worker knows the task by the name that the schedule uses, and it reminds."""

from datetime import timedelta

from django.conf import settings

from notifications.models import Message
from polact.access.acting import as_system
from polact.base import clock
from polact.celery import app
from polact.outreach.tasks import remind
from tests.factories import People
from tests.polact.outreach.sessions import come, make_session


def test_worker_finds_what_the_schedule_calls() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_task_reminds_of_what_begins_soon_and_may_run_twice(people: People) -> None:
    now = clock.now()
    session = make_session(people.olive, None, at=now - timedelta(days=3), starts_at=now + timedelta(hours=5))
    come(session, people.emma, at=now - timedelta(days=2))
    for _ in range(2):
        remind.run()
    with as_system():
        assert Message.objects.filter(template="outreach/notices/session_soon").count() == 1
