"""What pages ask of the mail room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from notifications.enums import State
from notifications.models import Message, MessageQuerySet
from polact.access.models import Person

PAGE = 25
MOST_WAITING = 100
MOST_UNREAD = 100

PATIENCE = timedelta(minutes=2)
"""A message that is due for longer than this is late: the worker is woken at once and sweeps every 20 s."""


@dataclass(frozen=True)
class InboxPage:
    """A page of the inbox and the cursor of the next one, empty on the last."""

    messages: Sequence[Message]
    following: str


def inbox(person: Person, after: str = "") -> InboxPage:
    """The person's messages: unread ones first, then the others, each newest first. One query."""
    messages = Message.objects.visible_to(person).annotate(is_read=Q(read_at__isnull=False))
    if place := _place(after):
        is_read, written, pk = place
        older = Q(created_at__lt=written) | Q(created_at=written, pk__lt=pk)
        messages = messages.filter(Q(is_read__gt=is_read) | Q(is_read=is_read) & older)
    found = list(messages.order_by("is_read", "-created_at", "-pk")[: PAGE + 1])
    page = found[:PAGE]
    return InboxPage(page, _cursor(page[-1]) if len(found) > PAGE else "")


def _cursor(message: Message) -> str:
    read = "0" if message.is_unread else "1"
    return f"{read}.{message.created_at.astimezone(UTC):%Y%m%dT%H%M%S%f}.{message.pk.hex}"


def _place(cursor: str) -> tuple[bool, datetime, UUID] | None:
    """Where the page before ended; a cursor that makes no sense is no cursor."""
    try:
        read, written, pk = cursor.split(".")
        return read != "0", datetime.strptime(written, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC), UUID(hex=pk)
    except ValueError:
        return None


def unread_count() -> int:
    """How many messages the person to whom the session is bound has not read, counted up to `MOST_UNREAD`: every page asks,
    and must not grow slower with what somebody leaves lying. One query, from an index."""
    with connection.cursor() as cursor:
        cursor.execute("select notifications_unread(%s)", [MOST_UNREAD])
        (count,) = cursor.fetchone()
    return int(count)


def waiting(at: datetime) -> MessageQuerySet:
    """The messages that an administrator should know of: late, in doubt, or given up; those of longest ago first."""
    late = Q(state=State.QUEUED) & (Q(attempts__gt=0) | Q(next_attempt_at__lte=at - PATIENCE))
    stopped = Q(state=State.SENDING, claimed_until__lte=at)
    for_a_person = Q(state__in=[State.UNCERTAIN, State.FAILED])
    return (
        Message.objects.filter(late | stopped | for_a_person).select_related("recipient").order_by("created_at", "pk")
    )
