"""What the beat calls for. It may run twice or late; what is due stands in the database."""

from celery import shared_task

from polact.access.operations import forget_ended_sessions
from polact.base import clock


@shared_task(name="access.tasks.forget_ended_sessions")
def forget_sessions() -> None:
    """Delete the sessions whose time is over, with what was carried in them."""
    forget_ended_sessions(at=clock.now())
