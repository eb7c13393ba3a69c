"""On whose behalf the database is asked. Row-level security reads what these set; unset, no personal row is seen.

The settings live until the end of the transaction, so each of these needs one (the request's, or a task's).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import cast

from django.db import connection, transaction
from django.http import HttpRequest
from rest_framework.request import Request

from polact.access.models import Appointment, Person, Standing, standing_of

AS_SYSTEM = "select set_config('app.person', '', true), set_config('app.organizations', '{}', true), set_config('app.sees_all', 'on', true)"
AS_NOBODY = AS_SYSTEM.replace("'on'", "''")


def person_of(request: HttpRequest | Request) -> Person:
    """The person who is signed in; for doors that stand behind a sign-in."""
    return cast(Person, request.user)


def act_as(person_id: int, on: date) -> Standing:
    """Bind this transaction to a person: the database itself derives from their appointments what they may see."""
    appointments = list(Appointment.objects.raw("select * from access_act_as(%s, %s)", [person_id, on]))
    return standing_of(appointments)


@contextmanager
def as_system() -> Iterator[None]:
    """A transaction of the system itself (a task, a command, a sign-in before anybody is known): sees all rows."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "select current_setting('app.person', true), current_setting('app.organizations', true), "
                "current_setting('app.sees_all', true)"
            )
            before = cursor.fetchone()
            cursor.execute(AS_SYSTEM)
        yield
        with connection.cursor() as cursor:
            cursor.execute(
                "select set_config('app.person', %s, true), set_config('app.organizations', %s, true), "
                "set_config('app.sees_all', %s, true)",
                [value or "" for value in before],
            )
