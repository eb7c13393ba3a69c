"""What the worker is woken for. Both tasks may run twice, at once, or late; what is due stands in the database."""

from uuid import UUID

from celery import shared_task

from notifications import delivery
from polact.base import clock
from polact.embedded.healthcheck import mark_worker


@shared_task(name="notifications.tasks.deliver")
def deliver(*message_ids: str) -> None:
    """Send the messages of those ids that are still to be sent."""
    for message_id in message_ids:
        delivery.deliver(UUID(message_id), clock.now)


@shared_task(name="notifications.tasks.sweep")
def sweep() -> None:
    """Send what is due and was not woken, or did not get through. The beat calls this every 20 s.

    Leaves a mark, by which the supervisor tells a worker that works from one that is merely there.
    """
    delivery.sweep(clock.now)
    mark_worker()
