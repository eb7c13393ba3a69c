"""What every page knows of the mail room."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notifications.queries import MOST_UNREAD, unread_count


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread_count`: how many messages the signed-in person has not read, "99+" from a hundred on. Asked only by a page
    that shows it."""
    return {"unread_count": SimpleLazyObject(lambda: _shown(_count(request)))}


def _shown(count: int) -> str:
    """Empty for none, so that the page shows nothing."""
    return f"{MOST_UNREAD - 1}+" if count >= MOST_UNREAD else str(count or "")


def _count(request: HttpRequest) -> int:
    """One query for a signed-in person, else none; none either where the transaction is already being undone."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated or transaction.get_connection().needs_rollback:
        return 0
    return unread_count()
