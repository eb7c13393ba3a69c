"""What the beat calls for. It may run twice or late; what is due stands in the database."""

from celery import shared_task

from assessments.operations.saving import forget_ended
from polact.base import clock


@shared_task(name="assessments.tasks.forget_ended_results")
def forget_ended_results() -> None:
    """Delete saved results whose thirty days are over."""
    forget_ended(on=clock.local_date(clock.now()))
