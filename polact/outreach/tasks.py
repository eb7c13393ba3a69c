"""What the clock calls for. The task may run twice, at once, or late; what is due stands in the database."""

from celery import shared_task

from polact.base import clock
from polact.outreach.operations import signing_up


@shared_task(name="polact.outreach.tasks.remind")
def remind() -> None:
    """Remind those whose session begins soon. The beat calls this every minute; what one run leaves, the next does."""
    signing_up.remind(at=clock.now())
