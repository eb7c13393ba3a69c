"""The mail room's fixtures, for tests in which processes die."""

from collections.abc import Callable

import pytest

from notifications.models import Message
from polact.access.models import Person
from polact.base import clock
from tests.notifications.conftest import a_database, awake, emma, mailbox, texts, written

__all__ = ["a_database", "awake", "emma", "mailbox", "texts", "written"]


@pytest.fixture
def message(written: Callable[..., Message], emma: Person) -> Message:
    """A message that is due now: other processes have no clock but the machine's."""
    return written(emma, at=clock.now())
