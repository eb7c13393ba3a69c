"""A sender that kills itself at one point of a delivery: `python -m tests.faults.dying_sender POINT MESSAGE-ID`.

POINT is `before`, `inside` or `after`, a colon, and a step. `inside` is when the step's transaction has done its work
and has not committed.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import django

django.setup()

from notifications import delivery, outbox  # noqa: E402
from polact.base import clock  # noqa: E402


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying(step: Callable[..., Any], when: str) -> Callable[..., Any]:
    """The step, with death before, inside or after it."""

    def run(*args: Any) -> Any:
        if when == "before":
            die()
        if when == "inside":
            outbox.step = step_that_never_commits
        result = step(*args)
        die()
        return result

    return run


@contextmanager
def step_that_never_commits() -> Iterator[None]:
    with real_step():
        yield
        die()


real_step = outbox.step
when, _, name = sys.argv[1].partition(":")
owner = outbox if hasattr(outbox, name) else delivery.Conversation
setattr(owner, name, dying(getattr(owner, name), when))
delivery.deliver(UUID(sys.argv[2]), clock.now)
